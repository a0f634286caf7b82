import { say, speaker } from '../declaration.ts';

/** netifd's handler for AT-dialled network modems. Source: OpenWrt comgt-ncm ncm.sh, 15.05 to 25.12. */
export const protoNcm = speaker(
  'proto-ncm',
  [],
  [
    say('handler.no-device-given', 'No control device specified', { broken: 'control', shared: true }),
    say('handler.device-invalid', 'Control device not valid', { broken: 'control' }),
    say('handler.no-apn', 'No APN specified', { broken: 'dial', shared: true }),
    say('handler.no-netdev', 'The interface could not be found.', { broken: 'driver', shared: true }),
    say('handler.configuring-modem', 'Configuring modem'),
    say('handler.no-modem-information', 'Failed to get modem information', { broken: 'control' }),
    say('handler.unsupported-modem', 'Unsupported modem', { broken: 'control' }),
    say('handler.initialize-failed', 'Failed to initialize modem', { broken: 'control' }),
    say('handler.configure-failed', 'Failed to configure modem', { broken: 'dial' }),
    say('handler.pin-unverified', 'Unable to verify PIN', { broken: 'sim', shared: true }),
    say('handler.setting-mode', 'Setting mode'),
    say('handler.mode-failed', 'Failed to set operating mode', { broken: 'control' }),
    say('handler.starting-network', 'Starting network <subject:word>', { shared: true }),
    say('handler.connecting', 'Connecting modem'),
    say('handler.connect-failed', 'Failed to connect', { broken: 'dial' }),
    say('handler.setting-up-device', 'Setting up <netdev:netdev>', { reached: 'dial', shared: true }),
    say('handler.starting-dhcp', 'Connected, starting DHCP on <netdev:netdev>', { reached: 'dial' }),
    say('handler.connected', 'Connected, starting DHCP', { reached: 'dial', shared: true }),
    say('handler.setting-mtu', 'Setting MTU of <netdev:netdev> to <bytes:int>'),
    say('handler.stopping-network', 'Stopping network <interface:iface>', { shared: true }),
    say('handler.stopping-network', 'Stopping network', { shared: true }),
    say('handler.disconnect-failed', 'Failed to disconnect'),
  ],
  { relayed: true },
);
