import { describe, expect, it } from 'vitest';
import { config } from '../../situation/log-lines.ts';
import { listing, lsmod } from '../../situation/usb-listing.ts';
import { findingsIn } from '../findings-in.ts';

const rule = 'driver-net-missing-huawei-ncm';
const unserved = listing('12d1:1506', [
  ['ff/02/12', 'option'],
  ['ff/02/16', null],
]);
const served = listing('12d1:1506', [
  ['ff/02/12', 'option'],
  ['ff/02/16', 'huawei_cdc_ncm'],
]);
const configured = config('wwan', { proto: 'ncm', device: '/dev/ttyUSB0' });

describe(rule, () => {
  it('is likely from a listing of the bus, and proven where the list of modules has no such driver', () => {
    expect(findingsIn([...unserved, ...configured], rule)).toMatchObject([
      { confidence: 'likely', rung: 'driver', severity: 'error' },
    ]);
    const [finding] = findingsIn([...unserved, ...lsmod('option'), ...configured], rule);
    expect(finding?.confidence).toBe('proven');
    expect(finding?.fix?.steps).toEqual([
      { type: 'install', packages: ['kmod-usb-net-huawei-cdc-ncm', 'comgt-ncm'] },
    ]);
  });

  it('is no more than possible where nothing shows that the function is wanted', () => {
    expect(findingsIn(unserved, rule)).toMatchObject([{ confidence: 'possible' }]);
  });

  it.each([
    ['the function has its driver', [...served, ...configured]],
    ['the driver is loaded', [...unserved, ...lsmod('huawei_cdc_ncm'), ...configured]],
    [
      'the dial goes over a serial port',
      [...unserved, ...config('wwan', { proto: '3g', device: '/dev/ttyUSB0' })],
    ],
  ])('is silent where %s', (_, lines) => {
    expect(findingsIn(lines, rule)).toEqual([]);
  });
});
