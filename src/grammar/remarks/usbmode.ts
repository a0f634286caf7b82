import { remarks } from '../declaration.ts';

/** What keeps usbmode from its work. */
export const usbmodeRemarks = () =>
  remarks('mode', 'err', {
    'usbmode.data-invalid': [
      'Configuration incomplete',
      'Failed to load config file',
      'Invalid data in message list',
      'Invalid data in message <message:int>',
      'Message index out of range!',
    ],
    'usbmode.bus-unreadable': ['Failed to initialize libusb: <reason:text>'],
  });
