import { expect, test } from 'vitest';
import { sectionText } from '../../../src/collect/router/section-text.ts';
import { AtTranscript } from '../../../src/dial/at/at-transcript.ts';
import { redactTexts } from '../../../src/report/redacted-text.ts';
import { atTalks } from '../../../src/situation/facts/at.ts';
import { lastPinTries } from '../../../src/situation/facts/pin-tries.ts';
import { lastSim } from '../../../src/situation/facts/sim.ts';
import { episodeWith } from '../../situation/facts/episode-with.ts';

function transcript(): AtTranscript {
  return new AtTranscript({ path: '/dev/ttyUSB2', by: 'socat', typed: 'socat - /dev/ttyUSB2,raw,echo=0' }, 0);
}

function episodeOf(talk: AtTranscript) {
  const section = talk.section('at-ttyUSB2', 0, 1_000);
  return episodeWith(Buffer.from(sectionText(section, 'OpenWrt')).toString('utf8'));
}

test('a talk is read as any paste, with its port', () => {
  const talk = transcript();
  talk.sent('AT^CPIN?');
  talk.heard('^CPIN: SIM PIN,1,10,1,10,3');
  talk.heard('OK');
  talk.sent('AT+CGMM');
  talk.heard('E3372');
  talk.heard('OK');
  const episode = episodeOf(talk);
  expect(lastSim(episode)?.value).toBe('pin');
  expect(lastPinTries(episode, 'pin')?.value).toBe(1);
  expect(atTalks(episode).map(({ port, sent, result }) => [port, sent, result])).toEqual([
    ['/dev/ttyUSB2', 'AT^CPIN?', 'ok'],
    ['/dev/ttyUSB2', 'AT+CGMM', 'ok'],
  ]);
});

test('what came too late, and what hwdiag notes, answers nothing', () => {
  const talk = transcript();
  talk.sent('AT+CGATT?');
  talk.note('/dev/ttyUSB2 did not answer AT+CGATT? within 3 s.');
  talk.sent('AT');
  talk.heard('+CME ERROR: 10', true);
  talk.heard('OK');
  const episode = episodeOf(talk);
  expect(atTalks(episode).map(({ sent, result, code }) => [sent, result, code])).toEqual([
    ['AT+CGATT?', null, null],
    ['AT', 'ok', null],
  ]);
  expect(lastSim(episode)).toBeNull();
});

test('no control character gets into it, and it does not grow without end', () => {
  const talk = transcript();
  talk.sent('AT');
  for (let count = 0; count < 10_000; count += 1) talk.heard('\x1b[31m\u202ered');
  expect(talk.text()).not.toMatch(/[^\P{Cc}\n]|\p{Cf}/u);
  expect(talk.text().split('\n').length).toBeLessThan(5_000);
  expect(talk.text()).toMatch(/# hwdiag: \d+ more lines are left out/);
});

test('what is redacted of a capture is redacted of a talk', () => {
  const talk = transcript();
  for (const [command, ...lines] of [
    ['AT+CGSN', '861234567890123'],
    ['AT+CIMI', '262011234567890'],
    ['AT+CCID', '+CCID: 89490123456789012345'],
    ['ATI', 'IMEI: 861234567890999'],
    ['AT^NDISDUP=1,1,"internet","somebody","secret",2'],
    ['AT+CGAUTH?', '+CGAUTH: 1,2,"other","covered"'],
  ] as const) {
    talk.sent(command);
    for (const line of lines) talk.heard(line);
    talk.heard('OK');
  }
  const section = sectionText(talk.section('at-ttyUSB2', 0, 1_000), 'OpenWrt');
  const [redacted = ''] = redactTexts([Buffer.from(section).toString('utf8')]).texts;
  expect(redacted).toContain('AT+CGSN\n86123456<imei-1>\nOK');
  expect(redacted).not.toMatch(/7890|9012345|somebody|secret|other|covered/);
});

test('a login that a modem tells is in no talk, whoever asked for it and whenever it comes', () => {
  const talk = transcript();
  talk.sent('AT+CSQ');
  talk.heard('+CGAUTH: 1,2,"other","covered"', true);
  talk.heard('+CSQ: 21,99');
  talk.heard('OK');
  talk.sent('AT^AUTHDATA?');
  talk.heard('^AUTHDATA: 1,2,"covered","other","26201"');
  talk.heard('+CGREG: 1');
  talk.heard('user other, password covered');
  talk.heard('OK');
  expect(talk.text().split('\n').slice(2)).toEqual([
    'AT+CSQ',
    '# hwdiag: late: +CGAUTH: 1,2,"<hidden>","<hidden>"',
    '+CSQ: 21,99',
    'OK',
    '',
    'AT^AUTHDATA?',
    '^AUTHDATA: 1,2,"<hidden>","<hidden>","<hidden>"',
    '+CGREG: 1',
    '<hidden>',
    'OK',
    '',
  ]);
});
