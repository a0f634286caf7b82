import { remarks } from '../declaration.ts';

/** What else wvdial says. Source: wvdial wvdialer.cc, wvdialmon.cc, wvdialbrain.cc, wvdial.cc. */
export const wvdialRemarks = () => [
  ...remarks('control', 'info', {
    'wvdial.port-settings': ['--> Cannot get information for serial port.'],
  }),
  ...remarks('control', 'debug', {
    'wvdial.initializing': ['--> Initializing modem.'],
  }),
  ...remarks('driver', 'err', {
    'wvdial.pppd-missing': ['--> Unable to run <program:word>.'],
  }),
  ...remarks('dial', 'err', {
    'wvdial.dial-answer-unknown': ['--> Unknown dial response string.'],
  }),
  ...remarks('control', 'err', {
    'wvdial.device-unusable': [
      '--> stdin not read/write and $MODEM not set',
      "--> can't open <device:word>: <reason:text>",
    ],
  }),
  ...remarks('dial', 'notice', {
    'wvdial.provider': ['--> Dialing <provider:text>.', '--> Homepage of <provider:text>: <address:text>'],
    'wvdial.reconnect': [
      '--> Idle Seconds = <seconds:int>, disabling automatic reconnect.',
      '--> Auto Reconnect will be attempted in <seconds:int> seconds',
      '--> Next attempt in <time:word>.',
    ],
    'wvdial.pppd-started': [
      "--> Don't know what to do! Starting pppd and hoping for the best.",
      '--> Starting pppd at <time:text>',
      '--> Pid of pppd: <child:int>',
      '--> pid of pppd: <child:int>',
      '--> PPP negotiation detected.',
    ],
    'wvdial.stopping': ["--> I guess that's it for now, exiting"],
    'wvdial.advice': [
      '--> man pppd explains pppd error codes in more detail.',
      '--> Try again and look into /var/log/messages and the wvdial and pppd man pages for more information.',
      '--> Check permissions, or specify a "PPPD Path" option in wvdial.conf.',
      '--> Idle parameter is passed to pppd',
      "--> If you don't want an idle timeout per default,",
      '--> comment out the idle parameter in /etc/ppp/options',
      '--> Provider is overloaded(often the case) or line problem.',
      '--> We failed to authenticate ourselves to the peer.',
      '--> Maybe bad account or password?',
    ],
  }),
  ...remarks('dial', 'debug', {
    'wvdial.dialling': ['--> Waiting for carrier.'],
    'wvdial.prompt': [
      '--> Looks like a login prompt.',
      '--> Looks like a password prompt.',
      '--> Looks like a welcome message.',
      '--> Looks like a Compuserve <kind:text> prompt.',
      '--> Hmm... a prompt. Sending "<words:text>".',
      '--> Found a good menu option: "<option:text>".',
    ],
    'wvdial.call-detected': [
      '--> Voice line detected. Trying again.',
      '--> Fax line detected. Trying again.',
    ],
    'wvdial.authenticating': ['--> Authentication (<protocol:word>) started'],
    'wvdial.pppd-said': [
      '--> pppd: <words:text>',
      '--> Using interface <netdev:netdev>',
      '--> Connect time <minutes:float> minutes.',
      '--> Terminating on signal <signal:int>',
      '--> Terminating connection due to lack of activity.',
    ],
  }),
  ...remarks('dial', 'warn', {
    'wvdial.section-missing': [
      '--> Warning: section [<section:text>] does not exist in wvdial.conf.',
      '--> Warning: inherited section [<section:text>] does not exist in wvdial.conf',
    ],
    'wvdial.secrets-unwritable': [
      '--> Warning: Could not modify <file:word>: <reason:text>',
      '--> --> PAP (Password Authentication Protocol) may be flaky.',
      '--> --> CHAP (Challenge Handshake) may be flaky.',
    ],
  }),
  ...remarks('address', 'info', {
    'wvdial.address': [
      '--> remote IP address <address:ip>',
      '--> primary DNS address <address:ip>',
      '--> secondary DNS address <address:ip>',
    ],
    'wvdial.ip-up-finished': ['--> Script /etc/ppp/ip-up run successful'],
    'wvdial.ip-up-failed': ['--> Script /etc/ppp/ip-up failed (return value: <status:word> )'],
    'wvdial.ip-down-started': ['--> Script /etc/ppp/ip-down started'],
  }),
  ...remarks('route', 'info', {
    'wvdial.default-route': ['--> Default route Ok.'],
    'wvdial.default-route-missing': ['--> Default route failure.'],
    'wvdial.resolver': ['--> Nameserver (DNS) Ok.'],
    'wvdial.resolver-missing': [
      '--> Nameserver (DNS) failure, the connection may not work.',
      "--> warning, can't find address for `<name:text>`",
      '--> warning, no nameserver found `<file:text>`',
      '--> warning, address lookup does not work',
    ],
  }),
];
