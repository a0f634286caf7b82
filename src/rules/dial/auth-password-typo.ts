import { describeEdit, type EditDescription } from '../../knowledge/edit-distance.ts';
import { present } from '../../situation/evidence.ts';
import { type OptionShown, optionOf } from '../../situation/facts/config.ts';
import type { ConfiguredInterface, Episode } from '../../situation/situation.ts';
import { defineRule, type Found, found, ruledOut } from '../rule.ts';

const slips: Readonly<Record<Exclude<EditDescription['kind'], 'same' | 'several'>, string>> = {
  swap: 'a swap of two neighbouring letters',
  missing: 'one missing letter',
  extra: 'one extra letter',
  replaced: 'one other letter',
};

/**
 * The password is a slip away from the one configured before on the same router. Many operators ignore it, so this is
 * never more than a possibility, and information where the connection works. The words themselves are not told.
 */
export const authPasswordTypo = defineRule({
  id: 'auth-password-typo',
  role: 'cause',
  severity: 'warning',
  since: '0.1.0',
  concerns: (scene) =>
    scene.episode.interfaces.some(
      (config) => config.cellular && passwordBefore(config, scene.earlier) !== null,
    ),
  check: ({ episode, earlier }) =>
    episode.interfaces.flatMap((config) => {
      const before = passwordBefore(config, earlier);
      const now = config.cellular ? optionOf(config.section, 'password') : null;
      if (before === null || now === null) return [];
      const edit = describeEdit(before.value, now.value);
      if (edit.kind === 'same' || edit.kind === 'several') return [ruledOut];
      return [found(slipOf(config, episode, slips[edit.kind], before, now))];
    }),
});

function passwordBefore(config: ConfiguredInterface, earlier: readonly Episode[]): OptionShown | null {
  for (const episode of earlier) {
    const same = episode.interfaces.find((known) => known.name === config.name);
    const password = same === undefined ? null : optionOf(same.section, 'password');
    if (password !== null) return password;
  }
  return null;
}

function slipOf(
  config: ConfiguredInterface,
  episode: Episode,
  slip: string,
  before: OptionShown,
  now: OptionShown,
): Found {
  const attempt = episode.attempts.findLast((known) => known.interface === config.name) ?? null;
  const works = attempt?.outcome === 'up';
  return {
    attempt,
    confidence: works ? 'refuted' : 'possible',
    severity: works ? 'info' : 'warning',
    title: works
      ? `the password differs from the earlier one by ${slip}; it works all the same`
      : `the password differs from the earlier one by ${slip}`,
    explanation: works
      ? `The password of ${config.name} is not quite the one configured before (${slip}). The connection came up with it, so this operator does not check it, or it is right: information, not a fault.`
      : `The password of ${config.name} is not quite the one configured before (${slip}). Many operators ignore it; if this one checks it, the dial fails.`,
    evidence: [present(before.span, 'earlier'), present(now.span, 'here')],
  };
}
