import { internetApnsOf } from '../../knowledge/apn.ts';
import { homeCodes } from '../../situation/facts/home-operator.ts';
import type { Episode } from '../../situation/situation.ts';
import type { FixStep } from '../finding.ts';

/** More names than these are no help, nor more operators that have one. */
const mostNames = 6;
const mostOperators = 3;

/**
 * The APNs that the list of operators has for the SIM card, as advice; none where the text does not show whose card it is.
 *
 * @param refused the one that was tried: it is proposed to nobody
 */
export function listedApns(episode: Episode, refused: string | null): readonly FixStep[] {
  for (const { value } of homeCodes(episode)) {
    const operators = new Map<string, Set<string>>();
    for (const { apn, operator } of internetApnsOf(value))
      operators.set(apn, (operators.get(apn) ?? new Set()).add(operator));
    if (refused !== null) operators.delete(refused);
    if (operators.size === 0) continue;
    const names = [...operators]
      .slice(0, mostNames)
      .map(([apn, known]) => `${apn} (${[...known].slice(0, mostOperators).join(', ')})`);
    const more = operators.size > mostNames ? ' and others' : '';
    return [
      {
        type: 'advice',
        text: `APNs that are listed for the operator with the code ${value}: ${names.join(', ')}${more}.`,
      },
    ];
  }
  return [];
}
