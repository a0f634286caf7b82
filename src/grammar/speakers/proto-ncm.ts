import { say, speaker } from '../declaration.ts';

/**
 * netifd's handler for AT-dialled network modems. The first snapshots put its name and process id before its
 * words. Source: OpenWrt comgt-ncm ncm.sh, 2014 to 25.12.
 */
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
    say('handler.connect-failed', 'Failed to connect', { broken: 'dial', shared: true }),
    say('handler.setting-up-device', 'Setting up <netdev:word>', { reached: 'dial', shared: true }),
    say('handler.starting-dhcp', 'Connected, starting DHCP on <netdev:word>', { reached: 'dial' }),
    say('handler.connected', 'Connected, starting DHCP', { reached: 'dial', shared: true }),
    say('handler.setting-mtu', 'Setting MTU of <netdev:word> to <bytes:int>', { shared: true }),
    say('handler.stopping-network', 'Stopping network <interface:iface>', { shared: true }),
    say('handler.stopping-network', 'Stopping network', { shared: true }),
    say('handler.disconnect-failed', 'Failed to disconnect'),
    say('handler.no-device-given', 'ncm[<handler:int>] No control device specified', { broken: 'control' }),
    say('handler.device-invalid', 'ncm[<handler:int>] Control device not valid', { broken: 'control' }),
    say('handler.no-apn', 'ncm[<handler:int>] No APN specified', { broken: 'dial' }),
    say('handler.no-modem-information', 'ncm[<handler:int>] Failed to get modem information', {
      broken: 'control',
    }),
    say('handler.unsupported-modem', 'ncm[<handler:int>] Unsupported modem', { broken: 'control' }),
    say('handler.initialize-failed', 'ncm[<handler:int>] Failed to initialize modem', { broken: 'control' }),
    say('handler.pin-unverified', 'ncm[<handler:int>] Unable to verify PIN', { broken: 'sim' }),
    say('handler.mode-failed', 'ncm[<handler:int>] Failed to set operating mode', { broken: 'control' }),
    say('handler.connect-failed', 'ncm[<handler:int>] Failed to connect', { broken: 'dial' }),
    say('handler.connected', 'ncm[<handler:int>] Connected, starting DHCP', { reached: 'dial' }),
    say('handler.stopping-network', 'ncm[<handler:int>] Stopping network'),
    say('handler.disconnect-failed', 'ncm[<handler:int>] Failed to disconnect'),
  ],
  { relayed: true },
);
