import { editDistance } from '../knowledge/edit-distance.ts';
import { catalogueEntry } from '../knowledge/rule-catalogue.ts';
import { rules } from '../rules/list.ts';
import type { ListedRule } from '../rules/listed-rule.ts';
import { Failure } from './failure.ts';

/**
 * The rules that are asked: those that are named, or all, without those that are ignored.
 *
 * @throws {Failure} `usage` for an id that no rule has
 */
export function chosenRules(named: readonly string[], ignored: readonly string[]): readonly ListedRule[] {
  for (const id of [...named, ...ignored]) {
    if (rules.every((rule) => rule.id !== id)) throw new Failure('usage', unknownRule(id));
  }
  return rules.filter(({ id }) => (named.length === 0 || named.includes(id)) && !ignored.includes(id));
}

function unknownRule(id: string): string {
  if (catalogueEntry(id) !== undefined)
    return `This version has no rule for ${id} yet. Run 'hwdiag rules' for all of them.`;
  const [near] = rules
    .map((rule) => ({ id: rule.id, distance: editDistance(id, rule.id) }))
    .filter(({ distance }) => distance <= 3)
    .sort((one, other) => one.distance - other.distance);
  const hint = near === undefined ? '.' : `; did you mean ${near.id}?`;
  return `There is no rule ${id}${hint} Run 'hwdiag rules' for all of them.`;
}
