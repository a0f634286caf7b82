import { describe, expect, it } from 'vitest';
import { placeholderNames, slot } from '../../src/rules/placeholder.ts';

describe('a slot', () => {
  it.each([
    ['TTY', '/dev/ttyUSB2'],
    ['WDM', '/dev/cdc-wdm0'],
    ['DEV', '/dev/wwan0qmi0'],
    ['USBPATH', '1-1.2'],
    ['APN', 'internet.t-mobile'],
    ['PLMN', '26202'],
  ] as const)('%s is filled with %s', (name, value) => {
    expect(slot(name, value, 'how')).toEqual({ known: value });
  });

  it.each([
    ['TTY', '/dev/ttyUSB2; reboot'],
    ['TTY', '/dev/sda1'],
    ['APN', 'a b'],
    ['IFACE', '$(reboot)'],
    ['PIN', '12a4'],
    ['MTU', '9000'],
    ['APN', null],
  ] as const)('%s stays a hole instead of %s', (name, value) => {
    expect(slot(name, value, 'how')).toEqual({ placeholder: name, how: 'how' });
  });

  it('takes nothing that a shell would run; a password is quoted', () => {
    for (const name of placeholderNames.filter((known) => known !== 'PASS'))
      for (const hostile of ['`reboot`', '$(reboot)', "a'b", 'a\nb', '-a b'])
        expect(slot(name, hostile, 'how')).toHaveProperty('placeholder');
  });
});
