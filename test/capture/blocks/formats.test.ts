import { describe, expect, it, test } from 'vitest';
import { blockFormats } from '../../../src/capture/blocks/index.ts';

describe('block formats', () => {
  const samples = blockFormats.flatMap(({ kind, samples: lines }) =>
    lines.map((line) => [kind, line] as const),
  );

  test.each(samples)('%s opens at %s, and no other format does', (kind, line) => {
    expect(
      blockFormats.filter((format) => format.opens(line, null, false)).map((format) => format.kind),
    ).toEqual([kind]);
  });

  it('each have a sample', () => {
    expect(blockFormats.filter(({ samples: lines }) => lines.length === 0)).toEqual([]);
  });

  const sentences = [
    'I: am not sure whether the modem is the fault.',
    'T: Does anybody know?',
    'S: Product is a Huawei stick',
    'P: the provider says that all is well',
    'Bus 12 leaves at nine, Device 4 is mine',
    'The modem is on Bus 001 Device 004: ID 12d1:1506, as lsusb says',
    'ls /dev/ttyUSB0 shows nothing',
    '/dev/ttyUSB0',
    '/dev/ttyUSB0 is the port that I use',
    'ls: it does not work',
    'option 3 is the best',
    'eth1 - 192.168.1.1',
    'wan - 2',
    'Channel - 1 or 2',
    'PID USER and COMMAND are the columns',
    'Installing it did not help...',
    'Package is up to date.',
    'Configuring it.',
    'Module size matters',
    'OpenWrt 23.05 on a GL-MT300N',
    'I run OpenWrt 23.05.5, r24106-10cc5fcd00',
    'Model GL-MT300N',
    'Firmware Version',
    'NAME=modem',
  ];

  test.each(sentences)('none opens at the sentence %j', (sentence) => {
    expect(
      blockFormats.filter((format) => format.opens(sentence, null, false)).map(({ kind }) => kind),
    ).toEqual([]);
  });

  test.each([
    ['links', '    inet6 ::1/128 scope host '],
    ['links', '    inet6 fe80::1/64 scope link'],
  ] as const)('%s goes on at %j', (kind, line) => {
    expect(blockFormats.find((format) => format.kind === kind)?.continues(line, false)).toBe(true);
  });
});
