import { say, speaker } from '../declaration.ts';
import { protoAtcRemarks } from '../remarks/proto-atc.ts';

/**
 * netifd's handlers for AT-dialled modems by mrhaav, one per modem. Between `was` and the arrow stands the registration
 * before, none at first. Source: mrhaav's openwrt packages atc.sh, run_at.gcom, me909s.sh.
 */
export const protoAtc = speaker(
  'proto-atc',
  [],
  [
    say('gcom.timeout', 'Timeout running AT-command; <command:text>'),
    say('gcom.refused', 'Error running AT-command: <command:text>'),
    say('gcom.unsupported', 'AT-command not supported: <command:text>'),
    say('handler.wrong-script', 'Wrong script. This is optimized for: <modem:text>'),
    say('handler.wrong-script', 'Wrong script. This is optimized for: <maker:text>, <modem:text>'),
    say('handler.wrong-script', 'Warning! This is optimized for: <modem:text>'),
    say('handler.wrong-script', 'VARNING! Wrong script. This is a for the <modem:text>'),
    say('handler.modem-not-ready', 'Modem not ready yet', { shared: true }),
    say('handler.modem-not-ready', 'Modem not ready yet: <answer:text>'),
    say('handler.no-netdev', 'No interface could be found', { broken: 'driver' }),
    say('handler.configuring-modem', 'Configure modem'),
    say('handler.sim-unreadable', 'Can not read SIMcard', { broken: 'sim' }),
    say('handler.sim-error', 'SIMcard error: <reason:text>', { broken: 'sim', shared: true }),
    say('handler.sim-ready', 'SIMcard ready', { reached: 'sim', shared: true }),
    say('handler.pin-required', 'PINcode required but missing', { broken: 'sim', shared: true }),
    say('handler.pin-unverified', 'PINcode error: <reason:text>', { broken: 'sim', shared: true }),
    say('handler.pin-verified', 'PINcode verified', { reached: 'sim', shared: true }),
    say('handler.not-registered', ' <was:text> -> notRegistered, <cell:text>'),
    say('handler.not-registered', ' <was:text> -> notRegistered<cell:text>'),
    say('handler.searching', ' <was:text> -> searching <cell:text>'),
    say('handler.searching', ' <was:text> -> searching<cell:text>'),
    say('handler.register-denied', 'Registration denied', { broken: 'register' }),
    say('handler.register-denied', 'Registration denied, <cell:text>', { broken: 'register' }),
    say('handler.registered', ' <was:text> -> registered - home network, <cell:text>', {
      reached: 'register',
    }),
    say('handler.registered', ' <was:text> -> registered - home network<cell:text>', { reached: 'register' }),
    say('handler.roaming', ' <was:text> -> registered - roaming, <cell:text>', { reached: 'register' }),
    say('handler.roaming', ' <was:text> -> registered - roaming<cell:text>', { reached: 'register' }),
    say('handler.operator', 'Registered to <operator:text> PLMN:<plmn:text> on <access:text>', {
      reached: 'register',
    }),
    say('handler.operator', 'Registered to <operator:text> on <access:text>', { reached: 'register' }),
    say('handler.operator', 'Connected to <operator:text> on <access:text>', { reached: 'register' }),
    say('handler.connecting', 'Activate session'),
    say('handler.connecting', 'Re-activate session'),
    say('handler.connect-failed', 'Activate session failed, check your APN settings', { broken: 'dial' }),
    say('handler.connected', 'Modem connected', { reached: 'dial', shared: true }),
    say('handler.connection-lost', 'Session disconnected by the network'),
    say('handler.connection-lost', 'Session diconnected by the network'),
  ],
  { remarks: [protoAtcRemarks], relayed: true },
);
