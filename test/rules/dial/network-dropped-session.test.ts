import { describe, expect, it } from 'vitest';
import { dmesg, logread, nowDown, says, settingUp } from '../../situation/log-lines.ts';
import { findingsIn } from '../findings-in.ts';

const rule = 'network-dropped-session';
const night = 'Wed Nov 14 01:44:59 2018';

const connected = 'cdc_ncm 1-1:1.1: usb0: network connection: connected';
const disconnected = 'cdc_ncm 1-1:1.1: usb0: network connection: disconnected';

const changed = (was: string, now: string) =>
  `ModemManager[611]: <info>  [modem0] state changed (${was} -> ${now})`;

describe(rule, () => {
  it.each([
    ['ModemManager', [changed('connected', 'registered')]],
    [
      'the kernel',
      [
        'kernel: cdc_ncm 1-1:1.1: usb0: network connection: connected',
        'kernel: cdc_ncm 1-1:1.1: usb0: network connection: disconnected',
      ],
    ],
    [
      'quectel-CM',
      [
        'quectel-CM: requestSetupDataCall WdsConnectionIPv4Handle: 0xe17e2c70',
        'quectel-CM: requestQueryDataCall IPv4ConnectionStatus: DISCONNECTED',
      ],
    ],
  ])('is likely where %s tells it', (_, lines) => {
    expect(findingsIn(logread(night, lines), rule)).toMatchObject([{ confidence: 'likely' }]);
  });

  it('is no more than possible where only the kernel speaks', () => {
    expect(findingsIn(dmesg(20, connected, disconnected), rule)).toMatchObject([{ confidence: 'possible' }]);
  });

  it('shows the reason that ModemManager gave, whatever else is logged meanwhile', () => {
    const reason =
      'ModemManager[611]: <info>  [modem0/bearer0] verbose call end reason (3,1028): [cm] emm-detached';
    const others = Array.from(
      { length: 9 },
      (_, at) => `kernel: usb 2-1: reset high-speed USB device number ${at + 2} using xhci_hcd`,
    );
    const lines = [changed('connecting', 'connected'), reason, ...others, changed('connected', 'registered')];
    expect(findingsIn(logread(night, lines), rule)).toMatchObject([
      { evidence: [{ span: { line: 2 } }, { span: { line: lines.length } }] },
    ]);
  });

  it.each([
    ['the handler', says('modem', 3000, 'Stopping network modem')],
    ['netifd', [nowDown('modem')]],
    ['an AT command', [settingUp('modem'), ...says('modem', 3000, 'sending -> AT^NDISDUP=1,0')]],
  ])('is silent where %s had ended the session before the link went', (_, stop) => {
    const lines = [`kernel: ${connected}`, ...stop, `kernel: ${disconnected}`];
    expect(findingsIn(logread(night, lines), rule)).toEqual([]);
  });

  it('is silent where a person had ended the session, and speaks where that was before it stood', () => {
    const down = 'root@OpenWrt:~# uqmi -d /dev/cdc-wdm0 --stop-network 0xffffffff --autoconnect';
    const up = logread(night, `kernel: ${connected}`);
    const gone = logread(night, `kernel: ${disconnected}`);
    expect(findingsIn([...up, down, ...gone], rule)).toEqual([]);
    expect(findingsIn([down, ...up, ...gone], rule)).toHaveLength(1);
  });

  it.each([
    [
      'somebody asked for it',
      [changed('connected', 'disconnecting'), changed('disconnecting', 'registered')],
    ],
    ['it comes back', [changed('connected', 'registered'), changed('connecting', 'connected')]],
    ['the link was never up', ['kernel: cdc_ncm 1-1:1.1: usb0: network connection: disconnected']],
    [
      'quectel-CM has not dialled yet',
      ['quectel-CM: requestQueryDataCall IPv4ConnectionStatus: DISCONNECTED'],
    ],
  ])('is silent where %s', (_, lines) => {
    expect(findingsIn(logread(night, lines), rule)).toEqual([]);
  });
});
