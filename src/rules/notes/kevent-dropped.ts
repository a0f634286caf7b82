import { defineHarmlessLine } from './harmless-line.ts';

/** usbnet reports a postponed event at error level, also on links that work. Source: linux drivers/net/usb/usbnet.c. */
export const keventDropped = defineHarmlessLine({
  id: 'kevent-dropped',
  since: '0.1.0',
  title: '“kevent … may have been dropped” means nothing here',
  explanation:
    'The network driver says this when two events come close together; modems that work print it, too.',
  lines: ({ episode }) => episode.messages.of('usb.kevent-dropped'),
});
