import { describe, expect, it } from 'vitest';
import { DialogueCollector } from '../../../src/grammar/dialogues/collector.ts';
import type { Dialogue } from '../../../src/grammar/dialogues/dialogue.ts';
import type { Message } from '../../../src/grammar/message.ts';
import { messagesOf, readLines } from '../recorded-reading.ts';
import { dialoguesOf } from './collected.ts';
import { chat, netifd, pppd, relayed, udhcpc } from './log.ts';

/** Collects a post as the situation does: a collector for each section, joined in the order of the input. */
function collectPost(...lines: readonly string[]): readonly Dialogue[] {
  const whole = new DialogueCollector();
  const bySection = new Map<number, DialogueCollector>();
  for (const message of readLines(...lines).messages) {
    const { section } = message.origin;
    const collector = bySection.get(section) ?? new DialogueCollector();
    bySection.set(section, collector);
    collector.add(message);
  }
  for (const collector of bySection.values()) whole.absorb(collector);
  return whole.finish();
}

const prose = ['', 'And then, after a while, there is more of it in the log:', ''];

describe('a paragraph of prose', () => {
  it('does not cut a dialogue in two', () => {
    const dialogues = collectPost(
      ...netifd("Interface 'modem' is setting up now"),
      ...relayed('modem', 2347, 'sending -> AT'),
      ...prose,
      ...relayed('modem', 2347, 'sending -> ATZ', 'Setting up wwan0'),
      ...udhcpc('modem_4', 2396, 'started, v1.25.1', 'sending discover'),
      ...prose,
      ...udhcpc('modem_4', 2396, 'sending discover', 'lease of 10.1.2.3 obtained, lease time 60'),
    );
    expect(dialogues).toMatchObject([
      { type: 'handler-run', exchanges: [{}, {}], progress: [{}], settingUp: {} },
      { type: 'dhcp-conversation', discovers: [{}, {}], lease: {}, started: {} },
    ]);
  });

  it('stands between two dialogues where the later one begins anew', () => {
    const setUp = netifd("Interface 'modem' is setting up now");
    const dialogues = collectPost(
      ...setUp,
      ...prose,
      ...setUp,
      ...prose,
      ...netifd("Interface 'modem' is now up"),
    );
    expect(dialogues).toMatchObject([{ up: null }, { up: {} }]);
  });

  it('stands between a dialogue that ended and one whose beginning is not shown', () => {
    const dialogues = collectPost(
      ...pppd(7, 'Connect script failed', 'Exit.'),
      ...prose,
      ...pppd(7, 'Modem hangup'),
    );
    expect(dialogues).toMatchObject([
      { hungUp: null, failure: {} },
      { hungUp: {}, failure: null },
    ]);
  });

  it('three times is no more than once', () => {
    const lines = chat(7, 'send (AT^M)', 'expect (OK)', 'OK', ' -- got it');
    const cut = lines.flatMap((line) => [line, ...prose]);
    expect(collectPost(...cut)).toMatchObject([
      { type: 'chat-script', outcome: 'finished', steps: [{ answers: [{}] }] },
    ]);
  });
});

describe('dialogues', () => {
  it('come in the order of their first messages', () => {
    const dialogues = dialoguesOf(
      ...pppd(7, 'pppd 2.4.7 started by root, uid 0'),
      ...chat(8, 'send (AT^M)'),
      ...pppd(7, 'Exit.'),
      ...netifd("Interface 'modem' is setting up now"),
    );
    expect(dialogues.map(({ type }) => type)).toEqual(['ppp-session', 'chat-script', 'handler-run']);
  });

  it('do not hold what is said of devices, by the firewall or at boot', () => {
    const alone = dialoguesOf(
      ...netifd("Network device 'wwan0' link is up", "bridge 'br-lan' link is up"),
      'Wed Nov 14 01:45:01 2018 user.notice firewall: Reloading firewall due to ifup of lan (br-lan)',
      'Wed Nov 14 01:45:09 2018 daemon.info procd: - init complete -',
    );
    expect(alone).toEqual([]);
  });
});

describe('memory', () => {
  it('holds a bounded part of what is said over and over', () => {
    const [started, discover, lease] = messagesOf(
      ...udhcpc(
        'modem_4',
        7,
        'started, v1.25.1',
        'sending discover',
        'lease of 10.1.2.3 obtained, lease time 60',
      ),
    );
    if (discover === undefined || lease === undefined) throw new Error('three messages');
    const collector = new DialogueCollector();
    const at = (message: Message, order: number): Message => ({
      ...message,
      origin: { ...message.origin, order },
    });
    collector.add(started);
    for (let order = 1; order <= 100_000; order += 1) collector.add(at(discover, order));
    collector.add(at(lease, 100_001));
    for (let order = 100_002; order <= 200_000; order += 1) collector.add(at(discover, order));
    const [conversation, ...others] = collector.finish();
    expect(others).toEqual([]);
    if (conversation?.type !== 'dhcp-conversation') throw new Error(conversation?.type);
    expect(conversation.discovers.length).toBe(128);
    expect(conversation.discovers.map(({ origin }) => origin.order).slice(0, 3)).toEqual([1, 2, 3]);
    expect(conversation.discovers.at(-1)?.origin.order).toBe(200_000);
    expect(conversation.lease?.origin.order).toBe(100_001);
  });

  it('holds the first and the last of thousands of tries, the last from a whole one on', () => {
    const [settingUp, sending, down] = messagesOf(
      ...netifd("Interface 'modem' is setting up now"),
      ...relayed('modem', 9, 'sending -> AT'),
      ...netifd("Interface 'modem' is now down"),
    );
    if (settingUp === undefined || sending === undefined || down === undefined)
      throw new Error('three messages');
    const collector = new DialogueCollector();
    for (let run = 0; run < 10_000; run += 1) {
      for (const [step, message] of [settingUp, sending, down].entries()) {
        collector.add({ ...message, origin: { ...message.origin, order: 3 * run + step } } as Message);
      }
    }
    const runs = collector.finish();
    expect(runs.length).toBeLessThanOrEqual(3000);
    expect(runs.length + collector.leftOut).toBe(10_000);
    expect(runs[0]?.first.origin.order).toBe(0);
    expect(runs.at(-1)?.last.origin.order).toBe(29_999);
    const seam = runs.find((run, at) => run.first.origin.order - (runs[at - 1]?.first.origin.order ?? 0) > 3);
    expect(seam).toMatchObject({ type: 'handler-run', settingUp: { kind: 'interface.setting-up' } });
  });

  it('does not listen for ever to processes that came and went', () => {
    const [send] = messagesOf(...chat(1, 'send (AT^M)'));
    if (send === undefined) throw new Error('one message');
    const collector = new DialogueCollector();
    for (let pid = 1; pid <= 5000; pid += 1) {
      collector.add({ ...send, origin: { ...send.origin, pid, order: pid } } as Message);
    }
    expect(collector.finish().length + collector.leftOut).toBe(5000);
  });
});
