import { say, speaker } from '../declaration.ts';

/** netifd's handler for Sierra Direct-IP modems. Source: OpenWrt comgt-directip directip.sh. */
export const directip = speaker(
  'directip',
  [],
  [say('handler.connected', 'Connected, starting DHCP', { reached: 'dial', shared: true })],
  { relayed: true },
);
