import type { Message, MessageOf } from '../../grammar/message.ts';
import { type Evidence, present, said } from '../../situation/evidence.ts';
import { isWholeOutput } from '../../situation/facts/outputs.ts';
import { pciModems } from '../../situation/facts/pci.ts';
import { nodePresence } from '../../situation/facts/software.ts';
import { takenDown } from '../../situation/facts/taken-down.ts';
import { usbPorts } from '../../situation/facts/usb.ts';
import { activeInterfaces } from '../../situation/facts/usb-functions.ts';
import type { Attempt, Episode } from '../../situation/situation.ts';
import { errorsIn, failedAttempts, messagesIn } from './failed-attempts.ts';

/**
 * A handler found no node at the path that it is to use. `late`: it came, or another one of its kind did, after the
 * handler had given up; `moved`: the modem came back with other numbers; `never`: the modem has other nodes, or the log
 * shows the whole boot without any; `undriven`: the listing of the modem has functions without a driver, which make no node;
 * `unknown`: nothing else is shown.
 */
interface MissingNode {
  readonly attempt: Attempt;
  readonly fate: 'late' | 'moved' | 'never' | 'undriven' | 'unknown';
  /** The modem's nodes of that kind, as far as shown: `/dev/ttyUSB0`. */
  readonly others: readonly string[];
  readonly evidence: readonly Evidence[];
}

interface NodeSeen {
  readonly node: string;
  readonly origin: Origin;
  readonly gone: boolean;
  readonly evidence: Evidence;
}

/** Words of a handler that finds no node. Sources: qmi.sh, mbim.sh, ncm.sh; pppd tty.c, comgt.c, wvdial. */
const noNode = ['handler.device-invalid', 'handler.device-missing'] as const;

export function missingNodes(episode: Episode): readonly MissingNode[] {
  return failedAttempts(episode).flatMap((attempt) => {
    if (attempt.proto === 'modemmanager') return [];
    const complaint = complaintOf(episode, attempt);
    return complaint === null ? [] : [{ attempt, ...fateOf(episode, attempt, complaint) }];
  });
}

interface Complaint {
  readonly evidence: Evidence;
  /** Null for an error of `ifstatus`, which does not tell when. */
  readonly origin: Origin | null;
  /** The path, where the line names it. */
  readonly path: string | null;
}

function complaintOf(episode: Episode, attempt: Attempt): Complaint | null {
  const [words] = messagesIn(episode, attempt, ...noNode);
  if (words !== undefined) return { evidence: said(words), origin: words.origin, path: null };
  const [unopened] = [
    ...messagesIn(episode, attempt, 'pppd.device-unopened', 'wvdial.device-unopened'),
  ].filter(({ fields }) => /no such (?:file|device)/i.test(fields.reason));
  if (unopened !== undefined) {
    return { evidence: said(unopened), origin: unopened.origin, path: unopened.fields.device };
  }
  const [code] = errorsIn(episode, attempt, 'NO_DEVICE');
  if (code !== undefined) return { evidence: present(code.span), origin: null, path: null };
  // Whatever the handler said: it was given up, and the listing shows that the node is not there.
  const down = attempt.broken === 'control' ? takenDown(attempt, episode) : null;
  const isAbsent = attempt.device !== null && nodePresence(episode, attempt.device).state === 'absent';
  return down !== null && isAbsent ? { evidence: present(down), origin: null, path: null } : null;
}

function fateOf(
  episode: Episode,
  attempt: Attempt,
  { evidence, origin, path }: Complaint,
): Omit<MissingNode, 'attempt'> {
  const device = attempt.device ?? path;
  const wanted = device?.replace('/dev/', '') ?? null;
  const kind = kindOf(wanted, attempt.proto);
  const seen = nodesSeen(episode, kind);
  const others = [...new Set(seen.filter(({ gone }) => !gone).map(({ node }) => `/dev/${node}`))];
  const listed = device === null ? null : nodePresence(episode, device);
  if (listed?.state === 'present') {
    return { fate: 'late', others, evidence: [evidence, present(listed.span, 'here it is')] };
  }
  const after = seen.find(
    (known) =>
      (wanted === null || known.node === wanted) &&
      !known.gone &&
      (origin === null || isLater(known.origin, origin)),
  );
  if (after !== undefined) {
    return { fate: 'late', others, evidence: [evidence, after.evidence] };
  }
  const own = seen.filter(({ node }) => node === wanted);
  const left = own.some(({ gone }) => gone);
  const current = seen.findLast(({ gone, node }) => !gone && node !== wanted);
  if (left && current !== undefined) {
    const before = own.findLast(({ gone }) => gone);
    return {
      fate: 'moved',
      others,
      evidence: [...(before === undefined ? [] : [before.evidence]), evidence, current.evidence],
    };
  }
  if (others.length === 0 && !left && hasIdleFunction(episode)) {
    return { fate: 'undriven', others, evidence: [evidence] };
  }
  if (listed?.state === 'absent') {
    return { fate: 'never', others, evidence: [evidence, present(listed.span, 'it is not there')] };
  }
  if (own.length === 0 && wanted !== null && current !== undefined) {
    return { fate: 'never', others, evidence: [evidence, current.evidence] };
  }
  const boot = bootShown(episode);
  if (own.length === 0 && seen.length === 0 && boot !== undefined) {
    return {
      fate: 'never',
      others,
      evidence: [evidence, said(boot, 'the log shows the boot, and no modem in it')],
    };
  }
  return { fate: 'unknown', others, evidence: [evidence] };
}

type Origin = Message['origin'];

/**
 * Whether a line came after another one. What dmesg lists stands below a log and may be older: only lines of one log, or with
 * stamps of the same kind, tell.
 */
function isLater(one: Origin, than: Origin): boolean {
  const isComparable =
    one.section === than.section ||
    (one.clock !== null ? than.clock !== null : one.uptime !== null && than.uptime !== null);
  return isComparable && one.order > than.order;
}

/** A modem is listed with a function that no driver has taken, or on PCIe without any. */
function hasIdleFunction(episode: Episode): boolean {
  return (
    pciModems(episode).some(({ driver }) => driver === null) ||
    episode.modems.some(
      ({ listing, attached }) =>
        attached &&
        listing !== null &&
        activeInterfaces(listing).some(({ driver }) => driver === null || driver === 'none'),
    )
  );
}

/** Serial ports for AT and PPP, control nodes for QMI and MBIM; ncm may use either. */
function kindOf(wanted: string | null, proto: string | null): 'serial' | 'control' | null {
  if (wanted !== null) return /^(?:cdc-wdm|wwan\d)/.test(wanted) ? 'control' : 'serial';
  if (proto === 'qmi' || proto === 'mbim') return 'control';
  return proto === '3g' ? 'serial' : null;
}

function nodesSeen(episode: Episode, kind: 'serial' | 'control' | null): readonly NodeSeen[] {
  return usbPorts(episode).flatMap(({ arrivals }) =>
    arrivals.flatMap(({ functions, gone }) =>
      functions
        .filter((known) => known.kind !== 'network' && (kind === null || known.kind === kind))
        .map(({ node, message }) => ({
          node,
          origin: message.origin,
          gone: gone !== null,
          evidence: said(message),
        })),
    ),
  );
}

function bootShown(episode: Episode): MessageOf<'usb.bus-registered'> | undefined {
  return episode.messages
    .of('usb.bus-registered')
    .find(({ origin }) => isWholeOutput(episode, origin.section));
}
