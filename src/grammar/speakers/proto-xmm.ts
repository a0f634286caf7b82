import { say, speaker } from '../declaration.ts';
import { protoXmmRemarks } from '../remarks/proto-xmm.ts';

/** netifd's handler for Intel XMM modems (L850, L860) from modemfeed. Source: modemfeed xmm.sh. */
export const protoXmm = speaker(
  'proto-xmm',
  [],
  [
    say('handler.unsupported-modem', 'Modem not supported!', { broken: 'control' }),
    say('handler.device-invalid', 'AT port not valid!', { broken: 'control' }),
    say('handler.no-answer', 'AT port not answer!', { broken: 'control' }),
    say('handler.path-missing', 'Device path not found!', { broken: 'driver' }),
    say('handler.no-netdev', 'The interface could not be found.', { broken: 'driver', shared: true }),
    say('handler.sim-missing', 'SIM-card not insert!', { broken: 'sim' }),
    say('handler.setting-up-device', 'Setting up <netdev:word>', { reached: 'dial', shared: true }),
    say('handler.address-set', 'Set IPv4 address: <address:ip>/<mask:word>', { reached: 'address' }),
    say('handler.interface-failed', 'Failed to configure interface', { broken: 'address' }),
    say('handler.modem-disconnected', 'Modem <device:word> disconnected'),
  ],
  { remarks: [protoXmmRemarks], relayed: true },
);
