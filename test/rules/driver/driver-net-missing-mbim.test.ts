import { describe, expect, it } from 'vitest';
import { config } from '../../situation/log-lines.ts';
import { listing, lsmod } from '../../situation/usb-listing.ts';
import { findingsIn } from '../findings-in.ts';

const rule = 'driver-net-missing-mbim';
const unserved = listing('1bc7:0a99', [
  ['02/0e/00', null],
  ['0a/00/02', null],
  ['ff/ff/ff', 'option'],
]);
const served = listing('1bc7:0a99', [
  ['02/0e/00', 'cdc_mbim'],
  ['0a/00/02', 'cdc_mbim'],
  ['ff/ff/ff', 'option'],
]);
const configured = config('wwan', { proto: 'mbim', device: '/dev/cdc-wdm0' });

describe(rule, () => {
  it('is likely from a listing of the bus, and proven where the list of modules has no such driver', () => {
    expect(findingsIn([...unserved, ...configured], rule)).toMatchObject([
      { confidence: 'likely', rung: 'driver', severity: 'error' },
    ]);
    const [finding] = findingsIn([...unserved, ...lsmod('option'), ...configured], rule);
    expect(finding?.confidence).toBe('proven');
    expect(finding?.fix?.steps).toEqual([{ type: 'install', packages: ['kmod-usb-net-cdc-mbim', 'umbim'] }]);
  });

  it('is no more than possible where nothing shows that the function is wanted', () => {
    expect(findingsIn(unserved, rule)).toMatchObject([{ confidence: 'possible' }]);
  });

  it.each([
    ['the function has its driver', [...served, ...configured]],
    ['the driver is loaded', [...unserved, ...lsmod('cdc_mbim'), ...configured]],
    [
      'the dial goes over a serial port',
      [...unserved, ...config('wwan', { proto: '3g', device: '/dev/cdc-wdm0' })],
    ],
  ])('is silent where %s', (_, lines) => {
    expect(findingsIn(lines, rule)).toEqual([]);
  });
});
