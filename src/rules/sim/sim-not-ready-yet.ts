import { present } from '../../situation/evidence.ts';
import { optionOf } from '../../situation/facts/config.ts';
import { simStates } from '../../situation/facts/sim.ts';
import { attemptAt, standingSim } from '../../situation/facts/standing.ts';
import type { Episode } from '../../situation/situation.ts';
import { askCommand, modemSection } from '../ask-command.ts';
import { defineRule, found, type RuleVerdict } from '../rule.ts';
import { simStateStuck } from './sim-state-stuck.ts';

/**
 * The card was not ready when it was asked. Cards and modems take up to half a minute after power-on; qmi.sh waits
 * `timeout` rounds of a second (10 by default, from 18.06.2 on) and then blocks the interface.
 * Sources: OpenWrt qmi.sh (SIM_NOT_INITIALIZED); 3GPP TS 27.007 section 9.2 (CME 14); uqmi `UIM uninitialized`.
 */
export const simNotReadyYet = defineRule({
  id: 'sim-not-ready-yet',
  role: 'cause',
  severity: 'error',
  since: '0.1.0',
  check: (scene): readonly RuleVerdict[] => {
    const { episode } = scene;
    const starting = startingReadings(episode);
    const last = starting.at(-1);
    if (last === undefined) return [];
    const waiting = standingSim(episode, 'starting');
    const attempt = attemptAt(episode, last.span);
    const passed = attempt?.broken != null && attempt.broken !== 'sim';
    if (waiting === null || passed) {
      const ready = simStates(episode).find(({ value, order }) => value === 'ready' && order > last.order);
      return ready === undefined
        ? []
        : [
            found({
              attempt,
              confidence: 'refuted',
              severity: 'info',
              title: 'the SIM card was slow and became ready',
              explanation: 'A card that is “busy” or not initialised at first is ordinary after a start.',
              evidence: [present(last.span), present(ready.span, 'ready')],
            }),
          ];
    }
    if (simStateStuck.check(scene, {}).length > 0) return [];
    const section = modemSection(episode, attempt);
    const proto = episode.interfaces.find(({ name }) => name === section)?.proto ?? attempt?.proto ?? null;
    const config = episode.interfaces.find(({ name }) => name === section) ?? null;
    return [
      found({
        attempt,
        confidence: attempt?.broken === 'sim' ? 'likely' : 'possible',
        title: 'the SIM card was not ready when the connection was tried',
        explanation:
          'The modem says that the card is still starting. That takes up to half a minute after power-on; the handler waited less and gave up, and some handlers do not try again by themselves.',
        evidence: [present(last.span)],
        confirm: {
          text: 'Ask again a minute later. If the card is ready then, it was only slow; if not, the modem has to be restarted.',
          command: askCommand(episode, { at: 'AT+CPIN?', uqmi: '--get-pin-status', mmcli: '-m any' }),
        },
        fix: {
          summary: 'Let the interface wait longer.',
          steps:
            section === null
              ? [
                  {
                    type: 'advice',
                    text: 'Set option delay of the modem’s interface to 20 seconds, and with proto qmi option timeout to 60.',
                  },
                ]
              : [
                  ...(proto === 'qmi' ? (['timeout', 'delay'] as const) : (['delay'] as const)).map(
                    (option) => ({
                      type: 'uci-set' as const,
                      config: 'network',
                      section,
                      option,
                      value: { known: option === 'timeout' ? '60' : '20' },
                      before: config === null ? null : (optionOf(config.section, option)?.value ?? null),
                    }),
                  ),
                ],
        },
      }),
    ];
  },
});

/** What the card or the modem says; that a handler waits for the card is no news of it. */
function startingReadings(episode: Episode) {
  const announcements = new Set(
    episode.messages.of('handler.waiting-for-sim').map(({ origin }) => origin.order),
  );
  return simStates(episode).filter(
    ({ value, order, teller }) => value === 'starting' && !(teller !== 'at' && announcements.has(order)),
  );
}
