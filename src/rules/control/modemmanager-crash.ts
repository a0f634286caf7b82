import { said } from '../../situation/evidence.ts';
import type { Episode } from '../../situation/situation.ts';
import { command } from '../command.ts';
import { defineRule, found, ruledOut } from '../rule.ts';
import { messagesOfKinds } from './failed-attempts.ts';

/**
 * ModemManager aborts. Sources: GLib g_assert (`ERROR:file:line:function: assertion failed`, `Bail out!`, then SIGABRT);
 * OpenWrt packages modemmanager.init: procd starts it again.
 */
export const modemmanagerCrash = defineRule({
  id: 'modemmanager-crash',
  role: 'cause',
  severity: 'error',
  since: '0.1.0',
  check: ({ episode }) => {
    const crashes = messagesOfKinds(episode, 'modem-manager.crashed');
    const [first] = crashes;
    const last = crashes.at(-1);
    if (first === undefined || last === undefined) return [];
    if (worksAfter(episode, last.origin.order)) return [ruledOut];
    return [
      found({
        attempt: null,
        confidence: 'likely',
        title: 'ModemManager breaks down',
        explanation:
          'ModemManager ran into a state that its programmers took for impossible, and ended itself. While it starts anew, nobody manages the modem; where it happens each time, the modem never gets online.',
        evidence: first === last ? [said(first)] : [said(first), said(last, 'and again')],
        confirm: {
          text: 'Ask for its process id twice, ten seconds apart: if it differs, it starts again and again.',
          command: command('pidof', 'ModemManager'),
        },
        fix: {
          summary: 'Bring ModemManager and its libraries to versions of one release.',
          steps: [
            {
              type: 'advice',
              text: 'Update modemmanager, libqmi, libmbim and libqrtr-glib together, from the same release as the firmware; until then use proto qmi or mbim with ModemManager stopped.',
            },
          ],
        },
      }),
    ];
  },
});

function worksAfter({ messages }: Episode, order: number): boolean {
  return messages
    .of('modem.state-changed')
    .some(({ fields, origin }) => origin.order > order && fields.now === 'connected');
}
