import { say, speaker } from '../declaration.ts';
import { umbimRemarks } from '../remarks/umbim.ts';

/**
 * The MBIM command-line tool, as the mbim handler lets it speak. What it shows is set in by two blanks, which pages drop;
 * codes stand before their words. Its calls of perror(3) end in a colon of their own. Source: umbim cli.c, mbim-dev.c, mbim-cmd.c.
 */
export const umbim = speaker(
  'umbim',
  ['umbim'],
  [
    say('umbim.network-error', ' nwerror: <code:hex> - <words:text>', { about: 'register' }),
    say('umbim.network-error', 'nwerror: <code:hex> - <words:text>', { about: 'register' }),
    say('umbim.register-state', ' registerstate: <code:hex> - <words:text>', { about: 'register' }),
    say('umbim.register-state', 'registerstate: <code:hex> - <words:text>', { about: 'register' }),
    say('umbim.ready-state', ' readystate: <code:hex> - <words:text>', { about: 'sim' }),
    say('umbim.ready-state', 'readystate: <code:hex> - <words:text>', { about: 'sim' }),
    say('umbim.packet-state', ' packetservicestate: <code:hex> - <words:text>', { about: 'register' }),
    say('umbim.packet-state', 'packetservicestate: <code:hex> - <words:text>', { about: 'register' }),
    say('umbim.activation-state', ' activationstate: <code:hex> - <words:text>', { about: 'dial' }),
    say('umbim.activation-state', 'activationstate: <code:hex> - <words:text>', { about: 'dial' }),
    say('umbim.session-active', ' activationstate: <code:hex> - activated', { reached: 'dial' }),
    say('umbim.session-active', 'activationstate: <code:hex> - activated', { reached: 'dial' }),
    say('umbim.session-inactive', ' activationstate: <code:hex> - deactivated', { broken: 'dial' }),
    say('umbim.session-inactive', 'activationstate: <code:hex> - deactivated', { broken: 'dial' }),
    say('umbim.radio-state', ' hwradiostate: <state:word>', { about: 'register' }),
    say('umbim.radio-state', 'hwradiostate: <state:word>', { about: 'register' }),
    say('umbim.radio-state', ' swradiostate: <state:word>', { about: 'register' }),
    say('umbim.radio-state', 'swradiostate: <state:word>', { about: 'register' }),
    say('umbim.pin-required', 'required pin: <code:int> - <words:text>', { about: 'sim' }),
    say('umbim.pin-attempts', 'remaining attempts: <count:int>', { about: 'sim' }),
    say('umbim.pin-unlocked', 'Pin Unlocked', { about: 'sim' }),
    say('umbim.timeout', 'ERROR: mbim message timeout', { about: 'control' }),
    say('umbim.unopened', 'open failed:', { about: 'control' }),
    say('umbim.unopened', 'open failed: : <reason:text>', { about: 'control' }),
    say('umbim.proxy-unreachable', 'failed to connect to mbim-proxy:', { about: 'control' }),
    say('umbim.proxy-unreachable', 'failed to connect to mbim-proxy: : <reason:text>', { about: 'control' }),
  ],
  { remarks: [umbimRemarks], relayed: true },
);
