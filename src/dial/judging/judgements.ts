import type { Judgement } from '../../rules/live-proof.ts';
import {
  apnJudge,
  clashJudge,
  emptyDialJudge,
  framingJudge,
  leaseJudge,
  routeJudge,
  sessionJudge,
} from './dial.ts';
import type { Judge, LiveScene } from './judge.ts';
import { busyJudge, portJudge, protocolJudge } from './ports.ts';
import { registrationJudge, roamingJudge, simJudge } from './states.ts';

export const judges: readonly Judge[] = [
  protocolJudge,
  portJudge,
  busyJudge,
  simJudge,
  registrationJudge,
  roamingJudge,
  apnJudge,
  sessionJudge,
  emptyDialJudge,
  leaseJudge,
  framingJudge,
  clashJudge,
  routeJudge,
];

/** Ids of the tests that may prove or rule out the findings of a rule; empty where none can. */
export function testsDeciding(rule: string): readonly string[] {
  return judges.flatMap(({ rules, tests }) => (rules.includes(rule) ? tests : []));
}

/** What the tests say of a finding; null where they say nothing. */
export function judgementOf(scene: LiveScene): Judgement | null {
  const { rule, title } = scene.finding;
  for (const judge of judges) {
    const verdict = judge.rules.includes(rule) ? judge.judge(scene) : null;
    if (verdict !== null) return { rule, title, ...verdict };
  }
  return null;
}
