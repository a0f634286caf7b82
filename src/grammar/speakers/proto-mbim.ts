import { say, speaker } from '../declaration.ts';

/**
 * netifd's handler for MBIM modems. It puts its name and process id before its words; the first snapshots of 2014 do not.
 * Source: OpenWrt umbim mbim.sh, 2014 to 25.12.
 */
export const protoMbim = speaker(
  'proto-mbim',
  [],
  [
    say('handler.no-device-given', 'mbim[<handler:int>] No control device specified', { broken: 'control' }),
    say('handler.no-device-given', 'No control device specified', { broken: 'control', shared: true }),
    say('handler.device-missing', 'mbim[<handler:int>] The specified control device does not exist', {
      broken: 'control',
    }),
    say('handler.device-missing', 'The specified control device does not exist', {
      broken: 'control',
      shared: true,
    }),
    say('handler.no-netdev', 'mbim[<handler:int>] Failed to find matching interface', { broken: 'driver' }),
    say('handler.no-netdev', 'Failed to find matching interface', { broken: 'driver', shared: true }),
    say('handler.no-apn', 'mbim[<handler:int>] No APN specified', { broken: 'dial' }),
    say('handler.no-apn', 'No APN specified', { broken: 'dial', shared: true }),
    say('handler.reading-capabilities', 'mbim[<handler:int>] Reading capabilities'),
    say('handler.reading-capabilities', 'Reading capabilities', { shared: true }),
    say('handler.capabilities-failed', 'mbim[<handler:int>] Failed to read modem caps', {
      broken: 'control',
    }),
    say('handler.capabilities-failed', 'Failed to read modem caps', { broken: 'control', shared: true }),
    say('handler.sending-pin', 'mbim[<handler:int>] Sending pin'),
    say('handler.sending-pin', 'Sending pin'),
    say('handler.pin-unverified', 'mbim[<handler:int>] Unable to verify PIN', { broken: 'sim' }),
    say('handler.pin-unverified', 'Unable to verify PIN', { broken: 'sim', shared: true }),
    say('handler.checking-pin', 'mbim[<handler:int>] Checking pin'),
    say('handler.checking-pin', 'Checking pin'),
    say('handler.pin-required', 'mbim[<handler:int>] PIN required', { broken: 'sim' }),
    say('handler.pin-required', 'PIN required', { broken: 'sim', shared: true }),
    say('handler.checking-subscriber', 'mbim[<handler:int>] Checking subscriber'),
    say('handler.checking-subscriber', 'Checking subscriber', { shared: true }),
    say('handler.subscriber-failed', 'mbim[<handler:int>] Subscriber init failed', { broken: 'sim' }),
    say('handler.subscriber-failed', 'Subscriber init failed', { broken: 'sim', shared: true }),
    say('handler.registering', 'mbim[<handler:int>] Register with network'),
    say('handler.registering', 'Register with network', { shared: true }),
    say('handler.registered', 'mbim[<handler:int>] Registered in <mode:word> mode', { reached: 'register' }),
    say('handler.register-failed', 'mbim[<handler:int>] Subscriber registration failed (code <code:int>)', {
      broken: 'register',
    }),
    say('handler.register-failed', 'mbim[<handler:int>] Subscriber registration failed', {
      broken: 'register',
    }),
    say('handler.register-failed', 'Subscriber registration failed', { broken: 'register', shared: true }),
    say('handler.attaching', 'mbim[<handler:int>] Attach to network'),
    say('handler.attaching', 'Attach to network', { shared: true }),
    say('handler.attach-failed', 'mbim[<handler:int>] Failed to attach to network', { broken: 'register' }),
    say('handler.attach-failed', 'Failed to attach to network', { broken: 'register', shared: true }),
    say('handler.connecting', 'mbim[<handler:int>] Connect to network'),
    say('handler.connecting', 'Connect to network', { shared: true }),
    say('handler.connect-failed', 'mbim[<handler:int>] Failed to connect bearer', { broken: 'dial' }),
    say('handler.connected', 'mbim[<handler:int>] Connected, starting DHCP', { reached: 'dial' }),
    say('handler.connected', 'mbim[<handler:int>] Connected', { reached: 'dial' }),
    say('handler.connected', 'Connected, starting DHCP', { reached: 'dial', shared: true }),
    say('handler.setting-up-device', 'mbim[<handler:int>] Setting up <netdev:word>', { reached: 'dial' }),
    say('handler.starting-dhcp', 'mbim[<handler:int>] Starting DHCP on <netdev:word>', { reached: 'dial' }),
    say('handler.starting-dhcp', 'mbim[<handler:int>] Starting DHCPv6 on <netdev:word>', { reached: 'dial' }),
    say('handler.setting-mtu', 'Setting MTU of <netdev:word> to <bytes:int>', { shared: true }),
    say('handler.bring-up-failed', 'mbim bringup failed, retry in 15s'),
    say('handler.stopping-network', 'mbim[<handler:int>] Stopping network'),
    say('handler.stopping-network', 'Stopping network', { shared: true }),
  ],
  { relayed: true },
);
