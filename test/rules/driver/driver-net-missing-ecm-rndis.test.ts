import { describe, expect, it } from 'vitest';
import { config } from '../../situation/log-lines.ts';
import { listing, lsmod } from '../../situation/usb-listing.ts';
import { findingsIn } from '../findings-in.ts';

const rule = 'driver-net-missing-ecm-rndis';
const unserved = listing('19d2:1489', [
  ['e0/01/03', null],
  ['0a/00/00', null],
  ['02/02/01', 'cdc_acm'],
]);
const served = listing('19d2:1489', [
  ['e0/01/03', 'rndis_host'],
  ['0a/00/00', 'rndis_host'],
  ['02/02/01', 'cdc_acm'],
]);
const configured = config('wwan', { proto: 'ncm', device: '/dev/ttyACM0' });

describe(rule, () => {
  it('is likely from a listing of the bus, and proven where the list of modules has no such driver', () => {
    expect(findingsIn([...unserved, ...configured], rule)).toMatchObject([
      { confidence: 'likely', rung: 'driver', severity: 'error' },
    ]);
    const [finding] = findingsIn([...unserved, ...lsmod('option'), ...configured], rule);
    expect(finding?.confidence).toBe('proven');
    expect(finding?.fix?.steps).toEqual([{ type: 'install', packages: ['kmod-usb-net-rndis'] }]);
  });

  it('is no more than possible where nothing shows that the function is wanted', () => {
    expect(findingsIn(unserved, rule)).toMatchObject([{ confidence: 'possible' }]);
  });

  it.each([
    ['the function has its driver', [...served, ...configured]],
    ['the driver is loaded', [...unserved, ...lsmod('rndis_host'), ...configured]],
    [
      'the dial goes over a serial port',
      [...unserved, ...config('wwan', { proto: '3g', device: '/dev/ttyACM0' })],
    ],
  ])('is silent where %s', (_, lines) => {
    expect(findingsIn(lines, rule)).toEqual([]);
  });
});
