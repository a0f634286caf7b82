import { type Input, type Inputs, type Rule, type RuleResult, runRule, type Scene } from './rule.ts';

/** A rule with its inputs' types closed in, and what is known of it without a text. */
export interface ListedRule extends Pick<Rule, 'id' | 'role' | 'severity' | 'since' | 'explains'> {
  /** What each of its inputs is, in words. */
  readonly needs: readonly string[];
  run(scene: Scene): RuleResult;
}

export function listed<N extends Inputs>(rule: Rule<N>): ListedRule {
  const { id, role, severity, since, explains } = rule;
  return {
    id,
    role,
    severity,
    since,
    needs: Object.values<Input<unknown>>(rule.needs ?? {}).map(({ missing }) => missing),
    ...(explains === undefined ? {} : { explains }),
    run: (scene) => runRule(rule, scene),
  };
}
