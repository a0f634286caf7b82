import { said } from '../../situation/evidence.ts';
import { endsConnected } from '../../situation/facts/usb-health.ts';
import { command } from '../command.ts';
import { defineRule, found, ruledOut } from '../rule.ts';

/**
 * pppd cannot open /dev/ppp: the kernel's PPP module is not loaded, or not of this kernel.
 * Source: pppd sys-linux.c (ppp_available, ppp_open_failed), exit code 4 (EXIT_NO_KERNEL_SUPPORT).
 */
export const pppNoKernel = defineRule({
  id: 'ppp-no-kernel',
  role: 'cause',
  severity: 'error',
  since: '0.1.0',
  check: ({ episode }) =>
    episode.messages
      .of('pppd.no-kernel-support')
      .slice(-1)
      .map((message) => {
        if (endsConnected(episode)) return ruledOut;
        const attempt = episode.attempts.findLast(({ broken }) => broken === 'driver') ?? null;
        return found({
          attempt,
          confidence: message.origin.spans[0].text.includes('/dev/ppp') ? 'proven' : 'likely',
          title: 'the kernel has no PPP: pppd cannot start',
          explanation:
            'A dial over a serial port needs PPP in the kernel. The module is missing or belongs to another build, and pppd gives up.',
          evidence: [said(message)],
          confirm: {
            text: 'Look whether the module is loaded: no line means that it is not.',
            command: [...command('lsmod'), { operator: '|' }, ...command('grep', '^ppp')],
          },
          fix: {
            summary: 'Install PPP and its modules from the packages of the very same release.',
            steps: [{ type: 'install', packages: ['ppp', 'kmod-ppp'] }],
          },
        });
      }),
});
