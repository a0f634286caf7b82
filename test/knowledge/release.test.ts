import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  kernelAtLeast,
  packageManagerOf,
  parseRevision,
  releaseOfRevision,
  releaseSeries,
  releasesAround,
  releasesWithBusybox,
  releasesWithKernel,
  releasesWithPppd,
  seriesAtLeast,
  seriesNamed,
} from '../../src/knowledge/release.ts';

describe('versions of programs', () => {
  test('udhcpc 1.25.1 is LEDE 17.01', () => {
    expect(releasesWithBusybox('v1.25.1')).toEqual({ series: ['17.01'], developmentBetween: null });
    expect(releasesWithBusybox('1.25.1')).toEqual(releasesWithBusybox('v1.25.1'));
  });

  test('udhcpc 1.24.1 is in no release: a build from trunk between two', () => {
    expect(releasesWithBusybox('v1.24.1')).toEqual({ series: [], developmentBetween: ['15.05', '17.01'] });
  });

  test('one version may be in several releases', () => {
    expect(releasesWithBusybox('1.36.1')?.series).toEqual(['23.05', '24.10']);
    expect(releasesWithPppd('2.4.7')?.series).toEqual(['14.07', '15.05', '17.01', '18.06', '19.07']);
    expect(releasesWithKernel('4.14.63')?.series).toEqual(['18.06', '19.07']);
  });

  test('kernels of targets that lagged behind count', () => {
    expect(releasesWithKernel('3.18.27')?.series).toEqual(['15.05', '17.01']);
    expect(releasesWithKernel('4.4.92')?.series).toEqual(['17.01']);
    expect(releasesWithKernel('6.6.86')?.series).toEqual(['24.10']);
  });

  test.each(['', 'unknown', '1', '9.9.9', '4.99.1'])('%j says nothing', (version) => {
    expect(releasesWithBusybox(version)).toBeNull();
    expect(releasesWithPppd(version)).toBeNull();
    expect(releasesWithKernel(version)).toBeNull();
  });
});

describe('kernelAtLeast', () => {
  test.each([
    ['3.18.27', '4.4', false],
    ['4.4', '4.4', true],
    ['4.4.92', '4.4', true],
    ['4.14.63', '4.4', true],
    ['5.4.143', '5.10', false],
    ['5.10.161', '5.4.143', true],
    ['5.15.189-g1a2b3c', '5.15', true],
    ['6.6', '6.6.1', false],
  ])('%s against %s: %s', (version, floor, expected) => {
    expect(kernelAtLeast(version, floor)).toBe(expected);
  });

  test('what is no version is neither older nor newer', () => {
    expect(kernelAtLeast('unknown', '4.4')).toBeNull();
    expect(kernelAtLeast('4.4', '')).toBeNull();
  });

  test('orders versions as numbers', () => {
    const version = fc.tuple(fc.nat(99), fc.nat(99), fc.nat(99));
    fc.assert(
      fc.property(version, version, (a, b) => {
        const order = (a[0] - b[0]) * 1_000_000 + (a[1] - b[1]) * 1000 + (a[2] - b[2]);
        expect(kernelAtLeast(a.join('.'), b.join('.'))).toBe(order >= 0);
      }),
    );
  });
});

describe('revisions', () => {
  test('a compiler of the Subversion years tells between which releases it was built', () => {
    const revision = parseRevision(
      '(gcc version 4.8.3 (OpenWrt/Linaro GCC 4.8-2014.04 r47065) ) #10 Mon Nov 13 2017',
    );
    expect(revision).toEqual({ numbering: 'subversion', number: 47065, commit: null });
    if (revision === null) return;
    expect(releaseOfRevision(revision)).toBeNull();
    expect(releasesAround(revision)).toEqual({ before: '15.05', after: '15.05.1' });
  });

  test.each([
    ['OpenWrt Chaos Calmer 15.05.1, r48532', '15.05.1'],
    ['LEDE Reboot (17.01.4, r3560-79f57e422d)', '17.01.4'],
    ['OpenWrt GCC 11.2.0 r20134-5f15225c1e', '22.03.5'],
    ['r28427-6df0e3d02a', '24.10.0'],
    // Git shortens the commit as it sees fit.
    ['r28427-6df0e3d', '24.10.0'],
  ])('%s is %s', (text, release) => {
    const revision = parseRevision(text);
    expect(revision && releaseOfRevision(revision)).toBe(release);
  });

  test('a git revision between two releases is neither: its numbers are counted per branch', () => {
    const revision = parseRevision('OpenWrt SNAPSHOT r17500-deadbeef01');
    expect(revision).toMatchObject({ numbering: 'git', number: 17500 });
    if (revision === null) return;
    expect(releaseOfRevision(revision)).toBeNull();
    expect(releasesAround(revision)).toBeNull();
  });

  test('a known number with another commit is another build', () => {
    const revision = parseRevision('r3560-0000000000');
    expect(revision && releaseOfRevision(revision)).toBeNull();
  });

  test.each(['', 'ar71xx', 'r12', 'kr47065', 'r470651234', 'usb r-1'])('%j holds none', (text) => {
    expect(parseRevision(text)).toBeNull();
  });
});

describe('series', () => {
  test('opkg gives way to apk with 25.12', () => {
    expect(releaseSeries.filter((series) => packageManagerOf(series) === 'apk')).toEqual(['25.12']);
  });

  test('are ordered as they came out', () => {
    expect(releaseSeries).toEqual(releaseSeries.toSorted());
    expect(seriesAtLeast('21.02', '21.02')).toBe(true);
    expect(seriesAtLeast('19.07', '21.02')).toBe(false);
  });

  test.each([
    ['OpenWrt 22.03.5, r20134-5f15225c1e', '22.03'],
    ['17.01.4', '17.01'],
    ['23.05-SNAPSHOT', '23.05'],
    ['19.07.10', '19.07'],
    ['SNAPSHOT', null],
    ['4.19.07', null],
    ['10.17.01.4', null],
    ['20.05', null],
  ])('%s', (text, series) => {
    expect(seriesNamed(text)).toBe(series);
  });
});
