import { command } from '../command.ts';
import { slot } from '../placeholder.ts';
import { defineRule, found } from '../rule.ts';
import { unsupportedVendors } from './unsupported-vendor.ts';

/**
 * The handler asks for the manufacturer and takes the first line that comes for the answer; a modem that has just started
 * says other things first. Sources: OpenWrt comgt-ncm ncm.sh (awk prints the first word of the first line, in lower
 * case); openwrt issue 25285.
 */
export const ncmUrcReadAsVendor = defineRule({
  id: 'ncm-urc-read-as-vendor',
  role: 'cause',
  severity: 'error',
  since: '0.1.0',
  check: ({ episode }) =>
    unsupportedVendors(episode)
      .filter(
        ({ taken, name, attempt }) =>
          taken === 'urc' && !(name?.startsWith('^') === true && attempt.times > 1),
      )
      .map(({ attempt, name, evidence }) =>
        found({
          attempt,
          confidence: 'likely',
          title: `a message of the modem, ${name ?? ''}, was taken for its manufacturer`,
          explanation:
            'The handler asks the modem who made it and reads the first line that comes back. The modem was saying something of its own at that moment (it had just started, or told its signal), so the handler looked for a manufacturer of that name and called the modem unsupported. The modem itself is fine.',
          evidence,
          confirm: {
            text: 'Bring the interface up again a minute later: then the modem is quiet, and the handler knows it.',
            command: [
              { known: 'ifup' },
              slot('IFACE', attempt.interface, 'the name of the modem’s interface'),
            ],
          },
          fix: {
            summary: 'Start the interface later, and have the modem keep quiet.',
            steps: [
              {
                type: 'advice',
                text: 'Put “sleep 60; ifup” with the name of the interface into /etc/rc.local, before “exit 0”; the option delay helps only where nothing is answered at all.',
              },
              ...(name?.startsWith('^') === true && attempt.device !== null
                ? [
                    {
                      type: 'command',
                      command: command('sms_tool', '-d', attempt.device, 'at', 'AT^CURC=0'),
                    } as const,
                  ]
                : []),
            ],
          },
        }),
      ),
});
