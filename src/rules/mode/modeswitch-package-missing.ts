import { present } from '../../situation/evidence.ts';
import { packagePresence } from '../../situation/facts/software.ts';
import { command } from '../command.ts';
import { defineRule, found, ruledOut } from '../rule.ts';
import { driveName, switcherPresence, unswitchedDrives } from './unswitched-drive.ts';

/**
 * The stick stays the drive with its drivers for Windows, because nothing on the router tells it to become a modem.
 * Source: usb-modeswitch-data (ids and targets); OpenWrt package/utils/usbmode, which installs as usb-modeswitch.
 */
export const modeswitchPackageMissing = defineRule({
  id: 'modeswitch-package-missing',
  role: 'cause',
  severity: 'error',
  since: '0.1.0',
  check: ({ episode }) =>
    unswitchedDrives(episode).map(({ known, spans }) => {
      if (switcherPresence(episode) === 'present') return ruledOut;
      const packaged = packagePresence(episode, 'usb-modeswitch');
      return found({
        confidence: 'likely',
        title: `the stick is still a drive and no modem: ${driveName(known)}`,
        explanation:
          'Such sticks first show a drive with their drivers for Windows. usb-modeswitch sends the message that turns them into a modem. ' +
          'Here the drive stays, so there is neither a port nor a network device.',
        evidence: [
          ...spans.map((span, at) =>
            present(span, at === 0 ? 'the id of the drive' : 'a drive, and nothing else'),
          ),
          ...(packaged.state === 'absent' ? [present(packaged.span, 'usb-modeswitch is not installed')] : []),
        ],
        confirm: {
          text: 'Look whether the program that switches it is there; it prints its usage if it is.',
          command: command('usbmode', '-l'),
        },
        fix: {
          summary: 'Install usb-modeswitch, then unplug the stick and plug it in again.',
          steps: [
            { type: 'install', packages: ['usb-modeswitch'] },
            { type: 'command', command: command('/etc/init.d/usbmode', 'start') },
            {
              type: 'advice',
              text: 'As a modem it has another id; the drivers and the protocol must fit that one.',
            },
          ],
        },
      });
    }),
});
