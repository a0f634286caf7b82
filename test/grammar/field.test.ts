import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type FieldType, fieldTypes } from '../../src/grammar/declaration.ts';
import {
  bitOf,
  type Continuation,
  fieldEnd,
  fieldValue,
  typesBeginningWith,
} from '../../src/grammar/field.ts';

/** Anything may follow. */
const anything: Continuation = { next: (_text, from, to) => (from <= to ? from : -1) };

/** All that a hole at the beginning of a text can hold, in the order in which it is tried. */
function values(type: FieldType, text: string, follows: Continuation = anything): string[] {
  const found: string[] = [];
  let end = fieldEnd(type, text, 0, -1, text.length, follows);
  while (end >= 0) {
    found.push(text.slice(0, end));
    end = fieldEnd(type, text, 0, end, text.length, follows);
  }
  return found;
}

function first(type: FieldType, text: string): string | undefined {
  return values(type, text)[0];
}

describe('closed fields', () => {
  it.each<[FieldType, string, string | undefined]>([
    ['hex4', '12d1, idProduct', '12d1'],
    ['hex4', '12d15', undefined],
    ['hex4', '12dx', undefined],
    ['usbintf', '1-1.2:1.0: x', '1-1.2:1.0'],
    ['usbintf', '1-1.2', undefined],
    ['usbport', '1-1.2: x', '1-1.2'],
    ['usbport', '1-1. Then', '1-1'],
    ['usbport', 'usb1: x', 'usb1'],
    ['usbport', '1-1x', undefined],
    ['usbport', '5', undefined],
    ['mac', '0c:5b:8f:27:9A:64', '0c:5b:8f:27:9A:64'],
    ['mac', '0c:5b:8f:27:9a', undefined],
    ['ip', '10.64.64.64: x', '10.64.64.64'],
    ['ip', '10.64.64.64...', '10.64.64.64'],
    ['ip', '10.64.64.256', undefined],
    ['ip', '1.2.3.4.5', undefined],
    ['ip', '192.168.8.1:53', '192.168.8.1'],
    ['ip', '192.168.8.1/24', '192.168.8.1'],
    ['ip', 'fe80::1: no reply', 'fe80::1'],
    ['ip', 'fe80::1%wwan0...', 'fe80::1%wwan0'],
    ['ip', '2a02:8109:9ac0:1:2:3:4:5', '2a02:8109:9ac0:1:2:3:4:5'],
    ['ip', '2a02:8109:9ac0:1:2:3:4', undefined],
    ['ip', '::ffff:10.0.0.1', '::ffff:10.0.0.1'],
    ['ip', '1::2::3', undefined],
    ['ip', '::', '::'],
    ['ip', 'add: x', undefined],
    ['int', '-71)', '-71'],
    ['int', '--71', undefined],
    ['float', '1.25 s', '1.25'],
    ['float', '12. Then', '12'],
    ['hex', '0x1fg', '0x1f'],
    ['hex', 'DEAD', 'DEAD'],
    ['hex', 'x1', undefined],
    ['tty', 'ttyUSB0.', 'ttyUSB0'],
    ['tty', '/dev/ttyACM1: x', '/dev/ttyACM1'],
    ['tty', 'ttyUSB', undefined],
  ])('%s in %j is %j', (type, text, expected) => {
    expect(values(type, text)).toEqual(expected === undefined ? [] : [expected]);
  });
});

describe('names and paths', () => {
  it('give the longest first and never stop inside a word', () => {
    expect(values('path', '/tmp/a.b: x')).toEqual(['/tmp/a.b:', '/tmp/a.b', '/tmp/a', '/tmp']);
    expect(values('iface', 'modem_4.')).toEqual(['modem_4.', 'modem_4', 'modem']);
    expect(values('netdev', 'eth0.1)')).toEqual(['eth0.1', 'eth0']);
    expect(first('netdev', '3g-modem: x')).toBe('3g-modem');
    expect(first('netdev', 'br-lan')).toBe('br-lan');
  });

  it('know the longest name of a network device', () => {
    expect(first('netdev', 'fifteen-letters')).toBe('fifteen-letters');
    expect(values('netdev', 'sixteenlettersss')).toEqual([]);
    expect(values('netdev', 'wwan0-of-the-big-modem')).toEqual(['wwan0-of-the', 'wwan0-of', 'wwan0']);
  });

  it('are not empty', () => {
    expect(values('iface', "' is")).toEqual([]);
    expect(values('netdev', '')).toEqual([]);
    expect(values('path', 'tmp')).toEqual([]);
  });
});

describe('words and free text', () => {
  const colon: Continuation = {
    next: (text, from, to) => {
      const at = text.indexOf(':', from);
      return at <= to ? at : -1;
    },
  };

  it('give the shortest first and stop where what follows can begin', () => {
    expect(values('text', 'a b: c: d', colon)).toEqual(['a b', 'a b: c']);
    expect(values('text', ': d', colon)).toEqual(['']);
    expect(values('word', 'ab')).toEqual(['a', 'ab']);
  });

  it('do not go beyond the longest worth a look', () => {
    expect(fieldEnd('text', 'a b: c', 0, -1, 2, colon)).toBe(-1);
    expect(fieldEnd('text', 'a b: c', 0, -1, 3, colon)).toBe(3);
  });

  it('a word has a character and no blank', () => {
    expect(values('word', '')).toEqual([]);
    expect(values('word', ' a')).toEqual([]);
    expect(values('word', '\ta')).toEqual([]);
  });
});

describe('any field', () => {
  const type = fc.constantFrom(...fieldTypes);
  const text = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.string({ unit: fc.constantFrom(...'0123456789abcdefx:.-/%ttyUSBusb ') }),
  );

  it('ends inside the text, each time elsewhere', () => {
    fc.assert(
      fc.property(type, text, (of, within) => {
        const found = values(of, within);
        expect(new Set(found).size).toBe(found.length);
        expect(found.every((value) => within.startsWith(value))).toBe(true);
      }),
    );
  });

  it('begins only with a character that its type can begin with', () => {
    fc.assert(
      fc.property(type, text, (of, within) => {
        if (values(of, within).length > 0) {
          expect(typesBeginningWith(within.charCodeAt(0)) & bitOf(of)).not.toBe(0);
        }
      }),
      { numRuns: 2_000 },
    );
  });

  it('is a number only where its type says so', () => {
    expect(fieldValue('int', '-71')).toBe(-71);
    expect(fieldValue('float', '1.25')).toBe(1.25);
    expect(fieldValue('hex', '10')).toBe('10');
    expect(fieldValue('word', '0071')).toBe('0071');
  });
});

describe('masks in place of values', () => {
  const none: Continuation = { next: () => -1 };
  function maskedValue(type: 'ip' | 'mac' | 'hex' | 'int' | 'hex4', text: string): string | null {
    const end = fieldEnd(type, text, 0, -1, text.length, none);
    return end < 0 ? null : text.slice(0, end);
  }

  it.each([
    ['ip', 'x.x.x.x'],
    ['ip', 'XXX.XXX.XXX.XXX'],
    ['ip', '10.1.xxx.xxx'],
    ['ip', '***.***.***.12'],
    ['ip', '2001:db8:xxxx:xxxx::1'],
    ['ip', '<redacted>'],
    ['ip', '[removed]'],
    ['ip', '***'],
    ['mac', 'xx:xx:xx:12:34:56'],
    ['mac', '0c:5b:8f:**:**:**'],
    ['mac', 'XX-XX-XX-XX-XX-XX'],
    ['hex', '<hidden>'],
    ['hex', '****'],
    ['hex', 'xxxx'],
  ] as const)('%s may be %s, with what follows left alone', (type, mask) => {
    for (const rest of ['', ' dev', ', lease time 7200', '. Done', "'"])
      expect(maskedValue(type, mask + rest)).toBe(mask);
    if (typesBeginningWith(mask.charCodeAt(0)) & bitOf(type)) return;
    throw new Error('ruled out by its first character');
  });

  it.each([
    ['ip', '300.1.1.1'],
    ['ip', '1.2.3'],
    ['ip', 'x.x.x'],
    ['ip', 'x.x.x.x.x'],
    ['ip', 'xylophone'],
    ['ip', '<info>'],
    ['ip', '[modem0]'],
    ['ip', '12:34:56'],
    ['mac', 'xx:xx'],
    ['mac', '0c:5b:8f:27:9a'],
    ['hex', 'xhci'],
    ['hex', '**'],
    ['int', '***'],
    ['hex4', 'xxxx'],
  ] as const)('%s is not %s', (type, text) => {
    expect(maskedValue(type, text)).toBeNull();
  });

  it('change nothing where no mark of a mask is', () => {
    const plain = fc.stringMatching(/^[0-9a-wyzA-WYZ.:, %_/-]{0,40}$/);
    const address = /^\d{1,3}(?:\.\d{1,3}){3}(?![0-9a-z]|\.\d)/i;
    fc.assert(
      fc.property(plain, (text) => {
        expect(maskedValue('mac', text)).toBe(
          /^[0-9a-f]{2}(?:[:-][0-9a-f]{2}){5}(?![0-9a-z])/i.exec(text)?.[0] ?? null,
        );
        expect(maskedValue('hex', text)).toBe(/^(?:0x)?[0-9a-f]+/i.exec(text)?.[0] ?? null);
        const found = maskedValue('ip', text);
        if (found !== null && !found.includes(':')) expect(found).toBe(address.exec(text)?.[0]);
      }),
    );
  });
});
