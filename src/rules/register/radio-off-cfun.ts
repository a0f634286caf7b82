import { present } from '../../situation/evidence.ts';
import { cellularInterfaces } from '../../situation/facts/config.ts';
import { modemFacts } from '../../situation/facts/modem-facts.ts';
import { radioStates } from '../../situation/facts/radio.ts';
import { registrations } from '../../situation/facts/registration.ts';
import { lastSim } from '../../situation/facts/sim.ts';
import { standing } from '../../situation/facts/standing.ts';
import type { Episode } from '../../situation/situation.ts';
import { askCommand } from '../ask-command.ts';
import { defineRule, found } from '../rule.ts';
import { wordlessRefusals } from '../wordless-refusals.ts';

/**
 * The radio is off, by a command that was given once or because nobody turned it on. A modem that ModemManager has not
 * enabled may have it on or off, so that this alone is no more than possible; one that failed is in low power as a
 * consequence.
 * Sources: 3GPP TS 27.007 section 8.2 (+CFUN); libqmi QmiDmsOperatingMode; ModemManager MMModemPowerState, MMModemState.
 */
export const radioOffCfun = defineRule({
  id: 'radio-off-cfun',
  role: 'cause',
  severity: 'error',
  since: '0.1.0',
  explains: wordlessRefusals,
  check: ({ episode }) => {
    const all = radioStates(episode);
    const last = all.at(-1);
    if (last !== undefined) {
      if (last.value !== 'off' && last.value !== 'low') return [];
      if (isConsequence(episode)) return [];
      const off = standing(
        episode,
        all.filter(({ value }) => value === 'off' || value === 'low'),
      );
      if (off === null) return [];
      return [
        found({
          attempt: off.attempt,
          confidence: 'likely',
          title: 'the modem’s radio is switched off',
          explanation:
            'The modem runs with its radio off, so it hears no network. Somebody or some program turned it off (flight mode, AT+CFUN=4 or 0), or it starts that way and waits to be turned on.',
          evidence: [present(off.last.span)],
          confirm: {
            text: 'Turn the radio on and look whether it stays on. If it falls back by itself, the maker’s lock or a pin of the slot holds it off.',
            command: askCommand(episode, {
              at: 'AT+CFUN?',
              uqmi: '--get-device-operating-mode',
              mmcli: '-m any',
            }),
          },
          fix: turnOn,
        }),
      ];
    }
    return disabled(episode);
  },
});

const turnOn = {
  summary: 'Turn the radio on.',
  steps: [
    {
      type: 'advice' as const,
      text: 'AT+CFUN=1 on the AT port, uqmi with --set-device-operating-mode online, or mmcli with --enable; then start the interface again.',
    },
  ],
};

/** In low power because it failed, has no usable card, or because the lock of the maker is shown. */
function isConsequence(episode: Episode): boolean {
  const isFailed = modemFacts(episode, 'modem.generic.state').at(-1)?.value === 'failed';
  const sim = lastSim(episode)?.value ?? null;
  const hasNoCard = sim !== null && sim !== 'ready' && sim !== 'starting';
  return isFailed || hasNoCard || radioStates(episode).some(({ value }) => value === 'locked');
}

/** mmcli shows the modem, and nobody has enabled it. */
function disabled(episode: Episode) {
  const state = modemFacts(episode, 'modem.generic.state').at(-1);
  if (state?.value !== 'disabled') return [];
  const isManaged = cellularInterfaces(episode).some(({ proto }) => proto === 'modemmanager');
  const known = standing(episode, [state]);
  if (known === null || isManaged || registrations(episode).length > 0) return [];
  return [
    found({
      attempt: known.attempt,
      confidence: 'possible',
      title: 'ModemManager keeps the modem disabled, so its radio may be off',
      explanation:
        'ModemManager knows the modem, and nobody has enabled it. In this state it leaves many modems with their radio off, and another program then finds no network.',
      evidence: [present(state.span)],
      confirm: {
        text: 'Is the radio on? +CFUN: 1 means yes, 0 and 4 mean no.',
        command: askCommand(episode, { at: 'AT+CFUN?' }),
      },
      fix: turnOn,
    }),
  ];
}
