import { describe, expect, it } from 'vitest';
import {
  answerTo,
  askModem,
  attempts,
  messagesOf,
  namedRelease,
  observationsOf,
  registrationSaid,
  remarksOf,
  simSaid,
} from '../../src/rules/inputs.ts';
import { listed } from '../../src/rules/listed-rule.ts';
import { defineRule, found, type Input, type Scene } from '../../src/rules/rule.ts';
import { answered, episodeWith, typed } from '../situation/facts/episode-with.ts';
import { config, dmesg, stickArrives } from '../situation/log-lines.ts';

const modem = config('wwan', { proto: 'qmi', device: '/dev/cdc-wdm0' });

function sceneOf(lines: readonly string[]): Scene {
  return { episode: episodeWith(lines), earlier: [], later: [] };
}

function askOf({ ask }: Input<unknown>, scene: Scene): string {
  return typeof ask === 'string' ? ask : ask(scene);
}

describe('an input', () => {
  const csq = answerTo('the signal', 'AT+CSQ', '+CSQ');
  const discovers = messagesOf('dhcp.discover', 'whether DHCP asks', 'logread');
  const faults = remarksOf(['usb.no-configuration'], 'the kernel’s words', 'dmesg');
  const routes = observationsOf('route', 'the routes', 'ip route');

  it('is null where the text does not show it', () => {
    const scene = sceneOf(modem);
    for (const input of [csq, discovers, faults, routes, namedRelease, simSaid, registrationSaid])
      expect(input.read(scene)).toBeNull();
  });

  it('is read where it does', () => {
    const scene = sceneOf([
      ...dmesg(1, stickArrives(), 'usb 1-1: no configurations'),
      ...answered('AT+CSQ', '+CSQ: 17,99', 'OK'),
      ...answered('AT+CPIN?', '+CPIN: READY', 'OK'),
      ...answered('AT+CEREG?', '+CEREG: 0,1', 'OK'),
      ...typed('ip route', 'default via 10.0.0.1 dev wwan0'),
    ]);
    for (const input of [csq, faults, routes, simSaid, registrationSaid])
      expect(input.read(scene)).toHaveLength(1);
  });

  it('asks for a command that can be typed on this router', () => {
    expect(askOf(attempts, sceneOf(modem))).toBe('ifup wwan; sleep 60; logread');
    expect(askOf(simSaid, sceneOf(modem))).toBe('uqmi -d /dev/cdc-wdm0 --get-pin-status');
    expect(
      askModem(episodeWith(config('wwan', { proto: 'modemmanager' })), { at: 'AT', mmcli: '-m any' }),
    ).toBe('mmcli -m any');
    expect(askOf(csq, sceneOf(dmesg(1, stickArrives())))).toBe("sms_tool -d /dev/ttyUSB1 at 'AT+CSQ'");
  });
});

describe('a rule with inputs', () => {
  const rule = (concerns?: () => boolean) =>
    listed(
      defineRule({
        id: 'no-signal',
        role: 'cause',
        severity: 'error',
        since: '0.1.0',
        needs: { heard: answerTo('the signal', 'AT+CSQ', '+CSQ') },
        ...(concerns === undefined ? {} : { concerns }),
        check: (_, { heard }) => [
          found({ confidence: 'likely', title: `${heard.length}`, explanation: '', evidence: [] }),
        ],
      }),
    );

  it('gets them by the names it gave them', () => {
    const scene = sceneOf(answered('AT+CSQ', '+CSQ: 99,99', 'OK'));
    expect(rule().run(scene).findings).toMatchObject([{ title: '1', attempt: null }]);
  });

  it('asks for what is missing only where the episode gives reason to', () => {
    const scene = sceneOf(modem);
    expect(rule(() => true).run(scene).notChecked).toMatchObject([{ missing: 'the signal' }]);
    expect(rule(() => false).run(scene).notChecked).toEqual([]);
    expect(rule().run(scene)).toEqual({ findings: [], notChecked: [] });
  });
});
