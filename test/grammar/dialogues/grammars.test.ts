import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import type { Declaration } from '../../../src/grammar/declaration.ts';
import { buildChatScriptGrammar } from '../../../src/grammar/dialogues/chat-script.ts';
import { DialogueCollector } from '../../../src/grammar/dialogues/collector.ts';
import { buildDhcpConversationGrammar } from '../../../src/grammar/dialogues/dhcp-conversation.ts';
import type { Dialogue } from '../../../src/grammar/dialogues/dialogue.ts';
import { buildHandlerRunGrammar } from '../../../src/grammar/dialogues/handler-run.ts';
import { buildPppSessionGrammar } from '../../../src/grammar/dialogues/ppp-session.ts';
import { buildUsbArrivalGrammar } from '../../../src/grammar/dialogues/usb-arrival.ts';
import { Filler } from '../../../src/grammar/filling.ts';
import type { Message } from '../../../src/grammar/message.ts';
import { checkedGrammarSettings } from '../../../src/grammar/parser-settings.ts';
import { speakers } from '../../../src/grammar/speakers/index.ts';

const built = {
  chat: buildChatScriptGrammar(checkedGrammarSettings),
  ppp: buildPppSessionGrammar(checkedGrammarSettings),
  handler: buildHandlerRunGrammar(checkedGrammarSettings),
  dhcp: buildDhcpConversationGrammar(checkedGrammarSettings),
  usb: buildUsbArrivalGrammar(checkedGrammarSettings),
};

type Messages = readonly [Message, ...Message[]];

// Chevrotain throws when a checked grammar is ambiguous or left-recursive.
test.each([
  ['chat script', buildChatScriptGrammar],
  ['ppp session', buildPppSessionGrammar],
  ['handler run', buildHandlerRunGrammar],
  ['dhcp conversation', buildDhcpConversationGrammar],
  ['usb arrival', buildUsbArrivalGrammar],
])('the %s grammar is sound', (_, build) => {
  expect(() => build(checkedGrammarSettings)).not.toThrow();
});

const filler = new Filler(20_261_123);

/** Any message of these speakers, in the words of one of its declarations. */
function messageOf(...names: readonly string[]): fc.Arbitrary<Omit<Message, 'origin'>> {
  const said = speakers
    .filter(({ name }) => names.includes(name))
    .flatMap(({ declarations }): readonly Declaration[] => declarations);
  expect(said.length).toBeGreaterThan(0);
  return fc.constantFrom(...said).map(
    ({ kind, template }) =>
      // The filler fills exactly the holes of the template.
      ({ kind, fields: filler.fill(template).fields }) as unknown as Omit<Message, 'origin'>,
  );
}

function sequenceOf(...names: readonly string[]): fc.Arbitrary<Messages> {
  return fc.array(messageOf(...names), { minLength: 1, maxLength: 40 }).map((said) => {
    const messages = said.map((one, order) => withOrigin(one, order, names[0] ?? '', null, 7));
    const [first, ...others] = messages;
    if (first === undefined) throw new Error('empty');
    return [first, ...others];
  });
}

function withOrigin(
  said: Omit<Message, 'origin'>,
  order: number,
  speaker: string,
  relayedFor: string | null,
  pid: number,
): Message {
  const span = { source: '-', line: order + 1, column: 1, length: 1, text: said.kind };
  return {
    ...said,
    origin: {
      speaker,
      spans: [span],
      section: 0,
      order,
      clock: null,
      uptime: null,
      host: null,
      pid,
      interface: relayedFor,
      object: null,
    },
  } as Message;
}

function ofKind(messages: Messages, ...kinds: readonly Message['kind'][]): readonly Message[] {
  return messages.filter(({ kind }) => kinds.includes(kind));
}

describe('whatever the order of the messages, nothing said is lost', () => {
  it('of a chat script', () => {
    fc.assert(
      fc.property(sequenceOf('chat'), (messages) => {
        const { steps } = built.chat(messages);
        expect(steps.flatMap(({ sent }) => sent ?? [])).toEqual(ofKind(messages, 'chat.send'));
        expect(steps.flatMap(({ expected }) => expected ?? [])).toEqual(ofKind(messages, 'chat.expect'));
        const matches = steps
          .filter(({ outcome }) => outcome === 'matched')
          .map(({ outcomeAt }) => outcomeAt);
        expect(matches).toEqual(ofKind(messages, 'chat.got-it'));
        const aborts = steps.filter(({ outcome }) => outcome === 'aborted').map(({ outcomeAt }) => outcomeAt);
        expect(aborts).toEqual(ofKind(messages, 'chat.failed'));
        const timedOut = steps.some(({ outcome }) => outcome === 'timed-out');
        expect(timedOut).toBe(ofKind(messages, 'chat.alarm', 'chat.read-timed-out').length > 0);
      }),
    );
  });

  it('of a pppd session', () => {
    fc.assert(
      fc.property(sequenceOf('pppd'), (messages) => {
        const session = built.ppp(messages);
        expect(session.started).toBe(ofKind(messages, 'pppd.started')[0] ?? null);
        expect(session.link).toBe(ofKind(messages, 'pppd.connect').at(-1) ?? null);
        const last = messages.at(-1);
        if (last?.kind === 'pppd.modem-hangup') expect(session.hungUp).not.toBeNull();
        if (last?.kind === 'pppd.hangup-signal') expect(session.hungUp ?? session.stopped).not.toBeNull();
        if (last?.kind === 'pppd.local-address') expect(session.localAddress).toBe(last);
        if (last?.kind === 'pppd.connect-script-failed') expect(session.failure).not.toBeNull();
      }),
    );
  });

  it('of a handler run', () => {
    fc.assert(
      fc.property(sequenceOf('gcom', 'proto-ncm', 'proto-qmi', 'netifd'), (messages) => {
        const run = built.handler('wwan', messages);
        expect(run.exchanges.map(({ sent }) => sent)).toEqual(ofKind(messages, 'gcom.sending'));
        expect(run.up).toBe(ofKind(messages, 'interface.up')[0] ?? null);
        expect(run.settingUp).toBe(ofKind(messages, 'interface.setting-up')[0] ?? null);
        const starting = ofKind(messages, 'handler.starting-network');
        expect(run.progress.filter(({ kind }) => kind === 'handler.starting-network')).toEqual(starting);
      }),
    );
  });

  it('of a DHCP conversation', () => {
    fc.assert(
      fc.property(sequenceOf('udhcpc'), (messages) => {
        const conversation = built.dhcp(messages);
        expect(conversation.discovers).toEqual(ofKind(messages, 'dhcp.discover'));
        expect(conversation.offered).toBe(ofKind(messages, 'dhcp.offer', 'dhcp.select').at(-1) ?? null);
        expect(conversation.lease).toBe(ofKind(messages, 'dhcp.lease').at(-1) ?? null);
        expect(conversation.naks).toEqual(ofKind(messages, 'dhcp.nak'));
      }),
    );
  });

  it('of a USB arrival', () => {
    fc.assert(
      fc.property(sequenceOf('kernel'), (messages) => {
        const arrival = built.usb('1-1', messages);
        expect(arrival.found).toBe(ofKind(messages, 'usb.found').at(-1) ?? null);
        expect(arrival.gone).toBe(ofKind(messages, 'usb.disconnect').at(-1) ?? null);
        expect(arrival.storage).toBe(ofKind(messages, 'usb.storage-detected')[0] ?? null);
        const ports = arrival.functions.filter(({ kind }) => kind === 'serial').length;
        expect(ports).toBeLessThanOrEqual(ofKind(messages, 'usb.serial-attached', 'usb.acm-attached').length);
      }),
    );
  });
});

describe('the collector, whatever the messages', () => {
  const anybody = fc
    .constantFrom(...speakers.map(({ name }) => name))
    .chain((name) =>
      fc.tuple(
        fc.constant(name),
        messageOf(name),
        fc.constantFrom(null, 'wwan', 'wwan_4'),
        fc.constantFrom(7, 8),
      ),
    );
  const anything = fc
    .array(anybody, { maxLength: 80 })
    .map((said) =>
      said.map(([name, one, relayedFor, pid], order) => withOrigin(one, order, name, relayedFor, pid)),
    );

  function collected(...stretches: readonly (readonly Message[])[]): readonly Dialogue[] {
    const whole = new DialogueCollector();
    for (const messages of stretches) {
      const part = new DialogueCollector();
      for (const message of messages) part.add(message);
      whole.absorb(part);
    }
    return whole.finish();
  }

  it('never throws', () => {
    fc.assert(fc.property(anything, (messages) => void collected(messages)));
  });

  it('hears the same where prose cuts the log', () => {
    fc.assert(
      fc.property(anything, fc.nat(80), fc.nat(80), (messages, one, other) => {
        const [from, to] = one < other ? [one, other] : [other, one];
        expect(collected(messages.slice(0, from), messages.slice(from, to), messages.slice(to))).toEqual(
          collected(messages),
        );
      }),
      { numRuns: 300 },
    );
  });
});
