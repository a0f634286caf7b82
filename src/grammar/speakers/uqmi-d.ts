import { say, speaker } from '../declaration.ts';
import { uqmiDRemarks } from '../remarks/uqmi-d.ts';

/** mrhaav's watcher of a QMI connection. Source: uqmi_d.sh. */
export const uqmiD = speaker(
  'uqmi-d',
  ['uqmi_d'],
  [
    say('handler.modem-disconnected', 'Modem disconnected', { shared: true }),
    say('handler.reconnect-failed', 'Unable to re-connect IPv<version:int> - Interface restarted'),
    say('handler.reconnected', 'IPv<version:int> re-connected'),
  ],
  { remarks: [uqmiDRemarks] },
);
