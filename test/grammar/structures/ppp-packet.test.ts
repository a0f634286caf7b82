import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { checkedGrammarSettings } from '../../../src/grammar/parser-settings.ts';
import {
  buildPppPacketGrammar,
  type PppPacket,
  readPppPacket,
} from '../../../src/grammar/structures/ppp-packet.ts';

const none = {
  direction: null,
  code: null,
  id: null,
  options: [],
  attributes: {},
  message: null,
  rest: [],
} as const;

describe('a packet that pppd prints', () => {
  test.each<[string, Omit<PppPacket, keyof typeof none> & Partial<PppPacket>]>([
    [
      'sent [LCP ConfReq id=0x1 <asyncmap 0x0> <magic 0x8b4c3e07> <pcomp> <accomp>]',
      {
        direction: 'sent',
        protocol: 'LCP',
        code: 'ConfReq',
        id: 1,
        options: [
          { name: 'asyncmap', value: '0x0' },
          { name: 'magic', value: '0x8b4c3e07' },
          { name: 'pcomp', value: '' },
          { name: 'accomp', value: '' },
        ],
      },
    ],
    [
      'rcvd [LCP ConfReq id=0x1a <auth chap MD5> <endpoint [MAC:00:1e:10:1f:00:00]> < 17 04 00 64>]',
      {
        direction: 'received',
        protocol: 'LCP',
        code: 'ConfReq',
        id: 26,
        options: [
          { name: 'auth', value: 'chap MD5' },
          { name: 'endpoint', value: '[MAC:00:1e:10:1f:00:00]' },
          { name: null, value: '17 04 00 64' },
        ],
      },
    ],
    [
      'rcvd [LCP TermReq id=0x2 "Peer \\"gone\\""]',
      { direction: 'received', protocol: 'LCP', code: 'TermReq', id: 2, message: 'Peer "gone"' },
    ],
    [
      'sent [LCP TermReq id=0x3 "No network protocols running"]',
      {
        direction: 'sent',
        protocol: 'LCP',
        code: 'TermReq',
        id: 3,
        message: 'No network protocols running',
      },
    ],
    ['sent [LCP TermAck id=0x2]', { direction: 'sent', protocol: 'LCP', code: 'TermAck', id: 2 }],
    [
      'rcvd [LCP DiscReq id=0x2 magic=0x4f5a0001]',
      {
        direction: 'received',
        protocol: 'LCP',
        code: 'DiscReq',
        id: 2,
        attributes: { magic: '0x4f5a0001' },
      },
    ],
    [
      'rcvd [LCP ProtRej id=0x2 80 fd 01 01 00 0f]',
      {
        direction: 'received',
        protocol: 'LCP',
        code: 'ProtRej',
        id: 2,
        rest: ['80', 'fd', '01', '01', '00', '0f'],
      },
    ],
    [
      'rcvd [IPCP ConfNak id=0x2 <addr 10.64.12.7> <ms-dns1 10.11.12.13> <ms-dns2 10.11.12.14>]',
      {
        direction: 'received',
        protocol: 'IPCP',
        code: 'ConfNak',
        id: 2,
        options: [
          { name: 'addr', value: '10.64.12.7' },
          { name: 'ms-dns1', value: '10.11.12.13' },
          { name: 'ms-dns2', value: '10.11.12.14' },
        ],
      },
    ],
    [
      'rcvd [CHAP Challenge id=0x1 <5a1f00c4>, name = "UMTS_CHAP_SRVR"]',
      {
        direction: 'received',
        protocol: 'CHAP',
        code: 'Challenge',
        id: 1,
        options: [{ name: '5a1f00c4', value: '' }],
        attributes: { name: 'UMTS_CHAP_SRVR' },
      },
    ],
    [
      'rcvd [CHAP Success id=0x1 ""]',
      { direction: 'received', protocol: 'CHAP', code: 'Success', id: 1, message: '' },
    ],
    [
      'sent [PAP AuthReq id=0x1 user="web" password=<hidden>]',
      { direction: 'sent', protocol: 'PAP', code: 'AuthReq', id: 1, attributes: { user: 'web' } },
    ],
    [
      'sent [EAP Response id=0x5 Identity <Name "web user">]',
      {
        direction: 'sent',
        protocol: 'EAP',
        code: 'Response',
        id: 5,
        options: [{ name: 'Name', value: 'web user' }],
        rest: ['Identity'],
      },
    ],
    [
      'rcvd [proto=0x8281] 01 01 00 04',
      { direction: 'received', protocol: '0x8281', rest: ['01', '01', '00', '04'] },
    ],
    [
      'LCP EchoReq id=0x0 magic=0x1',
      { protocol: 'LCP', code: 'EchoReq', id: 0, attributes: { magic: '0x1' } },
    ],
    [
      'rcvd [LCP ConfReq id=0x1 <mru 15',
      {
        direction: 'received',
        protocol: 'LCP',
        code: 'ConfReq',
        id: 1,
        options: [{ name: 'mru', value: '15' }],
      },
    ],
  ])('%s', (text, expected) => {
    expect(readPppPacket(text)).toEqual({ ...none, ...expected });
  });

  test.each(['', 'sent', 'sent []', 'sent [LCP]', 'rcvd [LCP ConfReq id=0x1 > x]', 'LCP: timeout = ,'])(
    'is not %j',
    (text) => {
      expect(readPppPacket(text)).toBeNull();
    },
  );
});

describe('whatever the options', () => {
  const name = fc.stringMatching(/^[a-z][a-z0-9-]{0,11}$/);
  const value = fc.stringMatching(/^[A-Za-z0-9.:+/[\]-]{1,20}$/);
  const option = fc.record({
    name,
    value: fc.array(value, { maxLength: 3 }).map((words) => words.join(' ')),
  });

  it('they come back', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 255 }), fc.array(option, { maxLength: 12 }), (id, options) => {
        const printed = options.map((one) => ` <${`${one.name} ${one.value}`.trim()}>`).join('');
        const packet = readPppPacket(`rcvd [IPCP ConfRej id=0x${id.toString(16)}${printed}]`);
        expect(packet).toEqual({
          ...none,
          direction: 'received',
          protocol: 'IPCP',
          code: 'ConfRej',
          id,
          options,
        });
      }),
    );
  });

  it('a message comes back as it was before pppd escaped it', () => {
    fc.assert(
      fc.property(fc.string(), (message) => {
        const printed = message.replace(/["\\]/g, '\\$&');
        expect(readPppPacket(`rcvd [PAP AuthNak id=0x1 "${printed}"]`)?.message).toBe(message);
      }),
    );
  });

  it('nothing throws', () => {
    const marks = fc.constantFrom(
      'sent',
      'rcvd',
      ' [',
      '] ',
      '<',
      '>',
      '"',
      '\\',
      '=',
      ',',
      ' ',
      'LCP',
      '0x1',
      '\n',
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(marks, fc.string()), { maxLength: 40 }), (pieces) => {
        readPppPacket(pieces.join(''));
      }),
    );
    expect(readPppPacket(`sent [LCP ${'x '.repeat(40_000)}]`)).toBeNull();
  });
});

it('has a sound grammar', () => {
  expect(() => buildPppPacketGrammar(checkedGrammarSettings)).not.toThrow();
});
