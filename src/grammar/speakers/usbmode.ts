import { say, speaker } from '../declaration.ts';
import { usbmodeRemarks } from '../remarks/usbmode.ts';

/** The tool that switches modems from drive to modem. Source: OpenWrt usbmode main.c, switch.c. */
export const usbmode = speaker(
  'usbmode',
  ['usbmode', 'usb_modeswitch'],
  [
    say('usbmode.message-failed', 'Failed to send switch message', { about: 'mode' }),
    say('usbmode.switching', 'Do generic switch!', { about: 'mode' }),
    say(
      'usbmode.device-found',
      'Found device: <id:text> (Manufacturer: "<maker:text>", Product: "<product:text>", Serial: "<serial:text>")',
      { about: 'mode' },
    ),
  ],
  { remarks: [usbmodeRemarks] },
);
