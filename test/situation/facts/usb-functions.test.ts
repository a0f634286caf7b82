import { describe, expect, it } from 'vitest';
import {
  bareArrivals,
  driverPresence,
  kernelKnows,
  kernelVersion,
  modemFunctionsShown,
} from '../../../src/situation/facts/usb-functions.ts';
import { episodesOf, type Input } from '../../diagnosis-of.ts';
import { dmesg } from '../log-lines.ts';
import { ec25, listing, lsmod } from '../usb-listing.ts';

function episodeOf(input: Input) {
  const [episode] = episodesOf(input);
  if (episode === undefined) throw new Error('nothing about a modem');
  return episode;
}

const arrival = [
  'usb 1-1: new high-speed USB device number 2 using xhci-mtk',
  'usb 1-1: New USB device found, idVendor=2c7c, idProduct=0125, bcdDevice= 3.18',
  'usb 1-1: Product: EC25',
];

describe('what the functions of a modem are for', () => {
  it.each([
    ['2c7c:0125', 'ff/00/00', 'serial', 'option'],
    ['1199:9013', 'ff/ff/ff', 'serial', 'qcserial'],
    ['12d1:1506', 'ff/02/16', 'huawei-ncm', 'huawei_cdc_ncm'],
    ['12d1:1506', 'ff/02/12', 'serial', 'option'],
    ['12d1:1506', 'ff/01/09', 'qmi', 'qmi_wwan'],
    ['12d1:14db', '02/06/00', 'network-card', 'cdc_ether'],
    ['19d2:1489', 'e0/01/03', 'network-card', 'rndis_host'],
    ['1e0e:9011', '02/02/ff', 'network-card', 'rndis_host'],
    ['1bc7:1040', '02/0e/00', 'mbim', 'cdc_mbim'],
    ['2cb7:0a99', 'ff/00/00', 'serial', undefined],
  ])('%s %s: %s', (id, triple, purpose, driver) => {
    const [known] = modemFunctionsShown(episodeOf(listing(id, [[triple, null]])));
    expect(known?.purpose).toBe(purpose);
    expect(known?.taker?.driver).toBe(driver);
  });

  it('knows the QMI function of an EC25 by its number', () => {
    expect(modemFunctionsShown(episodeOf(ec25(null, null))).map(({ purpose }) => purpose)).toEqual([
      'serial',
      'serial',
      'serial',
      'serial',
      'qmi',
    ]);
  });

  it('leaves adb alone', () => {
    expect(modemFunctionsShown(episodeOf(listing('2cb7:0a99', [['ff/42/01', null]])))).toEqual([]);
  });
});

describe('the kernel', () => {
  it('is known from a root hub', () => {
    const hub = listing('1d6b:0002', [['09/00/00', 'hub']], { maker: 'Linux 4.14.195 xhci-hcd' });
    const episode = episodeOf([...ec25('option', 'qmi_wwan'), ...hub]);
    expect(kernelVersion(episode)?.value).toBe('4.14.195');
    expect(kernelKnows(episode, { driver: 'option', since: '4.15' })).toBe(false);
    expect(kernelKnows(episode, { driver: 'option', since: null })).toBe(true);
  });

  it('has a driver that says so, or that is listed; a whole list without it shows that it has not', () => {
    expect(driverPresence(episodeOf(ec25(null, null)), 'option')).toBe('unknown');
    expect(driverPresence(episodeOf([...ec25(null, null), ...lsmod('option')]), 'option')).toBe('present');
    expect(driverPresence(episodeOf([...ec25(null, null), ...lsmod('qmi_wwan')]), 'option')).toBe('absent');
    const registered = dmesg(3, ['usbcore: registered new interface driver option']);
    expect(driverPresence(episodeOf([...ec25(null, null), ...registered]), 'option')).toBe('present');
  });
});

describe('an arrival without drivers', () => {
  const later = dmesg(60, ['br-lan: port 1(lan1) entered forwarding state']);

  it('is one after which the log goes on', () => {
    expect(bareArrivals(episodeOf([...dmesg(10, arrival), ...later]))).toMatchObject([{ port: '1-1' }]);
    expect(bareArrivals(episodeOf(dmesg(10, arrival)))).toEqual([]);
  });

  it('is none where the log was filtered, or where a driver follows', () => {
    const grepped = ['root@OpenWrt:~# dmesg | grep "usb 1-1: [NPn]"', ...dmesg(10, arrival), ...later];
    expect(bareArrivals(episodeOf(grepped))).toEqual([]);
    const taken = dmesg(12, ['usb 1-1: GSM modem (1-port) converter now attached to ttyUSB0']);
    expect(bareArrivals(episodeOf([...dmesg(10, arrival), ...taken, ...later]))).toEqual([]);
  });
});
