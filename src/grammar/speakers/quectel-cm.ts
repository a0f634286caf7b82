import { say, speaker } from '../declaration.ts';
import { quectelCmRemarks } from '../remarks/quectel-cm.ts';
import { quectelCmMbimRemarks } from '../remarks/quectel-cm-mbim.ts';

/**
 * Quectel's connection manager, which dials over QMI, MBIM or AT and then runs a DHCP client or sets the address itself.
 * Source: quectel-CM 1.6.x QMIThread.c, main.c, mbim-cm.c, device.c, udhcpc.c, udhcpc_netlink.c.
 */
export const quectelCm = speaker(
  'quectel-CM',
  ['quectel-CM', 'quectel-cm', 'quectel-CM-M'],
  [
    say('quectel-cm.started', 'QConnectManager_Linux_V<version:word>'),
    say('quectel-cm.started', 'Quectel_QConnectManager_Linux_V<version:word>'),
    say('quectel-cm.started', 'WCDMA&LTE_QConnectManager_Linux&Android_V<version:word>'),
    say(
      'quectel-cm.device-missing',
      "network interface '<netdev:text>' or qmidev '<device:text>' is not exist",
      { broken: 'driver' },
    ),
    say('quectel-cm.device-missing', 'qmidevice_detect failed', { broken: 'driver' }),
    say('quectel-cm.device-unopened', 'Fail to open <device:path>, errno: <errno:int>(<reason:text>)', {
      broken: 'control',
    }),
    say(
      'quectel-cm.device-unopened',
      'QmiWwanThread Failed to open <device:text>, errno: <errno:int> (<reason:text>)',
      {
        broken: 'control',
      },
    ),
    say(
      'quectel-cm.device-unopened',
      'GobiNetThread Failed to open <device:text>, errno: <errno:int> (<reason:text>)',
      {
        broken: 'control',
      },
    ),
    say('quectel-cm.device-unopened', 'cannot open mbim_device <device:word>: <reason:text>', {
      broken: 'control',
    }),
    say('quectel-cm.mode', 'Modem works in <mode:word> mode', { about: 'driver' }),
    say(
      'quectel-cm.dial-refused',
      'requestSetupDataCall QMUXResult = 0x<result:hex>, QMUXError = 0x<error:hex>',
      { broken: 'dial' },
    ),
    say(
      'quectel-cm.request-refused',
      '<request:word> QMUXResult = 0x<result:hex>, QMUXError = 0x<error:hex>',
      { about: 'control' },
    ),
    say('quectel-cm.request-unanswered', '<request:text> message timeout', { about: 'control' }),
    say('quectel-cm.modem-reset', 'main recv MODEM RESET SIGNAL', { about: 'control' }),
    say('quectel-cm.sim-status', 'requestGetSIMStatus SIMStatus: <status:text>', { about: 'sim' }),
    say('quectel-cm.sim-status', 'SubscriberReadyState <was:text> -> <status:text>', { about: 'sim' }),
    say(
      'quectel-cm.registration',
      'requestRegistrationState MCC: <mcc:int>, MNC: <mnc:int>, PS: <attachment:word>, DataCap: <access:text>',
      { about: 'register' },
    ),
    say(
      'quectel-cm.registration',
      'requestRegistrationState2 MCC: <mcc:int>, MNC: <mnc:int>, PS: <attachment:word>, DataCap: <access:text>',
      { about: 'register' },
    ),
    say('quectel-cm.register-state', 'RegisterState <was:text> -> <now:text>', { about: 'register' }),
    say('quectel-cm.apn-unresolved', 'Failed to resolve APN', { about: 'dial' }),
    say('quectel-cm.dialled', 'requestSetupDataCall WdsConnectionIPv4Handle: 0x<handle:hex>', {
      reached: 'dial',
    }),
    say('quectel-cm.dialled', 'requestSetupDataCall WdsConnectionIPv6Handle: 0x<handle:hex>', {
      reached: 'dial',
    }),
    say('quectel-cm.connected', 'requestQueryDataCall IPv4ConnectionStatus: CONNECTED', {
      reached: 'dial',
    }),
    // Also said before the first dial.
    say('quectel-cm.disconnected', 'requestQueryDataCall IPv4ConnectionStatus: DISCONNECTED', {
      about: 'dial',
    }),
    say('quectel-cm.end-reason', 'call_end_reason is <reason:int>', { about: 'dial' }),
    say('quectel-cm.end-reason-verbose', 'call_end_reason_verbose is <reason:int>', { about: 'dial' }),
    say('quectel-cm.network-error', '<direction:text> NwError = <error:int>', { about: 'dial' }),
    say('quectel-cm.redial', 'try to requestSetupDataCall <seconds:int> second later', { about: 'dial' }),
    say('quectel-cm.address', 'IPv4 Address: <address:ip>', { about: 'address' }),
    say(
      'quectel-cm.no-lease',
      'File:ql_raw_ip_mode_check Line:<line:int> udhcpc fail to get ip address, try next:',
      { about: 'address' },
    ),
    say(
      'quectel-cm.address-differs',
      'ERROR: IP from udhcpc (<leased:ip>) is different to IP from ATC (<dialled:ip>)!',
      { about: 'address' },
    ),
    say('quectel-cm.exited', 'qmi_main exit'),
  ],
  {
    remarks: [quectelCmRemarks, quectelCmMbimRemarks],
    // [10-10_11:12:13:431] or, in debug builds, [main.c-512: 10-10_11:12:13:431]
    prefix: /^\[(?:[\w./-]{1,64}-\d{1,6}: ?)?\d{1,2}-\d{1,2}_\d{2}:\d{2}:\d{2}:\d{3}\] /,
  },
);
