import { isAnswerable, isRouterOfItsOwn } from '../judging/session.ts';
import type { Bench, LiveFacts, LiveTestKind, Outcome } from '../live-test.ts';
import { isPpp, type Subject } from '../subject.ts';
import { cardOf } from './dial.ts';

/** Seconds: a DHCP NAK makes udhcpc ask for ever. */
const patience = 16;

/** Whether the network device gets an address: what netifd has, else a lease that is only asked for and not put to use. */
export const leaseTest: LiveTestKind = {
  id: 'lease',
  rung: 'address',
  question: 'Does the network device get an address?',
  plan(subject, survey) {
    const card = cardOf({ subject });
    if (card === null) return 'the modem has no network device';
    if (!survey.programs.has('ip')) return 'this router has no ip';
    const look = `ip addr show dev ${card}`;
    const { interface: config } = subject;
    const isDialled = config?.state != null || isRouterOfItsOwn(subject);
    const hasAddress = config?.state?.up === true && config.state.addresses.length > 0;
    return isDialled && !hasAddress && usesDhcp({ subject, survey }, card)
      ? {
          class: 'dials',
          when: 'always',
          commands: [
            cardLook(subject),
            look,
            `${leaseCommand(card)} (where it has no address and the dial is up)`,
          ],
          changes: [],
        }
      : { class: 'reads', when: 'always', commands: [cardLook(subject), look], changes: [] };
  },
  async run(bench): Promise<Outcome> {
    const { facts, subject } = bench;
    const card = await presentCard(bench);
    if (card === null) return { outcome: 'broken', answer: 'There is no network device of the modem.' };
    const own = await bench.run({ name: 'live-address', command: `ip addr show dev ${card}`, patience: 10 });
    const address = addressIn(new TextDecoder().decode(own.output));
    if (address !== null) {
      facts.lease = address.includes(':') ? 'ipv6' : 'ipv4';
      return { outcome: 'reached', answer: `${card} has the address ${address}.` };
    }
    facts.lease = 'none';
    const none = `${card} has no address.`;
    if (!isAnswerable(subject, facts)) {
      return {
        outcome: 'not-run',
        answer: `${none} DHCP was not asked: the dial is not up, so nobody is there who could answer.`,
      };
    }
    if (!usesDhcp(bench, card)) return { outcome: 'broken', answer: none };
    const { lease, words } = await askForLease(bench, card, 'live-lease');
    facts.lease = lease;
    if (lease === 'none') return { outcome: 'inconclusive', answer: `${none} ${words}` };
    return { outcome: lease === 'offered' ? 'reached' : 'broken', answer: words };
  },
};

/** An IPv4 address, else one of IPv6 that the internet knows (2000::/3). Both `ip` print them alike, iproute2's and busybox's. */
function addressIn(shown: string): string | null {
  return (
    /^ *inet ([\d.]+)/m.exec(shown)?.[1] ??
    /^ *inet6 ([23][\da-f]{3}:[\da-f:]+)\/\d+ scope global/m.exec(shown)?.[1] ??
    null
  );
}

/**
 * PPP gives its address itself (ARPHRD_PPP of Linux include/uapi/linux/if_arp.h), and MBIM tells it: OpenWrt's mbim.sh sets what the
 * modem says.
 */
function usesDhcp({ subject, survey }: Pick<Bench, 'subject' | 'survey'>, card: string): boolean {
  const known = survey.cards.get(card);
  const isMbim = known?.driver === 'cdc_mbim' || subject.interface?.proto === 'mbim';
  return survey.programs.has('udhcpc') && !isPpp(subject) && known?.type !== 512 && !isMbim;
}

const cardCommand = 'ls /sys/class/net';

/** What `presentCard` asks the router, for the plan. */
export function cardLook({ interface: config }: Pick<Subject, 'interface'>): string {
  return `${config === null ? '' : `ifstatus ${config.name}, `}${cardCommand} (how the network device is called now)`;
}

/** The network device as it is called now: a dial may have made it, or the modem may be gone. */
export async function presentCard(bench: Bench): Promise<string | null> {
  const name = bench.subject.interface?.name;
  const known = bench.subject.cards[0];
  const section = await bench.run({
    name: 'live-card',
    command: cardCommand,
    script: `${name === undefined ? '' : `ifstatus ${name} 2>/dev/null | sed -n 's/.*"l3_device": *"\\([A-Za-z0-9_.@-]*\\)".*/\\1/p'`}
for card in ${[name === undefined ? '' : `3g-${name}`, known ?? ''].join(' ')}; do if [ -e "/sys/class/net/$card" ]; then echo "$card"; fi; done`,
    patience: 10,
  });
  const [card] = new TextDecoder().decode(section.output).split('\n');
  return card !== undefined && /^[\w.@-]{1,15}$/.test(card) ? card : null;
}

/** As it is typed: it takes the lease and does nothing with it. */
export function leaseCommand(card: string): string {
  return `udhcpc -f -n -q -t 4 -T 3 -s /bin/true -i ${card}`;
}

/** Asks for a lease on a device, without touching address or routes. `none`: it could not ask. */
export async function askForLease(
  bench: Bench,
  card: string,
  section: string,
): Promise<{ readonly lease: NonNullable<LiveFacts['lease']>; readonly words: string }> {
  const command = leaseCommand(card);
  const { output } = await bench.run({
    name: section,
    command,
    script: `${command} 2>&1`,
    patience,
  });
  const said = new TextDecoder().decode(output);
  const address = /lease of ([\d.]+) obtained/i.exec(said)?.[1];
  if (address !== undefined)
    return { lease: 'offered', words: `A DHCP server behind ${card} gives the lease ${address}.` };
  if (/NAK/.test(said))
    return { lease: 'refused', words: `The DHCP server behind ${card} refuses every lease (NAK).` };
  // “broadcasting discover”, “sending discover”, “Sending discover...”: by the age of busybox.
  return /discover/i.test(said)
    ? { lease: 'silent', words: `No DHCP server behind ${card} answers.` }
    : { lease: 'none', words: `udhcpc could not ask on ${card}.` };
}
