import { present } from '../../situation/evidence.ts';
import { packagePresence } from '../../situation/facts/software.ts';
import { command } from '../command.ts';
import { defineRule, found, ruledOut } from '../rule.ts';
import { driveName, switcherPresence, unswitchedDrives } from './unswitched-drive.ts';

/**
 * usb-modeswitch is there, and the stick stays a drive: the data of this release do not have its id, or have a message that
 * it does not take. OpenWrt 21.02 to 25.12 ship the data of 2019.
 * Source: OpenWrt package/utils/usbmode (Makefile: usb-modeswitch-data 20191128); usb-modeswitch-data 20251207.
 */
export const modeswitchIdUnknown = defineRule({
  id: 'modeswitch-id-unknown',
  role: 'cause',
  severity: 'error',
  since: '0.1.0',
  check: ({ episode }) =>
    unswitchedDrives(episode).map(({ known, spans }) => {
      if (switcherPresence(episode) !== 'present') return ruledOut;
      const packaged = packagePresence(episode, 'usb-modeswitch');
      return found({
        confidence: 'likely',
        title: `usb-modeswitch is there and does not switch ${driveName(known)}`,
        explanation:
          'The stick stays the drive with its drivers for Windows, though the program that switches it is installed. ' +
          'Its list has no entry for this id, or a message that this stick does not take; at boot the switch may also come too early.',
        evidence: [
          ...spans.map((span, at) =>
            present(span, at === 0 ? 'the id of the drive' : 'a drive, and nothing else'),
          ),
          ...(packaged.state === 'present' ? [present(packaged.span, 'the program is installed')] : []),
        ],
        confirm: {
          text: 'Count the entries for this id in the list: 0 means that it is not known.',
          command: command('grep', '-c', known.id, '/etc/usb-mode.json'),
        },
        fix: {
          summary: 'Switch it by hand to see whether that works, then put the id into the list.',
          steps: [
            { type: 'command', command: command('usbmode', '-s', '-v') },
            {
              type: 'advice',
              text: 'Where the list has no entry, add one to /etc/usb-mode.json with the message that usb_modeswitch.org names for it.',
            },
            {
              type: 'advice',
              text: 'Where it works by hand and not at boot, unplug the stick and plug it in again.',
            },
          ],
        },
      });
    }),
});
