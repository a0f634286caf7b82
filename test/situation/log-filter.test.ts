import { describe, expect, it } from 'vitest';
import { readShellLine } from '../../src/grammar/structures/shell-words.ts';
import { letsThrough } from '../../src/situation/log-filter.ts';
import { attemptOf, notesOf } from '../diagnosis-of.ts';
import { dhcp, logread, ncmDial, says } from './log-lines.ts';

const lease = 'daemon.notice netifd: modem_4 (1): udhcpc: lease of 10.0.0.1 obtained, lease time 7200';

function showsLease(command: string): boolean {
  return readShellLine(command).calls.every((call) => letsThrough(call, lease));
}

describe('a command that prints a log lets a line through', () => {
  it.each([
    'logread',
    'logread -l 200',
    'logread | tail -n 50',
    'cat /var/log/messages | head -100',
    'logread | grep netifd',
    'logread|grep -i UDHCPC',
    "logread | grep -E 'pppd|udhcpc'",
    "logread | egrep -i 'pppd|UDHCPC'",
    "logread | grep 'pppd\\|udhcpc'",
    'logread | grep -e pppd -e modem_4',
    'logread | grep -n -A5 --color=auto "lease of"',
    'logread | grep -C 3 netifd | grep udhcpc',
    'logread -e udhcpc',
    'grep udhcpc /var/log/messages',
    "logread | fgrep 'lease'",
    'cd /tmp && logread > log.txt',
  ])('%s', (command) => {
    expect(showsLease(command)).toBe(true);
  });

  it.each([
    "logread | grep -E 'sending d|sending ->'",
    'logread | grep discover',
    'logread | grep -v dnsmasq',
    'logread | grep -vE "dnsmasq|udhcpc"',
    'logread | grep UDHCPC',
    "logread | grep 'pppd|udhcpc'",
    "logread | grep -F 'pppd|udhcpc'",
    "logread | grep 'udhcpc.*discover'",
    "logread | grep -E 'udhcpc: (sending|no)'",
    "logread | grep -E '(pppd|lease|chat)'",
    'logread | grep -w lease',
    'logread | grep -c udhcpc',
    'logread | grep -m 3 udhcpc',
    'logread | grep -f patterns.txt',
    'logread | grep --invert-match udhcpc',
    'logread | grep',
    'logread | grep netifd | grep discover',
    'logread -e discover',
    'logread -fe discover',
    "logread | awk '/udhcpc/'",
    "logread | sed -n '/udhcpc/p'",
  ])('or may not: %s', (command) => {
    expect(showsLease(command)).toBe(false);
  });
});

describe('a log printed through a filter', () => {
  const night = 'Sun Jul 22 02:23:12 2018';
  const silent = logread(night, ncmDial(), dhcp('modem_4', 4));

  function printedBy(command: string, lines: readonly string[]): readonly string[] {
    return [`root@router:~# ${command}`, ...lines];
  }

  it('proves no missing offer where it would not show a lease', () => {
    const healthy = logread(night, ncmDial(), dhcp('modem_4', 4, '10.1.2.3')).filter((line) =>
      /sending d|sending ->/.test(line),
    );
    expect(attemptOf(printedBy("logread | grep -E 'sending d|sending ->'", healthy))).toMatchObject({
      broken: null,
      outcome: 'unfinished',
    });
  });

  it.each(['logread', 'logread | grep netifd', "logread | grep -i 'UDHCPC\\|modem'", 'logread | tail -50'])(
    'proves one where it would: %s',
    (command) => {
      const { broken, ladder } = attemptOf(printedBy(command, silent));
      expect(broken).toBe('address');
      expect(notesOf(ladder.flatMap((step) => step.evidence)).at(-1)).toBe(
        'no a DHCP offer or lease on modem_4 in 14-17',
      );
    },
  );

  it('does not take the time of a line for its words', () => {
    expect(attemptOf(printedBy("logread | grep -i ' 02:23:'", silent)).broken).toBeNull();
  });

  it('is filtered to its end, also where forum software has torn a line', () => {
    const torn = [...silent.slice(0, 5), 'and the rest of a line', ...silent.slice(5)];
    expect(attemptOf(printedBy("logread | grep 'netifd.*'", torn)).broken).toBeNull();
  });

  it('says nothing of another log', () => {
    const other = printedBy('logread | grep -i usb', []);
    expect(attemptOf([...other, ...printedBy('logread', silent)]).broken).toBe('address');
  });

  it('proves what stands in it', () => {
    const refused = logread(
      night,
      ncmDial(),
      dhcp('modem_4', 4),
      says('modem_4', 2396, 'udhcpc: no lease, failing'),
    );
    const { broken, ladder } = attemptOf(printedBy("logread | grep -v 'lease of'", refused));
    expect(broken).toBe('address');
    expect(notesOf(ladder.find((step) => step.state === 'broken')?.evidence ?? [])).toEqual([
      '18: no lease, failing',
    ]);
  });

  it('does not take the next command for the answer to the one before where it hides time-outs', () => {
    const run = logread(night, says('modem', 2347, 'sending -> AT', 'sending -> AT'));
    expect(attemptOf(printedBy('logread', run)).reached).toBe('control');
    expect(attemptOf(printedBy("logread | grep 'sending ->'", run)).reached).toBeNull();
  });
});
