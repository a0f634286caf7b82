import { say, speaker } from '../declaration.ts';
import { protoModemmanagerRemarks } from '../remarks/proto-modemmanager.ts';

/**
 * netifd's handler for modems that ModemManager drives. What it prints of operator and signal comes after mmcli has
 * connected. Source: OpenWrt packages modemmanager.proto, later modemmanager.sh, 19.07 to 25.12.
 */
export const protoModemmanager = speaker(
  'proto-modemmanager',
  [],
  [
    say('handler.no-device-given', 'No device specified', { broken: 'control' }),
    say('handler.device-missing', 'Device not found in sysfs', { broken: 'control' }),
    say('handler.device-unmanaged', 'Device not managed by ModemManager', { broken: 'control' }),
    say('handler.modem-found', 'modem available at <modem:path>', { reached: 'control' }),
    say('handler.sim-missing', 'SIM missing', { broken: 'sim' }),
    say('handler.pin-required', 'PIN required', { broken: 'sim', shared: true }),
    say('handler.pin-wrong', 'please check PIN (remaining attempts: <attempts:text>)', { broken: 'sim' }),
    say('handler.puk-required', 'unlock with PUK required (remaining attempts: <attempts:text>)', {
      broken: 'sim',
    }),
    say('handler.registering', "starting network registration with plmn '<plmn:text>'..."),
    say('handler.registering', "starting network registraion with plmn '<plmn:text>'..."),
    say('handler.register-restart', '3GPP operator registration failed -> attempting restart', {
      broken: 'register',
    }),
    say('handler.connecting-apn', "starting connection with apn '<apn:text>'..."),
    say('handler.connect-restart', 'Connection failed -> attempting restart', { broken: 'dial' }),
    say('handler.bearer-operator', 'network operator name: <operator:text>', { reached: 'dial' }),
    say(
      'handler.setting-up-connection',
      '<family:word> connection setup required in interface <interface:iface>: <method:text>',
      { reached: 'dial' },
    ),
    say(
      'handler.setting-up-connection',
      'connection setup required in interface <interface:text>: <method:text>',
      {
        reached: 'dial',
      },
    ),
    say('handler.adding-address', 'adding IPv4 address <address:ip>, netmask <netmask:text>', {
      reached: 'address',
    }),
    say('handler.adding-address', 'adding IPv6 address <address:ip>, prefix <prefix:text>', {
      reached: 'address',
    }),
    say('handler.adding-route', 'adding default IPv4 route via <gateway:ip>', { about: 'route' }),
    say('handler.adding-route', 'adding default IPv6 route via <gateway:ip>', { about: 'route' }),
    say('handler.no-bearer', "couldn't load bearer path", { about: 'dial' }),
    say('handler.no-bearer', "couldn't load bearer path: disconnecting anyway", { about: 'dial' }),
    say('handler.no-bearer', "couldn't load bearer method", { about: 'dial' }),
  ],
  { relayed: true, remarks: [protoModemmanagerRemarks] },
);
