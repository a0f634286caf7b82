import { remarks } from '../declaration.ts';

/** What else the shell and small tools complain of inside handler scripts. */
export const protoShellRemarks = () => [
  ...remarks(null, 'err', {
    'shell.file-missing': [
      "cat: can't open '<path:path>': No such file or directory",
      'ls: <path:path>: No such file or directory',
      'readlink: <path:path>: No such file or directory',
    ],
    'shell.number-invalid': [
      'sh: bad number',
      'sh: out of range',
      'sh: <word:text>: unknown operand',
      'sh: <word:text>: bad number',
      'ash: <word:text>: unknown operand',
      '[: bad number',
      "sleep: invalid number '<word:text>'",
      'sleep: number <word:text> is not in <least:int>..<most:int> range',
      'basename: missing operand',
    ],
    'shell.process-gone': ["kill: can't kill pid <pid:int>: No such process"],
    'uci.failed': [
      'uci: Entry not found',
      'uci: Invalid argument',
      'uci: Parse error (<reason:text>) at line <line:int>, byte <byte:int>',
    ],
    'jshn.failed': [
      'Failed to parse message data',
      "WARNING: Variable '<name:text>' does not exist or is not an array/object",
    ],
  }),
  ...remarks('address', 'err', {
    'shell.link-failed': [
      'RTNETLINK answers: <reason:text>',
      'ip: RTNETLINK answers: <reason:text>',
      'ifconfig: SIOCSIFMTU: <reason:text>',
    ],
  }),
];
