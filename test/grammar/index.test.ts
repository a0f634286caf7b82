import { describe, expect, expectTypeOf, it } from 'vitest';
import { type Fields, say, speaker } from '../../src/grammar/declaration.ts';
import { MessageIndex } from '../../src/grammar/message-index.ts';

const kernel = speaker(
  'kernel',
  ['kernel'],
  [
    say('usb.remark', 'usb <port:usbport>: <text:text>'),
    say('usb.remark', 'usb <port:usbport>: <about:text>: <text:text>'),
    say('usb.disconnect', 'usb <port:usbport>: USB disconnect, device number <number:int>'),
    say(
      'usb.new-device',
      'usb <port:usbport>: new <speed:word> USB device number <number:int> using <hcd:word>',
    ),
    say('usb.intf-remark', '<driver:word> <interface:usbintf>: <text:text>'),
  ],
);
const netifd = speaker(
  'netifd',
  ['netifd'],
  [
    say('interface.up', "Interface '<interface:iface>' is now up"),
    say('interface.down', "Interface '<interface:iface>' is now down"),
    say('interface.connectivity', "Interface '<interface:iface>' has link connectivity <lost:text>"),
    say('handler.failed', 'Command failed: <reason:text>', { shared: true }),
  ],
);
const ubus = speaker('ubus', [], [say('ubus.failed', 'Command failed: <reason:text>', { shared: true })]);
const chat = speaker(
  'chat',
  ['chat'],
  [say('chat.got-it', ' -- got it'), say('chat.send', 'send (<text:text>)')],
);

const index = new MessageIndex([kernel, netifd, ubus, chat]);

function seen(text: string, allowed: ReadonlySet<string> | string | null = null): [string, unknown] | null {
  const match = index.match(text, allowed);
  return match === null ? null : [match.declaration.kind, match.fields];
}

describe('MessageIndex', () => {
  it('reads a message with its fields', () => {
    expect(index.match("Interface 'modem_4' is now up")).toEqual({
      speaker: 'netifd',
      declaration: netifd.declarations[0],
      fields: { interface: 'modem_4' },
    });
    expect(seen('usb 1-1.2: new high-speed USB device number 7 using ehci-platform')).toEqual([
      'usb.new-device',
      { port: '1-1.2', speed: 'high-speed', number: 7, hcd: 'ehci-platform' },
    ]);
  });

  it('knows nothing of other texts', () => {
    expect(seen("Interface 'modem_4' is now upset")).toBeNull();
    expect(seen("Interface 'modem_4' is now")).toBeNull();
    expect(seen('')).toBeNull();
  });

  it('prefers what says more to a catch-all', () => {
    expect(seen('usb 1-1: USB disconnect, device number 3')?.[0]).toBe('usb.disconnect');
    expect(seen('usb 1-1: USB disconnect, device number three')?.[0]).toBe('usb.remark');
    expect(seen('usb 1-1: config 1: odd')).toEqual([
      'usb.remark',
      { port: '1-1', about: 'config 1', text: 'odd' },
    ]);
    expect(seen('option 1-1:1.0: odd')?.[0]).toBe('usb.intf-remark');
  });

  it('goes by the whole text, not by its first hole', () => {
    const usb = new MessageIndex([
      speaker(
        'kernel',
        [],
        [
          say('remark', 'usb <port:usbport>: <text:text>'),
          say('over-current', 'usb <port:word>: over-current condition'),
          say('name', 'usb <port:word>: name <name:netdev>'),
          say('number', 'usb <port:word>: name <number:int>'),
        ],
      ),
    ]);
    expect(usb.match('usb 1-1: over-current condition')?.declaration.kind).toBe('over-current');
    expect(usb.match('usb 1-1: over-current conditions')?.declaration.kind).toBe('remark');
    expect(usb.match('usb 1-1: name wwan0')?.declaration.kind).toBe('name');
    expect(usb.match('usb 1-1: name 7')?.declaration.kind).toBe('number');
  });

  it('takes runs of blanks and tabs for one blank', () => {
    expect(seen("Interface  'wan' \t is now up  ")?.[0]).toBe('interface.up');
    expect(seen(' -- got it')?.[0]).toBe('chat.got-it');
    expect(seen('\t --  got it')?.[0]).toBe('chat.got-it');
    expect(seen('-- got it')).toBeNull();
  });

  it('lets free text be empty', () => {
    expect(seen("Interface 'wan' has link connectivity ")).toEqual([
      'interface.connectivity',
      { interface: 'wan', lost: '' },
    ]);
    expect(seen('send ()')).toEqual(['chat.send', { text: '' }]);
    expect(seen('usb 1-1: : x')).toEqual(['usb.remark', { port: '1-1', about: '', text: 'x' }]);
  });

  it('narrows by speaker', () => {
    expect(index.match('Command failed: No data available')?.speaker).toBe('netifd');
    expect(index.match('Command failed: No data available', 'ubus')?.speaker).toBe('ubus');
    expect(index.match('Command failed: No data available', new Set(['ubus', 'kernel']))?.speaker).toBe(
      'ubus',
    );
    expect(index.match('Command failed: No data available', 'kernel')).toBeNull();
    expect(index.find('Command failed: x', null).entries.map(({ speaker: name }) => name)).toEqual([
      'netifd',
      'ubus',
    ]);
  });
});

describe('Fields', () => {
  it('reads typed holes from the literal type of a template', () => {
    expectTypeOf<Fields<"Interface '<interface:iface>' is now up (<n:int>)">>().toEqualTypeOf<{
      readonly interface: string;
      readonly n: number;
    }>();
    expectTypeOf<keyof Fields<'<info>  <--> [<http://example.org>] <-71>'>>().toEqualTypeOf<never>();
    expectTypeOf<Fields<'<info>  [modem<modem:int>] <--> <load:float>'>>().toEqualTypeOf<{
      readonly modem: number;
      readonly load: number;
    }>();
  });
});
