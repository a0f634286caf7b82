import { say, speaker } from '../declaration.ts';
import { wvdialRemarks } from '../remarks/wvdial.ts';

/**
 * The dialler of desktops. It puts `--> ` before each line; what the modem answers stands between without a mark.
 * Source: wvdial wvdialer.cc, wvdialmon.cc, wvdial.conf(5).
 */
export const wvdial = speaker(
  'wvdial',
  ['wvdial', 'WvDial'],
  [
    say('wvdial.started', '--> WvDial: Internet dialer version <version:word>'),
    say('wvdial.device-unopened', '--> Cannot open <device:word>: <reason:text>', { broken: 'control' }),
    say('wvdial.configuration-incomplete', '--> Configuration does not specify a valid <what:text>.', {
      broken: 'dial',
    }),
    say('wvdial.send', '--> Sending: <command:text>'),
    say('wvdial.send', '--> Re-Sending: <command:text>'),
    say('wvdial.unanswered', '--> Modem not responding.', { broken: 'control' }),
    say('wvdial.init-refused', '--> Bad init string.', { about: 'control' }),
    say('wvdial.initialized', '--> Modem initialized.', { reached: 'control' }),
    say('wvdial.carrier', '--> Carrier detected. Waiting for prompt.', { reached: 'dial' }),
    say('wvdial.carrier', '--> Carrier detected. Starting PPP immediately.', { reached: 'dial' }),
    say('wvdial.carrier', '--> Carrier detected. Chatmode finished.', { reached: 'dial' }),
    say('wvdial.dial-failed', '--> Timed out while dialing. Trying again.', { broken: 'dial' }),
    say('wvdial.no-carrier', '--> No Carrier! Trying again.', { broken: 'dial' }),
    say('wvdial.dial-failed', '--> No dial tone.', { broken: 'dial' }),
    say('wvdial.dial-failed', '--> No dial tone. Trying again in <seconds:int> seconds.', { broken: 'dial' }),
    say('wvdial.dial-failed', '--> The line is busy.', { broken: 'dial' }),
    say('wvdial.dial-failed', '--> The line is busy. Trying again.', { broken: 'dial' }),
    say('wvdial.dial-failed', '--> The line is busy. Trying other number.', { broken: 'dial' }),
    say('wvdial.dial-failed', '--> No Answer. Trying again.', { broken: 'dial' }),
    say('wvdial.dial-failed', '--> Invalid dial command.', { broken: 'dial' }),
    say('wvdial.dial-failed', '--> Maximum Attempts Exceeded..Aborting!!', { broken: 'dial' }),
    say('wvdial.carrier-lost', '--> Connected, but carrier signal lost! Retrying...', { broken: 'dial' }),
    say('wvdial.auth-succeeded', '--> Authentication (<protocol:word>) successful'),
    say('wvdial.auth-failed', '--> Authentication (<protocol:word>) failed', { broken: 'dial' }),
    say('wvdial.auth-failed', '--> Authentication (<protocol:word>) failed (Message: <words:text> )', {
      broken: 'dial',
    }),
    say('wvdial.auth-failed', '--> Authentication error.', { broken: 'dial' }),
    say('wvdial.terminated-by-peer', '--> Terminate Request'),
    say('wvdial.terminated-by-peer', '--> Terminate Request (Message: <words:text> )'),
    say('wvdial.local-address', '--> local IP address <address:ip>', { reached: 'address' }),
    say('wvdial.pppd-died', '--> The PPP daemon has died: <reason:text> (exit code = <status:int>)', {
      about: 'dial',
    }),
    say('wvdial.pppd-died', '--> The PPP daemon has died. (exit code = <status:int>)', { about: 'dial' }),
    say('wvdial.pppd-died', '--> PPP was killed! (signal = <signal:int>)', { about: 'dial' }),
    say('wvdial.disconnecting', '--> Disconnecting at <time:text>'),
  ],
  { remarks: [wvdialRemarks] },
);
