import { say, speaker } from '../declaration.ts';
import { gcomRemarks } from '../remarks/gcom.ts';

/**
 * The AT script runner of the comgt package, as the 3g, ncm and directip handlers let it speak. What it says of itself
 * has a stamp before it: `comgt 12:02:15 -> -- Error Report --`. Its own scripts (`gcom`, `gcom reg`, `gcom sig`) ask for
 * AT+CREG? until the answer is `0,1` or `0,5`, for two minutes: “Failed to register” may as well be a modem that answers
 * with another first number, or one that is on LTE only. Sources: comgt 0.32 comgt.c and scripts.h; OpenWrt's *.gcom scripts.
 */
export const gcom = speaker(
  'gcom',
  ['gcom', 'comgt'],
  [
    say('gcom.sending', 'sending -> <command:text>'),
    say('gcom.timeout', 'Timeout running AT-command'),
    say('gcom.refused', 'Error running AT-command'),
    say('gcom.unsupported', 'AT-command not supported'),
    say('gcom.setting-mode', 'Trying to set mode'),
    say('gcom.mode-timeout', 'Timeout setting WWAN mode!', { broken: 'control' }),
    say('gcom.mode-refused', 'Error setting WWAN mode!'),
    say('gcom.pin-timeout', 'timeout checking for PIN.', { broken: 'control' }),
    say('gcom.sim-ready', 'SIM ready', { reached: 'sim' }),
    say('gcom.setting-pin', 'Trying to set PIN'),
    say('gcom.pin-refused', 'Error setting PIN, check card manually', { broken: 'sim' }),
    say('gcom.pin-accepted', 'PIN set successfully', { reached: 'sim' }),
    say('gcom.pin-asked', 'Enter PIN number:<typed:text>', { broken: 'sim' }),
    say('gcom.pin-asked', 'ERROR: The COMGTPIN env variable is not set', { broken: 'sim' }),
    say('gcom.pin-not-taken', 'ERROR entering PIN code', { broken: 'sim' }),
    say('gcom.pin-not-taken', 'ERROR: PIN code must be 4 decimal digits only', { broken: 'sim' }),
    say('gcom.pin-timeout', 'ERROR: timeout, device did not respond to PIN command entry.', {
      broken: 'control',
    }),
    say('gcom.registered', 'Registered on Home network: "<operator:text>",<technology:int>', {
      reached: 'register',
    }),
    say('gcom.registered', 'Registered on Home network: <operator:text>', { reached: 'register' }),
    say('gcom.roaming', 'Registered on Roaming network: "<operator:text>",<technology:int>', {
      reached: 'register',
    }),
    say('gcom.roaming', 'Registered on Roaming network: <operator:text>', { reached: 'register' }),
    say('gcom.register-failed', 'Failed to register'),
    // What follows has no line of its own: the script ends without one.
    say('gcom.signal-none', 'Signal strength measure 0,0 too low!<after:text>'),
    say('gcom.signal', 'Signal Quality: <rssi:int>,<quality:int>'),
    say('gcom.signal', 'Signal Quality:<rssi:int>,<quality:int>'),
    say('gcom.signal', 'Signal Quality::<rssi:int>'),
    say('gcom.device-unopened', "Can't open device <device:text>.", { broken: 'control' }),
    say('gcom.device-unopened', "Can't control <device:text>, please try again.", { broken: 'control' }),
    say('gcom.device-unopened', "Can't ioctl get device <device:text>.", { broken: 'control' }),
    say('gcom.device-unopened', "Can't ioctl set device <device:text>.", { broken: 'control' }),
    say('gcom.device-unopened', "comgt <time:word> -> Can't open device <device:text>.", {
      broken: 'control',
    }),
    say('gcom.device-closed', 'Com device not open', { broken: 'control' }),
    say('gcom.write-failed', 'Could not write to COM device', { broken: 'control' }),
    say(
      'gcom.write-failed',
      'Error @<offset:int>, line <line:int>, Could not write to COM device. (<code:int>)',
      {
        broken: 'control',
      },
    ),
    say(
      'gcom.write-failed',
      'comgt <time:word> -> Error @<offset:int>, line <line:int>, Could not write to COM device. (<code:int>)',
      { broken: 'control' },
    ),
    say('gcom.script-error', 'Error @<offset:int>, line <line:int>, <error:text>. (<code:int>)'),
    say(
      'gcom.script-error',
      'comgt <time:word> -> Error @<offset:int>, line <line:int>, <error:text>. (<code:int>)',
    ),
    say('gcom.directip-up', 'WWAN connection established.', { reached: 'dial' }),
    say('gcom.directip-auth-failed', 'WWAN error. Auth failed.', { broken: 'dial' }),
    say('gcom.directip-failed', 'WWAN error. Connection failed.', { broken: 'dial' }),
    say('gcom.directip-failed', 'WWAN error. No carrier.', { broken: 'dial' }),
    say('gcom.directip-failed', 'WWAN error. Dialing failed.', { broken: 'dial' }),
    say('gcom.answer-ok', 'OK'),
    say('gcom.answer-error', 'ERROR'),
    say('gcom.answer-error', 'COMMAND NOT SUPPORT'),
    say('gcom.cme-error', '+CME ERROR: <code:int>'),
    say('gcom.cme-error', '+CME ERROR: <words:text>'),
    say('gcom.cms-error', '+CMS ERROR: <code:int>'),
  ],
  { relayed: true, remarks: [gcomRemarks] },
);
