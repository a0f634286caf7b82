import { expect, it, test } from 'vitest';
import { spanText } from '../../../src/capture/position.ts';
import { readLines } from '../recorded-reading.ts';

const prompt = 'root@OpenWrt:~# uci show network';
const lines = [
  'network.wan=interface',
  "network.wan.proto='qmi'",
  "network.wan.apn='it'\\''s'",
  "network.wan.dns='8.8.8.8' '1.1.1.1'",
  'network.@rule[0]=rule',
  "network.@rule[0].lookup='100'",
  'network.cfg030f15=device',
];
const sections = [
  {
    type: 'interface',
    name: 'wan',
    options: [
      { name: 'proto', value: 'qmi', list: false },
      { name: 'apn', value: "it's", list: false },
      { name: 'dns', value: '8.8.8.8', list: true },
      { name: 'dns', value: '1.1.1.1', list: true },
    ],
  },
  { type: 'rule', name: null, options: [{ name: 'lookup', value: '100' }] },
  { type: 'device', name: null, options: [] },
];

test.each([[[prompt, ...lines]], [lines]])('uci show is a configuration', (text) => {
  const { configs, unknown, prose } = readLines(...text);
  expect(configs).toMatchObject(sections);
  expect([...unknown, ...prose]).toEqual([]);
});

test('uci export is one, too', () => {
  const { configs, unknown } = readLines(
    'package network',
    '',
    "config interface 'wan'",
    "\toption proto 'qmi'",
  );
  expect(configs).toMatchObject([
    { type: 'interface', name: 'wan', options: [{ name: 'proto', value: 'qmi' }] },
  ]);
  expect(unknown).toEqual([]);
});

it('points to its options', () => {
  const [config] = readLines(...lines).configs;
  expect(config?.options[0] && spanText(config.options[0].span)).toBe("network.wan.proto='qmi'");
});

it('shows values without quotes on old releases', () => {
  const { configs } = readLines(
    'network.wan=interface',
    'network.wan.dialnumber=*99#',
    'network.wan.dns=1.1.1.1 8.8.8.8',
  );
  expect(configs[0]?.options).toMatchObject([{ value: '*99#' }, { value: '1.1.1.1 8.8.8.8' }]);
});

it('is no configuration where only one option was looked for', () => {
  const { configs, unknown } = readLines("network.wan.apn='internet'");
  expect(configs).toEqual([]);
  expect(unknown).toHaveLength(1);
  expect(readLines("network.wan.proto='qmi'").configs).toMatchObject([{ type: 'interface', name: 'wan' }]);
});

test.each([
  'net.ipv4.ip_forward=1',
  'www.example.com/?a=1',
  'root@OpenWrt:~# uci set network.wan.apn=x',
  "uci set network.wan.apn='x'",
])('%s is none', (line) => {
  expect(readLines(line).configs).toEqual([]);
});
