import { say, speaker } from '../declaration.ts';
import { qmodemRemarks } from '../remarks/qmodem.ts';

/** The scripts of QModem, each under a tag of its own. Source: QModem's modem_dial.sh, modem_hook.sh and others. */
export const qmodem = speaker(
  'qmodem',
  [
    'modem_dial',
    'modem_util',
    'modem_ctrl',
    'modem_dial',
    'modem_hotplug',
    'modem_init',
    'modem_mwan',
    'modem_sim',
    'modem_ttl',
    'hotplug',
    'qmodem-board',
    'qmodem_led',
    'qmodem_monitor',
    'qmodem_network',
    'qmodem_usage_stats',
    'sms_forward',
    'sms_forwarder',
  ],
  [
    say('qmodem.at-unexpected', 'at port response unexpected <answer:text>', { about: 'control' }),
    say('qmodem.at-port-missing', '<modem:word>:at_port is not set or not a file', { about: 'control' }),
    say('qmodem.vendor-unsupported', 'vendor <vendor:text> not support', { about: 'control' }),
    say('qmodem.radio-off', 'CFUN is not 1, try to set it to 1', { about: 'register' }),
    say('qmodem.radio-failed', 'Failed to set CFUN to 1, dailing may not work properly', {
      about: 'register',
    }),
    say('qmodem.sim-missing', 'info sim card is miss', { broken: 'sim' }),
    say('qmodem.sim-ready', 'info sim card is ready', { reached: 'sim' }),
    say('qmodem.sim-state', 'info sim card state is <state:text>', { about: 'sim' }),
    say('qmodem.pin-required', 'pin code required', { broken: 'sim' }),
    say('qmodem.pin-verified', 'unlock sim card with pin code <pin:text> success', { reached: 'sim' }),
    say('qmodem.pin-failed', 'unlock sim card with pin code <pin:text> failed,block try until nextboot', {
      broken: 'sim',
    }),
    say('qmodem.no-netdev', 'no netcard found', { broken: 'driver' }),
    say('qmodem.dialling', 'dialing <path:text> driver <driver:text>', { about: 'dial' }),
    say('qmodem.hanging-up', 'hang up <path:text> driver <driver:text>', { about: 'dial' }),
    say('qmodem.dialler-exited', 'quectel-CM exited, retrying dial', { about: 'dial' }),
    say('qmodem.dial-unexpected', 'openluat_auto_dial: unexpected response from <port:text>: <answer:text>', {
      about: 'dial',
    }),
    say('qmodem.address-changed', 'ip changed from <was:text>,<was6:text> to <now:text>,<now6:text>', {
      about: 'address',
    }),
    say('qmodem.device-not-ready', 'Network device is not ready: <device:text>', { about: 'driver' }),
    say('qmodem.ping-failed', 'Ping failed', { about: 'internet' }),
    say('qmodem.ping-failed', 'Curl failed: <reason:text>', { about: 'internet' }),
  ],
  { remarks: [qmodemRemarks] },
);
