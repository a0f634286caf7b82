import { remarks } from '../declaration.ts';

/** What else gl_modem complains of. */
export const glModemRemarks = () => [
  ...remarks('control', 'err', {
    'gl-modem.port-unset': [
      'Baud rate not supported <port:word> - <reason:text>(<code:int>).',
      'Error setting TIOCEXCL on <port:word> - <reason:text>(<code:int>).',
      'Error getting tty attributes <port:word> - <reason:text>(<code:int>).',
      'Error clearing O_NONBLOCK <port:word> - <reason:text>(<code:int>).',
      'Error setting baud rate <port:word> - <reason:text>(<code:int>).',
      'Error setting tty attributes <port:word> - <reason:text>(<code:int>).',
    ],
  }),
  ...remarks(null, 'info', { 'gl-modem.usage': ['Usage:<gl_modem> <device> <command>'] }),
];
