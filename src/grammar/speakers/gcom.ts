import { say, speaker } from '../declaration.ts';

/** The AT script runner of the comgt package, as the 3g and ncm handlers let it speak. Source: comgt 0.32 and OpenWrt's *.gcom scripts. */
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
    say('gcom.device-unopened', "Can't open device <device:word>.", { broken: 'control' }),
    say('gcom.device-unopened', "Can't control <device:word>, please try again.", { broken: 'control' }),
    say('gcom.device-unopened', "Can't ioctl get device <device:word>.", { broken: 'control' }),
    say('gcom.device-unopened', "Can't ioctl set device <device:word>.", { broken: 'control' }),
    say('gcom.device-closed', 'Com device not open', { broken: 'control' }),
    say('gcom.write-failed', 'Could not write to COM device', { broken: 'control' }),
    say('gcom.answer-ok', 'OK'),
    say('gcom.answer-error', 'ERROR'),
    say('gcom.answer-error', 'COMMAND NOT SUPPORT'),
    say('gcom.cme-error', '+CME ERROR: <code:int>'),
    say('gcom.cme-error', '+CME ERROR: <words:text>'),
    say('gcom.cms-error', '+CMS ERROR: <code:int>'),
  ],
  { relayed: true },
);
