import { describe, expect, it } from 'vitest';
import { config, logread, says, settingUp } from '../../situation/log-lines.ts';
import { ec25, lsmod } from '../../situation/usb-listing.ts';
import { ec25Arrives } from '../control/ec25-arrives.ts';
import { findingsIn } from '../findings-in.ts';

const rule = 'driver-net-missing-qmi';
const unserved = ec25('option', null);
const served = ec25('option', 'qmi_wwan');
const configured = config('wwan', { proto: 'qmi', device: '/dev/cdc-wdm0' });

describe(rule, () => {
  it('is likely from a listing of the bus, and proven where the list of modules has no such driver', () => {
    expect(findingsIn([...unserved, ...configured], rule)).toMatchObject([
      { confidence: 'likely', rung: 'driver', severity: 'error' },
    ]);
    const [finding] = findingsIn([...unserved, ...lsmod('option'), ...configured], rule);
    expect(finding?.confidence).toBe('proven');
    expect(finding?.fix?.steps).toEqual([{ type: 'install', packages: ['kmod-usb-net-qmi-wwan', 'uqmi'] }]);
  });

  it('is no more than possible where nothing shows that the function is wanted', () => {
    expect(findingsIn(unserved, rule)).toMatchObject([{ confidence: 'possible' }]);
  });

  it.each([
    ['the function has its driver', [...served, ...configured]],
    ['the driver is loaded', [...unserved, ...lsmod('qmi_wwan'), ...configured]],
    [
      'the dial goes over a serial port',
      [...unserved, ...config('wwan', { proto: '3g', device: '/dev/cdc-wdm0' })],
    ],
  ])('is silent where %s', (_, lines) => {
    expect(findingsIn(lines, rule)).toEqual([]);
  });

  const noNode = logread(
    'Tue Mar  4 09:05:00 2025',
    settingUp('wwan'),
    says('wwan', 9, 'The specified control device does not exist'),
    says('wwan', 10, 'Stopping network wwan'),
    ["netifd: Interface 'wwan' is now down"],
  );
  const kmods = (...names: readonly string[]) => [
    'root@OpenWrt:~# opkg list-installed | grep kmod-usb',
    ...names.map((name) => `${name} - 5.15.150-1`),
  ];

  it('is likely where log and lists show it without a listing of the bus', () => {
    const serial = kmods('kmod-usb-core', 'kmod-usb-serial-option');
    const [finding] = findingsIn([...ec25Arrives, ...noNode, ...configured, ...serial], rule);
    expect(finding).toMatchObject({ confidence: 'likely', rung: 'driver' });
    expect(finding?.evidence).toHaveLength(2);
  });

  it.each([
    ['no list of packages is shown', [...ec25Arrives, ...noNode, ...configured]],
    [
      'the driver is installed',
      [...ec25Arrives, ...noNode, ...configured, ...kmods('kmod-usb-core', 'kmod-usb-net-qmi-wwan')],
    ],
    ['nothing failed', [...ec25Arrives, ...configured, ...kmods('kmod-usb-core')]],
  ])('is silent without a listing where %s', (_, lines) => {
    expect(findingsIn(lines, rule)).toEqual([]);
  });
});
