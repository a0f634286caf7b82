import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compare } from '../../../src/report/compare/comparison.ts';
import { comparisonText } from '../../../src/report/compare/to-text.ts';
import { plainPalette } from '../../../src/report/text/palette.ts';
import { diagnosisOf, type Input } from '../../diagnosis-of.ts';
import { word } from '../../redact/planted.ts';

const samples = readdirSync('samples').filter((name) => /^(?!.*\.out).*\.txt$/.test(name));
const sample = (name: string) => readFileSync(`samples/${name}`, 'utf8');
const compared = (before: Input, after: Input) => compare(diagnosisOf(before), diagnosisOf(after));
const told = (before: Input, after: Input) =>
  compared(before, after).differences.map(({ what, name, before: was, after: is }) =>
    [what, name, was, is].filter((part) => part !== null).join(' | '),
  );
const text = (before: Input, after: Input, width = 80) =>
  comparisonText(compared(before, after), { width, unicode: true, verbose: false, palette: plainPalette });

const wwan = (...options: readonly string[]) =>
  ["config interface 'wwan'", ...options.map((option) => `\toption ${option}`)].join('\n');

describe('two captures', () => {
  test.each(samples)('%s compared with itself: nothing has changed', (name) => {
    const comparison = compared(sample(name), sample(name));
    expect(comparison.differences).toEqual([]);
    expect(comparison.incomparable).toEqual([]);
    expect(text(sample(name), sample(name))).toContain('Nothing that matters has changed.');
  });

  test('the verdict comes first, then findings, then what was configured', () => {
    const lines = told(sample('e3372-qmi-on-ncm.txt'), sample('e3372-ncm-works.txt'));
    expect(lines[0]).toMatch(/^changed \| the verdict \| The router cannot talk to the modem/);
    expect(lines[1]).toMatch(/^gone \| proto qmi is set/);
    expect(lines).toContain('changed | option proto of interface modem | qmi | ncm');
  });

  test('a configuration is compared option by option, whatever its form', () => {
    const shown = "network.wwan=interface\nnetwork.wwan.proto='qmi'\nnetwork.wwan.apn='web'\n";
    expect(told(wwan("proto 'qmi'", "apn 'web'"), shown)).toEqual([]);
    expect(told(wwan("proto 'qmi'", "apn 'internet'", "auth 'pap'"), shown)).toEqual([
      'changed | option apn of interface wwan | internet | web',
      'only-before | option auth of interface wwan | pap',
    ]);
  });

  test('what stands in one of them only is never called removed', () => {
    const listing = 'root@OpenWrt:~# lsmod\nqmi_wwan               20480  0\n';
    const comparison = compared(`${wwan("proto 'qmi'")}\n\n${listing}`, wwan("proto 'qmi'"));
    expect(comparison.differences).toEqual([]);
    expect(comparison.incomparable).toEqual([{ area: 'driver', name: 'modules', shownIn: 'before' }]);
    const firewall = "\n\nconfig zone\n\toption name 'wan'\n\tlist network 'wan'\n";
    expect(text(`${wwan("proto 'qmi'", "apn 'x'")}${firewall}`, wwan("proto 'qmi'"))).not.toMatch(
      /removed|deleted|gone/,
    );
  });

  test('lists, zones, ports and packages', () => {
    const zone = (networks: readonly string[]) =>
      `${wwan("proto 'qmi'")}\n\nconfig zone\n\toption name 'wan'\n${networks.map((one) => `\tlist network '${one}'\n`).join('')}`;
    expect(told(zone(['wan', 'wwan']), zone(['wan', 'wwan', 'wan6']))).toEqual([
      'changed | option network of zone wan | wan wwan | wan wwan wan6',
    ]);
    const packages = (version: string, kernel: string) =>
      `${wwan("proto 'qmi'")}\n\nroot@OpenWrt:~# opkg list-installed\nuqmi - ${version}\nkmod-usb-net-qmi-wwan - ${kernel}\nzlib - 1\n`;
    expect(told(packages('2021-1', '5.10.1'), packages('2022-1', '5.15.3'))).toEqual([
      'changed | package uqmi | 2021-1 | 2022-1',
    ]);
    const bound = (driver: string) => `[   14.200000] ${driver} 1-1:1.4: cdc-wdm0: USB WDM device\n`;
    expect(told(bound('qmi_wwan'), bound('huawei_cdc_ncm')).at(-1)).toBe(
      'changed | the driver of cdc-wdm0 | qmi_wwan | huawei_cdc_ncm',
    );
  });

  test('the clock, addresses and a signal that stays as good are no differences', () => {
    const log = (day: string, address: string) =>
      sample('e3372-ncm-works.txt').replaceAll('Jul 22', day).replaceAll('10.147.143.192', address);
    expect(told(log('Jul 22', '10.147.143.192'), log('Jul 23', '10.9.8.7'))).toEqual([]);
    const signal = (steps: number) =>
      `root@OpenWrt:~# sms_tool -d /dev/ttyUSB2 at 'AT+CSQ'\n+CSQ: ${steps},99\nOK\n`;
    expect(told(signal(15), signal(17))).toEqual([]);
    expect(told(signal(3), signal(25)).at(-1)).toBe(
      'changed | the signal (rssi) | -107 dBm (hardly any) | -63 dBm (good)',
    );
  });

  test('a changed secret is said and not shown; a hidden one is compared with nothing', () => {
    const login = (password: string) => wwan("proto '3g'", "username 'joe77'", `password '${password}'`);
    expect(told(login('sesame99'), login('sesame98'))).toEqual([
      'changed | option password of interface wwan',
    ]);
    expect(text(login('sesame99'), login('sesame98'))).toContain('changed (a secret, not shown)');
    expect(told(login('<password-1>'), login('<password-1>'))).toEqual([]);
    expect(told(login('***'), login('sesame98'))).toEqual([]);
    fc.assert(
      fc.property(word, word, (one, other) => {
        const shown = [
          text(login(one), login(other)),
          JSON.stringify(compared(login(one), wwan("proto '3g'"))),
          JSON.stringify(compared(login(one), login(other))),
        ].join('');
        expect(shown).not.toContain(one);
        expect(shown).not.toContain(other);
      }),
      { numRuns: 50 },
    );
  });

  test('wireless networks are no part of it', () => {
    const wifi = (key: string) =>
      `${wwan("proto 'qmi'")}\n\nconfig wifi-iface 'home'\n\toption key '${key}'\n`;
    expect(told(wifi('abcdefgh1'), wifi('abcdefgh2'))).toEqual([]);
  });

  test.each([40, 80, 120])('no line is wider than %i columns', (width) => {
    for (const line of text(sample('e3372-qmi-on-ncm.txt'), sample('e3372-ncm-works.txt'), width).split('\n'))
      expect(line.length).toBeLessThanOrEqual(width);
  });
});
