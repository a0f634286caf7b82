import { say, speaker } from '../declaration.ts';
import { uqmidRemarks } from '../remarks/uqmid.ts';

/** The QMI daemon that may dial in place of uqmi. Source: uqmi's uqmid, of 24.10 on. */
export const uqmid = speaker(
  'uqmid',
  ['uqmid'],
  [
    say('uqmid.sim-unknown', 'Got unknown SIM state by UIM. Is a SIM present?', { about: 'sim' }),
    say('uqmid.sim-blocked', "SIM is blocked. Can't do anythings", { broken: 'sim' }),
    say('uqmid.pin-failed', 'Failed to verify PIN. Qmi Ret <status:int>/<reason:text>.', { broken: 'sim' }),
    say('uqmid.pin-failed', 'Failed to verify pin. Decoder failed. <code:int>', { broken: 'sim' }),
    say('uqmid.registration', 'Network registration state <state:int>', { about: 'register' }),
    say('uqmid.start-failed', 'Failed start network. QMI Status <status:int>/<reason:text>.', {
      broken: 'dial',
    }),
    say('uqmid.start-failed', "WDS: Couldn't start the interface!", { broken: 'dial' }),
    say('uqmid.start-failed', 'No packet data handle. Suspicious...', { broken: 'dial' }),
    say('uqmid.call-end-reason', 'Call End Reason <reason:hex>', { about: 'dial' }),
    say('uqmid.call-end-reason', 'Verbose End Reason type <type:hex>/reason <reason:hex>', { about: 'dial' }),
  ],
  { remarks: [uqmidRemarks] },
);
