import { describe, expect, it } from 'vitest';
import { atInformation, atTalks, atTalksOf } from '../../../src/situation/facts/at.ts';
import { codesOf, codesSaid } from '../../../src/situation/facts/codes.ts';
import { modemFacts } from '../../../src/situation/facts/modem-facts.ts';
import { netifdErrors } from '../../../src/situation/facts/netifd-errors.ts';
import { chatStep, logread, says, settingUp } from '../log-lines.ts';
import { answered, episodeWith, typed } from './episode-with.ts';

const night = 'Sun Jul 22 02:23:12 2018';

describe('talks with a modem', () => {
  it('are the same whoever sends the command', () => {
    const typedByHand = episodeWith(answered('AT+CGACT=1,1', '+CME ERROR: 30'));
    const byGcom = episodeWith(
      logread(night, settingUp('wwan'), says('wwan', 9, 'sending -> AT+CGACT=1,1', '+CME ERROR: 30')),
    );
    const byChat = episodeWith(
      logread(
        night,
        'pppd[7]: pppd 2.4.7 started by root, uid 0',
        chatStep(8, 'AT+CGACT=1,1', 'OK', '+CME ERROR: 30'),
      ),
    );
    for (const episode of [typedByHand, byGcom, byChat]) {
      expect(atTalksOf(episode, '+CGACT')).toMatchObject([{ result: 'cme-error', code: 30 }]);
      expect(codesOf(episode, 'cme', 30)).toMatchObject([{ value: { name: expect.any(String) } }]);
    }
    expect([typedByHand, byGcom, byChat].map((episode) => atTalks(episode)[0]?.by)).toEqual([
      'transcript',
      'gcom',
      'chat',
    ]);
  });

  it('end in silence, in a refusal, or open', () => {
    const results = (...words: readonly string[]) =>
      atTalks(
        episodeWith(logread(night, settingUp('wwan'), says('wwan', 9, 'sending -> AT+CFUN=1', ...words))),
      ).map(({ result }) => result);
    expect(results('Timeout running AT-command')).toEqual(['silent']);
    expect(results('Error running AT-command')).toEqual(['error']);
    expect(results('sending -> ATZ')).toEqual([null, null]);
  });

  it('give named answers, asked or not', () => {
    const episode = episodeWith([
      ...answered('AT+CSQ', '+CSQ: 17,99', 'OK'),
      '',
      ...logread(night, settingUp('wwan'), says('wwan', 9, '+CSQ: 12,99')),
    ]);
    expect(atInformation(episode, '+CSQ').map(({ value }) => value.values[0])).toEqual(['17', '12']);
  });
});

describe('codes', () => {
  it.each([
    ['qmi', 14, typed('uqmi -d /dev/cdc-wdm0 --start-network internet', '"Call failed"')],
    [
      'qmi',
      26,
      typed(
        'qmicli -d /dev/cdc-wdm0 --wds-start-network=apn=internet',
        "error: couldn't start network: QMI protocol error (26): 'NoEffect'",
      ),
    ],
    [
      'sm',
      27,
      [
        '[07-12_10:11:12:123] requestSetupDataCall QMUXResult = 0x1, QMUXError = 0xe',
        '[07-12_10:11:12:123] qmi NwError = 27',
      ],
    ],
    [
      'cme',
      133,
      [
        'Sun Jul 22 02:23:12 2018 daemon.warn ModemManager[9]: <warn>  [modem0/bearer0] connection attempt #1 failed: requested service option not subscribed',
      ],
    ],
  ] as const)('%s %i', (family, code, lines) => {
    expect(codesSaid(episodeWith(lines)).map(({ value }) => [value.family, value.code])).toContainEqual([
      family,
      code,
    ]);
  });
});

describe('values of modem tools', () => {
  it('are found by key, pattern and tool', () => {
    const episode = episodeWith(
      typed('mmcli -m 0 -K', 'modem.generic.state : connected', 'modem.generic.model : EC25'),
    );
    expect(modemFacts(episode, 'modem.generic.model')).toMatchObject([{ value: 'EC25', teller: 'mmcli' }]);
    expect(modemFacts(episode, /^modem\.generic\./, 'mmcli')).toHaveLength(2);
    expect(modemFacts(episode, 'modem.generic.model', 'uqmi')).toEqual([]);
  });
});

describe('errors of netifd', () => {
  it('have their interface', () => {
    const lines = typed(
      'ifstatus wwan',
      '{ "up": false, "pending": false, "available": true, "autostart": true, "proto": "qmi", "errors": [ { "subsystem": "wwan", "code": "NO_DEVICE" } ] }',
    );
    expect(netifdErrors(episodeWith(lines))).toMatchObject([{ value: 'NO_DEVICE', interface: 'wwan' }]);
  });

  it('reads the cause that a registration was refused for', () => {
    const episode = episodeWith(['AT+CEREG?', '+CEREG: 3,3,,,,0,15', '', 'OK']);
    expect(codesOf(episode, 'emm')).toMatchObject([{ value: { code: 15 }, teller: 'at' }]);
    expect(codesOf(episodeWith(['AT+CEREG?', '+CEREG: 3,3,,,,1,15', '', 'OK']), 'emm')).toEqual([]);
  });
});
