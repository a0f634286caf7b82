import type { Bench, LiveTestKind, Outcome } from '../live-test.ts';
import { cardOf } from './dial.ts';
import { askForLease, cardLook, leaseCommand, presentCard } from './lease.ts';

/** A file of sysfs that says how packets are put on the wire, and its two values. */
interface Switch {
  /** Id of the finding that it decides. */
  readonly rule: string;
  readonly file: (card: string) => string;
  readonly driver: string;
  readonly what: string;
}

/**
 * Sources: Linux drivers/net/usb/cdc_ncm.c (`ndp_to_end`, since 4.5) and qmi_wwan.c (`raw_ip`, since 4.5). Drivers take a new value
 * of `raw_ip` only while the device is down.
 */
const switches: readonly Switch[] = [
  {
    rule: 'huawei-ndp-end',
    driver: 'huawei_cdc_ncm',
    file: (card) => `/sys/class/net/${card}/cdc_ncm/ndp_to_end`,
    what: 'the place of the NDP in the blocks that go to the modem',
  },
  {
    rule: 'dhcp-raw-ip',
    driver: 'qmi_wwan',
    file: (card) => `/sys/class/net/${card}/qmi/raw_ip`,
    what: 'raw IP in place of Ethernet frames',
  },
];

function switchFor({ subject }: Pick<Bench, 'subject'>): Switch | null {
  const drivers =
    subject.modem?.functions.flatMap(({ driver, kind }) => (kind === 'network' ? [driver] : [])) ?? [];
  return switches.find(({ driver }) => drivers.includes(driver)) ?? null;
}

/**
 * Where no lease comes: turns over how packets are put on the wire, and asks again. If a lease comes then, that was it.
 */
export const framingTest: LiveTestKind = {
  id: 'framing',
  rung: 'address',
  question: 'Does a lease come when packets are framed the other way?',
  isOfOneExplanation: true,
  plan(subject, survey) {
    const framing = switchFor({ subject });
    const card = cardOf({ subject });
    if (framing === null || card === null) return 'its driver frames packets in one way only';
    if (!survey.programs.has('udhcpc') || !survey.programs.has('ip'))
      return 'this router has no udhcpc or no ip';
    const file = framing.file(card);
    return {
      class: 'dials',
      when: 'if-broken',
      commands: [
        cardLook(subject),
        `cat ${file} ${flagsOf(card)}`,
        `echo Y >${file} (N where it is Y)`,
        `ip link set dev ${card} down (where the driver refuses the value without that)`,
        `ip link set dev ${card} up (where it was up, else down)`,
        leaseCommand(card),
      ],
      changes: [`turns over ${framing.what} in ${file} and puts it back`],
    };
  },
  async run(bench): Promise<Outcome> {
    const framing = switchFor(bench);
    const card = await presentCard(bench);
    if (framing === null || card === null)
      return { outcome: 'inconclusive', answer: 'The network device is gone.' };
    if (bench.facts.lease !== 'silent')
      return { outcome: 'not-run', answer: 'Not tried: it is no silence of DHCP that stands in the way.' };
    const file = framing.file(card);
    const before = await bench.run({
      name: 'live-framing',
      command: `cat ${file} ${flagsOf(card)}`,
      patience: 10,
    });
    const [value, flags = ''] = new TextDecoder().decode(before.output).split('\n');
    if ((value !== 'Y' && value !== 'N') || !/^0x[\da-f]+$/.test(flags)) {
      return { outcome: 'inconclusive', answer: `This kernel cannot turn over ${framing.what}.` };
    }
    const isUp = (Number(flags) & 1) === 1;
    const other = value === 'Y' ? 'N' : 'Y';
    await bench.change(
      {
        title: `writes ${value} to ${file} again`,
        script: write({ card, file, value, isUp }),
        byHand: `By hand: echo ${value} >${file}, or a restart of the router.`,
      },
      30,
      `${other} was written to ${file}`,
    );
    const { end } = await bench.run({
      name: 'live-framing-set',
      command: `echo ${other} >${file}`,
      script: write({ card, file, value: other, isUp }),
      patience: 10,
    });
    if (end.how !== 'exited' || end.code !== 0)
      return { outcome: 'inconclusive', answer: `${other} could not be written to ${file}.` };
    const { lease, words } = await askForLease(bench, card, 'live-framing-lease');
    if (lease === 'offered') {
      bench.facts.tried.set(framing.rule, 'works');
      return { outcome: 'reached', answer: `With ${other} in ${file} it is otherwise: ${words}` };
    }
    if (lease === 'silent') bench.facts.tried.set(framing.rule, 'fails');
    return { outcome: 'inconclusive', answer: `With ${other} in ${file} it is no better: ${words}` };
  },
};

/** The flags of a network device, in hexadecimal: 1 stands for `up`. Source: Linux include/uapi/linux/if.h. */
function flagsOf(card: string): string {
  return `/sys/class/net/${card}/flags`;
}

interface Written {
  readonly card: string;
  readonly file: string;
  readonly value: 'Y' | 'N';
  /** Whether the device is to be up at the end: whether it was before. */
  readonly isUp: boolean;
}

/**
 * Sets a value; the device is down meanwhile where the driver wants that. Whatever an earlier run that was cut off has left, both
 * are at the end as they are to be, or the exit status says that they are not.
 */
export function write({ card, file, value, isUp }: Written): string {
  return `[ -e ${file} ] || exit 1
if [ "$(cat ${file})" != ${value} ]; then
  echo ${value} >${file} 2>/dev/null || {
    ip link set dev ${card} down
    echo ${value} >${file}
  }
fi
ip link set dev ${card} ${isUp ? 'up' : 'down'}
[ "$(cat ${file})" = ${value} ] && [ $(($(cat ${flagsOf(card)}) & 1)) = ${isUp ? 1 : 0} ]`;
}
