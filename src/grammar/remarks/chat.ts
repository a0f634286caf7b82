import { remarks } from '../declaration.ts';

/** What keeps chat from running its script, and what OpenWrt's scripts let it say. Source: ppp chat/chat.c, comgt's *.chat. */
export const chatRemarks = () => [
  ...remarks('dial', 'info', {
    'chat.calling': ['Calling UMTS/GPRS', 'Calling CDMA/EVDO'],
  }),
  ...remarks('dial', 'err', {
    'chat.no-memory': ['memory error!'],
    'chat.file-unopened': ['<file:text> -- open failed: <reason:text>'],
    'chat.file-unread': ['<file:text> -- read error'],
    'chat.script-malformed': [
      'unterminated quote (line <line:int>)',
      'Too many ABORT strings',
      'Too many REPORT strings',
      "Illegal or too-long ABORT string ('<words:text>')",
      "Illegal or too-long CLR_ABORT string ('<words:text>')",
      "Illegal or too-long REPORT string ('<words:text>')",
    ],
    'chat.stderr-failed': ['Could not write to stderr, <reason:text>'],
  }),
  ...remarks('control', 'err', {
    'chat.terminal-failed': [
      "Can't get file mode flags on stdin: <reason:text>",
      "Can't get file mode flags on stdin, <reason:text>",
      "Can't set file mode flags on stdin: <reason:text>",
    ],
  }),
];
