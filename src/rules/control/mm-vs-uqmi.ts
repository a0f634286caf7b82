import { command } from '../command.ts';
import { defineRule, found } from '../rule.ts';
import { managedTwice } from './two-managers.ts';

/**
 * ModemManager and another handler use the same modem, and take each other's answers.
 * Sources: ModemManager opens each port of a modem that it knows (mm-plugin-manager.c), unless a udev rule or
 * --inhibit-device keeps it away; uqmi opens the node without libqmi's proxy (uqmi dev.c), so answers to its clients get
 * lost; OpenWrt packages modemmanager: its service starts when the package is installed, whatever protocol is configured.
 */
export const mmVsUqmi = defineRule({
  id: 'mm-vs-uqmi',
  role: 'cause',
  severity: 'error',
  since: '0.1.0',
  check: ({ episode }) => {
    const both = managedTwice(episode);
    if (both === null) return [];
    const { attempt, confidence, evidence } = both;
    const proto = attempt.proto ?? '';
    return [
      found({
        attempt,
        confidence,
        title: `ModemManager and the ${proto} handler use the same modem`,
        explanation: `Both talk to the modem at once, and each loses answers that the other one reads. The ${proto} handler sees timeouts and takes the SIM for broken; nothing is wrong with either. Only one of them may run.`,
        evidence,
        confirm: {
          text: 'Stop ModemManager and bring the interface up again.',
          command: [
            ...command('/etc/init.d/modemmanager', 'stop'),
            { operator: ';' },
            ...command('ifup'),
            { placeholder: 'IFACE', how: 'the name of the modem’s interface' },
          ],
        },
        fix: {
          summary: `Keep the ${proto} protocol and switch ModemManager off, or set proto modemmanager and keep it.`,
          steps: [
            { type: 'command', command: command('/etc/init.d/modemmanager', 'stop') },
            { type: 'command', command: command('/etc/init.d/modemmanager', 'disable') },
          ],
        },
      }),
    ];
  },
});
