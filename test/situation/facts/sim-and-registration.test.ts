import { describe, expect, it } from 'vitest';
import { lastOperator } from '../../../src/situation/facts/operator.ts';
import {
  isRegistered,
  lastRegistration,
  registrations,
  roams,
  wasRegistered,
} from '../../../src/situation/facts/registration.ts';
import { lastSim, type SimState, simStates, simStatesWithRadio } from '../../../src/situation/facts/sim.ts';
import { logread, says } from '../log-lines.ts';
import { answered, episodeWith, typed } from './episode-with.ts';

const night = 'Sun Jul 22 02:23:12 2018';
const mm = 'Sun Jul 22 02:23:12 2018 daemon.info ModemManager[1234]: <info>  ';

function relayed(...words: readonly string[]) {
  return logread(night, "netifd: Interface 'wwan' is setting up now", says('wwan', 99, ...words));
}

function status(code: string) {
  return typed(
    'ifstatus wwan',
    `{ "up": false, "pending": false, "available": true, "autostart": true, "proto": "qmi", "errors": [ { "subsystem": "wwan", "code": "${code}" } ] }`,
  );
}

describe('the SIM card', () => {
  it.each<[SimState, string, string | readonly string[]]>([
    ['ready', 'AT', answered('AT+CPIN?', '+CPIN: READY', 'OK')],
    ['pin', 'AT', answered('AT+CPIN?', '+CPIN: SIM PIN', 'OK')],
    ['puk', 'AT', answered('AT+CPIN?', '+CPIN: SIM PUK', 'OK')],
    ['network-lock', 'AT', answered('AT+CPIN?', '+CPIN: PH-NET PIN', 'OK')],
    ['absent', 'a CME code', answered('AT+CPIN?', '+CME ERROR: 10')],
    ['starting', 'a CME code of any command', answered('AT+COPS?', '+CME ERROR: 14')],
    ['no-profile', 'a Fibocom modem', answered('AT+CPIN?', '+CPIN: EMPTY_EUICC', 'OK')],
    ['network-lock', 'AT, of the first card', answered('AT+CPIN?', '+CPIN: PH-FSIM PIN', 'OK')],
    [
      'absent',
      'Huawei',
      answered('AT^SYSINFOEX', '^SYSINFOEX:0,0,0,255,,0,"NO SERVICE",0,"NO SERVICE"', 'OK'),
    ],
    ['ready', 'gcom', typed('gcom -d /dev/ttyUSB0', 'SIM ready')],
    ['pin', 'gcom, which asks the person', typed('gcom -d /dev/ttyUSB0', '', 'Enter PIN number:')],
    [
      'pin',
      'gcom without one',
      typed('gcom -d /dev/ttyUSB0 PIN', 'ERROR: The COMGTPIN env variable is not set'),
    ],
    ['pin', 'gcom whose PIN is not taken', typed('gcom -d /dev/ttyUSB0', 'ERROR entering PIN code')],
    ['pin', 'umbim', typed('umbim -n -d /dev/cdc-wdm0 pinstate', 'required pin: 2 - pin1')],
    ['absent', 'the QMI handler', relayed('PIN status failed (sim_not_present)')],
    ['starting', 'the QMI handler at the end of its wait', relayed('SIM not initialized')],
    ['ready', 'the QMI handler without a PIN', relayed('PIN verification is disabled')],
    ['absent', 'Quectel', answered('AT+QSIMSTAT?', '+QSIMSTAT: 0,0', 'OK')],
    [
      'pin',
      'uqmi',
      typed(
        'uqmi -d /dev/cdc-wdm0 --get-pin-status',
        '{ "pin1_status": "not_verified", "pin1_verify_tries": 3, "pin1_unblock_tries": 10 }',
      ),
    ],
    [
      'ready',
      'mmcli, which shows no lock',
      typed(
        'mmcli -m 0',
        '  Status   |       unlock retries: sim-pin (3), sim-puk (10)',
        '           |                state: registered',
        '  SIM      |     primary sim path: /org/freedesktop/ModemManager1/SIM/0',
      ),
    ],
    [
      'ready',
      'mmcli, which names the card before the state in JSON',
      typed(
        'mmcli -m 0 -J',
        '{"modem":{"generic":{"sim":"/org/freedesktop/ModemManager1/SIM/0","state":"disabled"}}}',
      ),
    ],
    [
      'pin',
      'mmcli, which shows a card and its lock',
      typed(
        'mmcli -m 0',
        '  Status   |                 lock: sim-pin',
        '           |                state: locked',
        '  SIM      |     primary sim path: /org/freedesktop/ModemManager1/SIM/0',
      ),
    ],
    [
      'absent',
      'mmcli',
      typed('mmcli -m 0', '  Status   |          state: failed', '           |  failed reason: sim-missing'),
    ],
    [
      'no-profile',
      'mmcli',
      typed(
        'mmcli -m 0 -K',
        'modem.generic.state                      : failed',
        'modem.generic.state-failed-reason        : esim-without-profiles',
      ),
    ],
    [
      'absent',
      'mbimcli',
      typed(
        'mbimcli -d /dev/cdc-wdm0 --query-subscriber-ready-status',
        '[/dev/cdc-wdm0] Subscriber ready status retrieved:',
        "\t      Ready state: 'sim-not-inserted'",
      ),
    ],
    ['absent', 'umbim', typed('umbim -d /dev/cdc-wdm0 subscriber', '  readystate: 0002 - sim not inserted')],
    ['puk', 'the qmi handler', relayed('SIM locked PUK required')],
    ['illegal', 'the qmi handler', relayed('SIM in illegal state - Power-cycling SIM')],
    ['pin', 'ModemManager', [`${mm}[modem0] modem is locked with 'sim-pin'`]],
    ['absent', 'QModem', ['[2025-09-12 16:02:30] modem_dial:info sim card is miss']],
    ['puk', 'an error of netifd', status('PUK_NEEDED')],
  ])('%s, as %s tells it', (state, _, lines) => {
    expect(lastSim(episodeWith(lines))?.value).toBe(state);
  });

  it.each([
    ['PIN2', answered('AT+CPIN?', '+CPIN: SIM PIN2', 'OK')],
    ['a lock of PIN2', [`${mm}[modem0] modem is locked with 'sim-pin2'`]],
    [
      'mmcli, which shows two modems, of which one has a card',
      [
        ...typed(
          'mmcli -m 0 -K',
          'modem.generic.state                      : searching',
          'modem.generic.sim                        : /org/freedesktop/ModemManager1/SIM/0',
        ),
        ...typed(
          'mmcli -m 1 -K',
          'modem.generic.state                      : disabled',
          'modem.generic.sim                        : /org/freedesktop/ModemManager1/SIM/1',
        ),
      ],
    ],
    ['an error that is no SIM’s', answered('AT+COPS?', '+CME ERROR: 30')],
  ])('is not spoken of by %s', (_, lines) => {
    expect(lastSim(episodeWith(lines))).toBeNull();
  });

  it.each([
    [null, 'with the radio off', answered('AT+CFUN?', '+CFUN: 4', 'OK'), '+CME ERROR: 10'],
    [null, 'with the modem at its minimum', answered('AT+CFUN?', '+CFUN: 0', 'OK'), '+CME ERROR: 13'],
    ['absent', 'with the radio on', answered('AT+CFUN?', '+CFUN: 1', 'OK'), '+CME ERROR: 10'],
    ['absent', 'without a word of the radio', [], '+CME ERROR: 10'],
    [
      'ready',
      'where the card is on though the radio is off',
      answered('AT+CFUN?', '+CFUN: 4', 'OK'),
      '+CPIN: READY',
    ],
  ])('is %s by a bare answer %s', (state, _, radio, answer) => {
    const episode = episodeWith([...radio, ...answered('AT+CPIN?', answer, 'OK')]);
    expect(simStatesWithRadio(episode).at(-1)?.value ?? null).toBe(state);
    expect(lastSim(episode)).not.toBeNull();
  });

  it('is told in the order of events, each line once, with its place', () => {
    const episode = episodeWith([
      ...answered('AT+CPIN?', '+CPIN: SIM PIN', 'OK'),
      ...answered('AT+CPIN="1234"', 'OK'),
      ...answered('AT+CPIN?', '+CPIN: READY', 'OK'),
    ]);
    expect(simStates(episode).map(({ value, span, teller }) => [value, span.line, teller])).toEqual([
      ['pin', 2, 'at'],
      ['ready', 9, 'at'],
    ]);
  });
});

describe('the registration', () => {
  it.each([
    ['home', 'eps', answered('AT+CEREG?', '+CEREG: 0,1', 'OK')],
    ['roaming', 'ps', answered('AT+CGREG?', '+CGREG: 2,5,"1A2B","01234567",7', 'OK')],
    ['searching', 'eps', answered('AT+CEREG?', '+CEREG: 2', 'OK')],
    [
      'denied',
      null,
      typed(
        'uqmi -d /dev/cdc-wdm0 --get-serving-system',
        '{ "registration": "registering_denied", "plmn_mcc": 262, "plmn_mnc": 2, "roaming": false }',
      ),
    ],
    [
      'roaming',
      null,
      typed(
        'uqmi -s -d /dev/cdc-wdm0 --get-serving-system',
        '{"registration":"registered","radio_interface":["lte"],"plmn_mcc":262,"plmn_mnc":1,"roaming":true}',
      ),
    ],
    [
      'roaming',
      null,
      typed(
        'uqmi -d /dev/cdc-wdm0 --get-serving-system',
        '{',
        '\t"registration": "registered",',
        '\t"plmn_mcc": 262,',
        '\t"plmn_mnc": 1,',
        '\t"plmn_description": "Telekom.de",',
        '\t"roaming": true',
        '}',
      ),
    ],
    [
      'searching',
      null,
      typed('uqmi -s -d /dev/cdc-wdm0 --get-serving-system', '{"registration":"searching","roaming":true}'),
    ],
    [
      'denied',
      null,
      typed(
        'uqmi -s -d /dev/cdc-wdm0 --get-serving-system',
        '{"registration":"registration_denied","plmn_mcc":262,"plmn_mnc":2,"roaming":false}',
      ),
    ],
    ['home', null, typed('mmcli -m 0 -K', 'modem.3gpp.registration-state            : home')],
    [
      'denied',
      null,
      typed(
        'qmicli -d /dev/cdc-wdm0 --nas-get-serving-system',
        '[/dev/cdc-wdm0] Successfully got serving system:',
        "\tRegistration state: 'registration-denied'",
      ),
    ],
    ['roaming', null, typed('umbim -d /dev/cdc-wdm0 registration', '  registerstate: 0004 - roaming')],
    ['denied', null, relayed("Network registration failed (reason: 'registering_denied')")],
    ['roaming', null, relayed('mbim[99] Subscriber registration failed (code 4)')],
    ['searching', null, relayed('mbim[99] Subscriber registration failed (code 2)')],
    [
      'idle',
      null,
      [
        '[07-23_22:20:22:701] Quectel_QConnectManager_Linux_V1.6.0.12',
        '[07-23_22:20:23:701] requestRegistrationState2 MCC: 0, MNC: 0, PS: Detached, DataCap: UNKNOW',
      ],
    ],
    ['searching', null, [`${mm}[modem0] 3GPP Registration state changed (unknown -> searching)`]],
  ] as const)('%s (%s)', (state, domain, lines) => {
    expect(lastRegistration(episodeWith(lines))).toMatchObject({ value: state, domain });
  });

  it.each([
    ['roaming', 'mbim[7] Subscriber registration failed (code 5)'],
    ['denied', "Network registration failed (reason: 'registering_denied')"],
  ])('%s, as a handler says it that gives up', (state, words) => {
    expect(lastRegistration(episodeWith(relayed(words)))).toMatchObject({ value: state, domain: null });
  });

  it('for calls says nothing of data', () => {
    const episode = episodeWith([
      ...answered('AT+CEREG?', '+CEREG: 0,1', 'OK'),
      ...answered('AT+CREG?', '+CREG: 0,3', 'OK'),
    ]);
    expect(registrations(episode).map(({ value, domain }) => [value, domain])).toEqual([
      ['home', 'eps'],
      ['denied', 'cs'],
    ]);
    expect(lastRegistration(episode)?.value).toBe('home');
  });

  it.each([
    ['home', null, ['Registered on Home network: "Smart",2', 'Signal Quality: 17,99']],
    ['roaming', null, ['Registered on Roaming network: "Vodafone.de",7']],
    ['searching', 'cs', ['Waiting for Registration.............', 'Failed to register']],
    // It is registered; the modem has only not named the network.
    ['home', null, ['Registered on Home network:', 'Failed to register']],
  ] as const)('is %s (%s) where gcom says so', (state, domain, printed) => {
    const episode = episodeWith(typed('gcom -d /dev/ttyUSB0', 'SIM ready', ...printed));
    expect(registrations(episode)).toMatchObject([{ value: state, domain }]);
  });

  it('at which network is told by gcom', () => {
    const episode = episodeWith(
      typed('comgt -d /dev/ttyUSB0', 'SIM ready', 'Registered on Home network: "Smart",2'),
    );
    expect(lastOperator(episode)?.value).toBe('Smart');
  });

  it('of gcom is told by a handler', () => {
    const episode = episodeWith(relayed('Waiting for Registration..(120 sec max)', 'Failed to register'));
    expect(registrations(episode)).toMatchObject([{ value: 'searching', domain: 'cs', teller: 'gcom' }]);
  });

  it('once had is known, though it was lost', () => {
    const episode = episodeWith([
      ...answered('AT+CEREG?', '+CEREG: 0,5', 'OK'),
      ...answered('AT+CEREG?', '+CEREG: 0,2', 'OK'),
    ]);
    expect(wasRegistered(episode)?.value).toBe('roaming');
    expect(isRegistered(lastRegistration(episode)?.value ?? 'home')).toBe(false);
  });

  it.each([
    [true, 'by the part that carries no data alone', answered('AT+CREG?', '+CREG: 0,5', 'OK')],
    [
      true,
      'by one of several parts',
      [...answered('AT+CREG?', '+CREG: 0,5', 'OK'), ...answered('AT+CEREG?', '+CEREG: 0,2', 'OK')],
    ],
    [
      true,
      'by the last network that it was in',
      [...answered('AT+CEREG?', '+CEREG: 0,5', 'OK'), ...answered('AT+CEREG?', '+CEREG: 0,2', 'OK')],
    ],
    [false, 'by the home network', answered('AT+CEREG?', '+CEREG: 0,1', 'OK')],
    [null, 'by nothing', answered('AT+CEREG?', '+CEREG: 0,2', 'OK')],
    [true, 'by the handler of MBIM', relayed('mbim[2347] Registered in roaming mode')],
    [true, 'by the handler of MBIM in a partner’s network', relayed('mbim[2347] Registered in partner mode')],
    [false, 'by the handler of MBIM at home', relayed('mbim[2347] Registered in home mode')],
    [
      true,
      'by qmicli, which tells it apart',
      typed(
        'qmicli -d /dev/cdc-wdm0 --nas-get-serving-system',
        "[/dev/cdc-wdm0] Successfully got serving system:\n\tRegistration state: 'registered'\n\tRoaming status: 'on'",
      ),
    ],
    [
      null,
      'by qmicli without that',
      typed(
        'qmicli -d /dev/cdc-wdm0 --nas-get-serving-system',
        "[/dev/cdc-wdm0] Successfully got serving system:\n\tRegistration state: 'registered'",
      ),
    ],
    [
      true,
      'by ModemManager before it calls the modem registered',
      [
        `${mm}[modem0] 3GPP registration state changed (searching -> roaming)`,
        ...relayed('currently registered in a 3GPP network'),
      ],
    ],
    [
      true,
      'by the page of a stick',
      typed('wget -O - http://192.168.8.1/api/monitoring/status', '<RoamingStatus>1</RoamingStatus>'),
    ],
    [
      false,
      'by the page of a stick at home',
      typed('wget -O - http://192.168.8.1/api/monitoring/status', '<RoamingStatus>0</RoamingStatus>'),
    ],
  ])('is abroad: %s, %s', (abroad, _, lines) => {
    expect(roams(episodeWith(lines))).toBe(abroad);
  });

  it('is no longer abroad where it came home', () => {
    const episode = episodeWith([
      ...answered('AT+CEREG?', '+CEREG: 0,5', 'OK'),
      ...answered('AT+CEREG?', '+CEREG: 0,1', 'OK'),
    ]);
    expect(roams(episode)).toBe(false);
  });
});
