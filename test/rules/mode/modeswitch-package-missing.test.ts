import { describe, expect, it } from 'vitest';
import { findingsIn } from '../findings-in.ts';
import { modeswitchInstalled, unswitchedStick } from './unswitched-stick.ts';

const rule = 'modeswitch-package-missing';

describe(rule, () => {
  it('is likely where the stick stays a drive', () => {
    expect(findingsIn(unswitchedStick, rule)).toMatchObject([{ confidence: 'likely', rung: 'mode' }]);
  });

  it('is silent where the package is there', () => {
    expect(findingsIn([...unswitchedStick, ...modeswitchInstalled], rule)).toEqual([]);
  });

  const arrives = [
    '[  182.231234] usb 1-1: new high-speed USB device number 3 using ehci-platform',
    '[  182.401234] usb 1-1: New USB device found, idVendor=12d1, idProduct=1f01',
    '[  182.408123] usb-storage 1-1:1.0: USB Mass Storage device detected',
    '',
  ];
  const packages = (...names: readonly string[]) => [
    'root@LEDE:~# opkg list-installed | grep usb',
    ...names.map((name) => `${name} - 4.4.92-1`),
  ];

  it('needs no time where the program is not installed', () => {
    expect(findingsIn([...arrives, ...packages('kmod-usb-core', 'kmod-usb2')], rule)).toMatchObject([
      { confidence: 'likely' },
    ]);
    expect(findingsIn(arrives, rule)).toEqual([]);
    expect(findingsIn([...arrives, ...packages('kmod-usb-core', 'usb-modeswitch')], rule)).toEqual([]);
  });
});
