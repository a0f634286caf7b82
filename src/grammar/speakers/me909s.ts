import { say, speaker } from '../declaration.ts';
import { me909sRemarks } from '../remarks/me909s.ts';

/** mrhaav's daemons for Huawei ME909s modems; those for SMS log under tags of their own. Source: me909s.sh, me909s_sms_*.sh. */
export const me909s = speaker(
  'me909s',
  ['me909s', 'me909s_r', 'me909s_t'],
  [
    say('handler.modem-not-ready', 'Modem not ready yet', { shared: true }),
    say('handler.sim-ready', 'SIMcard ready', { reached: 'sim', shared: true }),
    say('handler.pin-required', 'PINcode required but missing', { broken: 'sim', shared: true }),
    say('handler.pin-unverified', 'PINcode error: <reason:text>', { broken: 'sim', shared: true }),
    say('handler.pin-verified', 'PINcode verified', { reached: 'sim', shared: true }),
    say('handler.sim-error', 'SIMcard error: <reason:text>', { broken: 'sim', shared: true }),
    say('handler.modem-disconnected', 'Modem disconnected', { shared: true }),
    say('handler.subscription-unclear', 'Check subscription', { broken: 'register' }),
    say('handler.connect-failed', 'Could not activate APN, check APN settings', { broken: 'dial' }),
    say('handler.connected', 'Modem connected', { reached: 'dial', shared: true }),
  ],
  { remarks: [me909sRemarks] },
);
