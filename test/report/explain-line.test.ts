import { describe, expect, it } from 'vitest';
import { explainLine } from '../../src/report/explain-line.ts';

describe('a line is explained', () => {
  it('with its speaker, kind, values, and what it proves', () => {
    const line = 'Sun Jul 22 02:23:20 2018 daemon.notice netifd: modem (2347): Setting up wwan0';
    expect(explainLine(line)).toMatchObject([
      {
        speaker: 'proto-ncm',
        kind: 'handler.setting-up-device',
        values: [['netdev', 'wwan0']],
        proves: { claim: 'reached', rung: 'dial' },
      },
    ]);
  });

  it('with the rules that look at it', () => {
    const [discover] = explainLine(
      'Sun Jul 22 02:23:21 2018 daemon.notice netifd: m (1): udhcpc: sending discover',
    );
    expect(discover?.rules).toEqual(
      expect.arrayContaining(['dhcp-discover-no-offer', 'udhcpc-wrong-interface']),
    );
  });

  it('with the codes that stand in it', () => {
    const [refusal] = explainLine('Sun Jul 22 02:23:21 2018 daemon.notice netifd: m (1): +CME ERROR: 30');
    expect(refusal?.codes).toMatchObject([{ family: 'cme', code: 30 }]);
  });

  it.each([
    ['usb 1-1: no configurations', 'kernel', 'usb.no-configuration', { claim: 'about', rung: 'power' }],
    ['SIM locked PUK required', 'proto-qmi', 'handler.sim-puk-required', { claim: 'broken', rung: 'sim' }],
  ])('though its head is missing: %s', (text, speaker, kind, proves) => {
    expect(explainLine(text)).toMatchObject([{ speaker, kind, proves }]);
  });

  it('as what a tool or a modem shows', () => {
    expect(explainLine('+CPIN: SIM PIN')).toMatchObject([
      { kind: 'at-exchange', values: [['answers', '+CPIN: SIM PIN']] },
    ]);
  });

  it.each(['', 'hello there', 'My modem does not work.'])('not at all where nobody knows it: %j', (text) => {
    expect(explainLine(text)).toEqual([]);
  });
});
