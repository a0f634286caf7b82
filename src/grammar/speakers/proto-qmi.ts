import { say, speaker } from '../declaration.ts';

/**
 * netifd's handler for QMI modems. Up to 15.05, `Starting network` is followed by the APN, later by the interface.
 * Source: OpenWrt uqmi qmi.sh, 14.07 to 25.12.
 */
export const protoQmi = speaker(
  'proto-qmi',
  [],
  [
    say('handler.no-device-given', 'No control device specified', { broken: 'control', shared: true }),
    say('handler.device-missing', 'The specified control device does not exist', {
      broken: 'control',
      shared: true,
    }),
    say('handler.no-apn', 'No APN specified', { broken: 'dial', shared: true }),
    say('handler.no-netdev', 'The interface could not be found.', { broken: 'driver', shared: true }),
    say('handler.waiting-for-sim', 'Waiting for SIM initialization'),
    say('handler.sim-not-initialized', 'SIM not initialized', { broken: 'sim' }),
    say('handler.sim-puk-required', 'SIM locked PUK required', { broken: 'sim' }),
    say('handler.sim-illegal', 'SIM in illegal state - Power-cycling SIM'),
    say('handler.pin-required', 'PIN not specified but required', { broken: 'sim' }),
    say('handler.pin-tries-low', 'PIN verify count value is <tries:int> this is below the limit of 3', {
      broken: 'sim',
    }),
    say('handler.pin-unverified', 'Unable to verify PIN', { broken: 'sim', shared: true }),
    say('handler.pin-status-failed', 'PIN status failed (<status:text>)', { broken: 'sim' }),
    say('handler.pin-disabled', 'PIN verification is disabled'),
    say('handler.pin-already-verified', 'PIN already verified'),
    say(
      'handler.raw-ip-only',
      'Device does not support 802.3 mode. Informing driver of raw-ip only for <netdev:word> ..',
      { shared: true },
    ),
    say(
      'handler.raw-ip-unsupported',
      'Device only supports raw-ip mode but is missing this required driver attribute: /sys/class/net/<netdev:word>/qmi/raw_ip',
      { broken: 'driver', shared: true },
    ),
    say('handler.setting-plmn', 'Setting PLMN to <plmn:text>'),
    say('handler.plmn-failed', 'Unable to set PLMN'),
    say('handler.waiting-for-network', 'Waiting for network registration', { shared: true }),
    say('handler.register-restarted', 'Device stopped network registration. Restart network registration', {
      shared: true,
    }),
    say('handler.register-timeout', 'Network registration failed, registration timeout reached', {
      broken: 'register',
      shared: true,
    }),
    say('handler.register-failed', "Network registration failed (reason: '<reason:text>')", {
      broken: 'register',
      shared: true,
    }),
    say('handler.register-failed', 'Network registration failed', { broken: 'register' }),
    say('handler.starting-network', 'Starting network <subject:word>', { shared: true }),
    say('handler.no-client-id', 'Unable to obtain client ID', { broken: 'control', shared: true }),
    say('handler.ipv4-connect-failed', 'Unable to connect IPv4', { broken: 'dial', shared: true }),
    say('handler.ipv6-connect-failed', 'Unable to connect IPv6', { shared: true }),
    say('handler.connect-failed', 'Unable to connect', { broken: 'dial' }),
    say('handler.connect-failed', 'Unable to connect, check APN and authentication', { broken: 'dial' }),
    say('handler.bring-up-failed', 'qmi bringup failed, retry in 15s'),
    say('handler.connection-lost', 'Connection lost'),
    say('handler.no-data-link', 'No data link!', { broken: 'dial' }),
    say('handler.setting-up-device', 'Setting up <netdev:word>', { reached: 'dial', shared: true }),
    say('handler.setting-mtu', 'Setting MTU to <bytes:int>', { shared: true }),
    say('handler.starting-dhcp', 'Starting DHCP on <netdev:word>', { reached: 'dial' }),
    say('handler.connected', 'Connected, starting DHCP', { reached: 'dial', shared: true }),
    say('handler.connected', 'Starting DHCP', { reached: 'dial' }),
    say('handler.stopping-network', 'Stopping network <interface:iface>', { shared: true }),
    say('handler.stopping-network', 'Stopping network', { shared: true }),
  ],
  { relayed: true },
);
