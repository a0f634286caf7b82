import { present } from '../../situation/evidence.ts';
import { optionOf, truthOf } from '../../situation/facts/config.ts';
import { readingOf } from '../../situation/facts/reading.ts';
import { registrations } from '../../situation/facts/registration.ts';
import { releaseAtLeast } from '../../situation/facts/software.ts';
import { attemptAt } from '../../situation/facts/standing.ts';
import type { Attempt, Episode } from '../../situation/situation.ts';
import { modemSection } from '../ask-command.ts';
import { defineRule, found, type RuleVerdict } from '../rule.ts';
import { wordlessRefusals } from '../wordless-refusals.ts';

/**
 * The modem is registered, as a guest, and the handler does not want that. umbim ends with the register state, and mbim.sh
 * takes 4 (roaming) only with `allow_roaming` and 5 (partner) only with `allow_partner`; up to 22.03.2 it takes home only
 * and prints no code.
 * Sources: OpenWrt mbim.sh 21.02 to 25.12; umbim cli.c; MBIM 1.0 section 10.5.10.
 */
export const roamingNotAllowed = defineRule({
  id: 'roaming-not-allowed',
  role: 'cause',
  severity: 'error',
  since: '0.1.0',
  explains: wordlessRefusals,
  check: ({ episode }): readonly RuleVerdict[] => {
    const refusals = episode.messages.of('handler.register-failed').flatMap((message) => {
      const code = 'code' in message.fields ? message.fields.code : null;
      return code === 4 || code === 5 ? [readingOf(message, code)] : [];
    });
    const last = refusals.at(-1);
    if (last === undefined) return withoutCode(episode);
    // The refusal itself says that the modem is registered, so only a connection that came up settles it.
    const attempt = attemptAt(episode, last.span);
    if (cameUp(episode, attempt)) return [];
    const option = last.value === 4 ? 'allow_roaming' : 'allow_partner';
    return [finding(episode, attempt, 'proven', option, [last.span])];
  },
});

/** The old handler prints no code; the register state that umbim shows tells. */
function withoutCode(episode: Episode): readonly RuleVerdict[] {
  const failures = episode.messages
    .of('handler.register-failed')
    .filter((message) => !('code' in message.fields) && !('reason' in message.fields))
    .map((message) => readingOf(message, null));
  const roaming = registrations(episode).findLast(
    ({ value, teller }) => value === 'roaming' && (teller === 'umbim' || teller === 'mbimcli'),
  );
  const failure = failures.at(-1);
  if (failure === undefined || roaming === undefined) return [];
  const attempt = attemptAt(episode, failure.span);
  return cameUp(episode, attempt)
    ? []
    : [finding(episode, attempt, 'likely', 'allow_roaming', [failure.span, roaming.span])];
}

function cameUp({ attempts }: Episode, attempt: Attempt | null): boolean {
  return attempts.some(({ outcome, id }) => outcome === 'up' && (attempt === null || id >= attempt.id));
}

function finding(
  episode: Episode,
  attempt: Attempt | null,
  confidence: 'proven' | 'likely',
  option: 'allow_roaming' | 'allow_partner',
  spans: readonly Parameters<typeof present>[0][],
): RuleVerdict {
  const section = modemSection(episode, attempt);
  const config = episode.interfaces.find(({ name }) => name === section) ?? null;
  const shown = config === null ? null : optionOf(config.section, option);
  const isAllowed = shown !== null && truthOf(shown.value) === true;
  const canSet = section !== null && releaseAtLeast(episode, '22.03') !== false;
  return found({
    attempt,
    confidence: isAllowed ? 'likely' : confidence,
    title:
      option === 'allow_roaming'
        ? 'the modem is registered as a guest (roaming), and roaming is not allowed'
        : 'the modem is registered with a partner network, and that is not allowed',
    explanation: isAllowed
      ? 'The handler ended although the modem is registered. The option that allows it is set; was it set after this log?'
      : 'The network has let the modem in, but not as at home. The MBIM handler ends here unless the configuration allows it. Mind what roaming may cost.',
    evidence: [
      ...spans.map((span) => present(span)),
      ...(shown === null ? [] : [present(shown.span, isAllowed ? 'allowed' : 'not allowed')]),
    ],
    confirm: {
      text: 'Is the card of another country or of a provider without a network of its own? Then it is always roaming.',
      command: null,
    },
    fix: {
      summary: 'Allow it, if the plan of the card covers it.',
      steps: canSet
        ? [
            {
              type: 'uci-set',
              config: 'network',
              section,
              option,
              value: { known: '1' },
              before: shown?.value ?? null,
            },
          ]
        : [
            {
              type: 'advice',
              text: `Set option ${option} of the modem’s interface to 1. It is there from OpenWrt 22.03.3 on; an older handler takes the home network only, so update first.`,
            },
          ],
    },
  });
}
