import { say, speaker } from '../declaration.ts';
import { glModemRemarks } from '../remarks/gl-modem.ts';

/** GL.iNet's tool for AT commands. Source: gl_modem uart_posix.c, app.c. */
export const glModem = speaker(
  'gl-modem',
  ['gl_modem'],
  [
    say('gl-modem.port-unopened', 'Error opening serial port <port:word> - <reason:text>(<code:int>).', {
      about: 'control',
    }),
    say('gl-modem.port-unopened', 'Error opening serial port - <reason:text>(<code:int>).', {
      about: 'control',
    }),
  ],
  { remarks: [glModemRemarks] },
);
