import { type Evidence, present, said } from '../../situation/evidence.ts';
import { releaseAtLeast } from '../../situation/facts/software.ts';
import type { Attempt, Episode } from '../../situation/situation.ts';
import { errorsIn, failedAttempts, isWithin, messagesIn } from './failed-attempts.ts';

/**
 * The ncm handler found no block for the manufacturer. What it took for the name: `urc`, an unsolicited line; `cr`, a
 * known name with a carriage return behind it; `vendor`, another name, or none is shown.
 */
interface UnsupportedVendor {
  readonly attempt: Attempt;
  readonly taken: 'urc' | 'cr' | 'vendor';
  /** The name, where jshn's warning shows it. */
  readonly name: string | null;
  /** The carriage return itself is to be seen in the warning. */
  readonly isBroken: boolean;
  readonly evidence: readonly Evidence[];
}

/** Blocks of ncm.json, in any release up to 25.12. Source: OpenWrt comgt ncm.json. */
const vendors: ReadonlySet<string> = new Set([
  'huawei',
  'samsung',
  'sierra',
  'sony',
  'mtk1',
  'quectel',
  'zte',
  'marvell',
  'mikrotik',
  'spreadtrum',
]);

/**
 * What modems say unasked when they start or while they run; ncm.sh writes it in lower case. Samples: ^rssi:19, +qind:,
 * rdy, $qcsimstat:, "call" of Call Ready. Sources: Huawei and Quectel AT manuals.
 */
const unsolicited = /^(?:[+^$*]|rdy\b|call$|sms$|pb$|ring$|boot$)/;

export function unsupportedVendors(episode: Episode): readonly UnsupportedVendor[] {
  return failedAttempts(episode).flatMap((attempt): readonly UnsupportedVendor[] => {
    const end =
      messagesIn(episode, attempt, 'handler.unsupported-modem').map((message) => said(message))[0] ??
      errorsIn(episode, attempt, 'UNSUPPORTED_MODEM').map(({ span }) => present(span))[0];
    if (end === undefined) return [];
    const warning = episode.remarks
      .of('jshn.failed')
      .find(
        ({ fields, origin }) =>
          typeof fields.values['name'] === 'string' && isWithin(attempt, origin.spans[0]),
      );
    if (warning === undefined)
      return [{ attempt, taken: 'vendor', name: null, isBroken: false, evidence: [end] }];
    const name = String(warning.fields.values['name']);
    const word = name.trim();
    const evidence = [said(warning, 'what it took for the manufacturer'), end];
    const isBroken = name !== word && vendors.has(word);
    if (unsolicited.test(word)) return [{ attempt, taken: 'urc', name: word, isBroken: false, evidence }];
    // Pasting swallows the carriage return. A name that has a block is not found for no other reason in 24.10.
    const isKnown = isBroken || (vendors.has(word) && isRelease2410(episode) === true);
    return [{ attempt, taken: isKnown ? 'cr' : 'vendor', name: word, isBroken, evidence }];
  });
}

/** Null where the text does not tell the release. */
export function isRelease2410(episode: Episode): boolean | null {
  const floor = releaseAtLeast(episode, '24.10');
  const next = releaseAtLeast(episode, '25.12');
  if (floor === false || next === true) return false;
  return floor === null || next === null ? null : true;
}
