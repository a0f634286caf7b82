import { describe, expect, test } from 'vitest';
import { diagnosisOf } from '../../diagnosis-of.ts';

/** What ubus prints of such a log, with and without -S. */
const entries = [
  { msg: "netifd: Interface 'wwan' is setting up now", priority: 29, source: 1 },
  { msg: 'netifd: wwan (4021): Waiting for SIM initialization', priority: 29, source: 1 },
  {
    msg: '[   31.402117] usb 1-1: new high-speed USB device number 2 using xhci-mtk',
    priority: 6,
    source: 0,
  },
  { msg: 'netifd: wwan (4021): PIN not specified but required', priority: 29, source: 1 },
  { msg: "netifd: Interface 'wwan' is now down", priority: 29, source: 1 },
].map(({ msg, priority, source }, id) => ({ msg, id, priority, source, time: 1770447821417 + id * 1000 }));

const prompt = 'root@OpenWrt:~# ubus call log read \'{"stream":false}\'\n';
const json = `${prompt}${JSON.stringify({ log: entries }, null, '\t')}\nroot@OpenWrt:~#`;
const compact = `${prompt}${JSON.stringify({ log: entries })}\nroot@OpenWrt:~#`;
const text = [
  'root@OpenWrt:~# logread',
  ...entries.map(
    ({ msg, source }, id) =>
      `Sat Feb  7 07:03:4${id + 1} 2026 ${source === 0 ? 'kern.info kernel:' : 'daemon.notice'} ${msg}`,
  ),
  'root@OpenWrt:~#',
].join('\n');

describe('the log as ubus prints it', () => {
  test.each([
    ['a member a line', json],
    ['all on one line', compact],
  ])('says what the text of logread says: %s', (_, log) => {
    const wanted = diagnosisOf(text);
    const { verdict, findings, situation } = diagnosisOf(log);
    expect(wanted.verdict.state).toBe('broken');
    expect(verdict).toEqual(wanted.verdict);
    expect(findings.map(({ rule, title }) => [rule, title])).toEqual(
      wanted.findings.map(({ rule, title }) => [rule, title]),
    );
    expect(situation.setAside).toEqual([]);
  });

  test('points at the messages themselves', () => {
    const [finding] = diagnosisOf(json).findings;
    const spans = finding?.evidence.flatMap((item) => (item.type === 'presence' ? [item.span] : [])) ?? [];
    expect(spans.length).toBeGreaterThan(0);
    for (const { text: line, column, length } of spans) {
      expect(line).toMatch(/^\t\t\t"msg": "/);
      expect(entries.some(({ msg }) => msg.includes(line.slice(column - 1, column - 1 + length)))).toBe(true);
    }
  });
});
