import { remarks } from '../declaration.ts';

/** With the stamp that comgt puts before what it says of itself, and without: `comgt 12:02:15 -> -- Error Report --`. */
function stamped(templates: readonly string[]): readonly string[] {
  return templates.flatMap((template) => [template, `comgt <time:word> -> ${template}`]);
}

/** What else comgt says, mostly of faults in a script. Sources: comgt 0.32 comgt.c and scripts.h. */
export const gcomRemarks = () => [
  ...remarks('dial', 'notice', {
    'gcom.directip-hangup-failed': ['WWAN error. Hangup failed.'],
  }),
  ...remarks('control', 'notice', {
    'gcom.ussd-unanswered': ['ERROR: no USSD response, timeout.'],
  }),
  ...remarks('register', 'info', {
    'gcom.awaiting-network': ['Waiting for Registration<progress:text>'],
    'gcom.operator-list': ['Getting Operator list:<progress:text>'],
  }),
  // After half a minute without an answer as well as after ERROR.
  ...remarks('sim', 'err', {
    'gcom.sim-error': ['<answer:text> ***SIM ERROR***'],
  }),
  ...remarks('sim', 'info', {
    'gcom.sim-hint': [
      'Check device port configuration.',
      'Check SIM is inserted',
      'Test SIM in a mobile phone?',
      'Caution! - entering the wrong PIN code three times will lock the SIM',
    ],
  }),
  ...remarks('dial', 'err', {
    'gcom.apn-error': ['ERROR entering APN', 'The COMGTAPN env variable is not set', 'The device timeout.'],
  }),
  ...remarks('register', 'info', {
    'gcom.mode': ['Set 3G preferred mode', 'Set 3G only mode', 'Set 2G only mode'],
  }),
  ...remarks('register', 'err', {
    'gcom.mode-failed': ['Timeout Error communicating with device.', 'Error response from device.'],
  }),
  ...remarks(null, 'debug', {
    'gcom.step': stamped([
      '-- Integer variables --',
      '-- String variables --',
      '-- Error Report --',
      '----> ^',
      'Aborting',
      'Alternate line terminator set to "<character:text>"',
      'Communication echo turned on',
      'Verbose output enabled',
      'Script file: <file:text>',
      'Could not open scriptfile "<file:text>".',
      'argc:<argc:int>',
      'argv[<index:int>]=<argument:text>',
      '---Script---',
      '---End of script---',
      'Exit with code <code:int>.',
    ]),
    'gcom.script-fault': stamped(['Label "<label:text>" not found']),
  }),
  ...remarks(null, 'err', {
    'gcom.script-fault': [
      'Function requires open parenthesis',
      'Function requires close parenthesis',
      'Token too long',
      'Did not expect a string',
      'Missing access mode[s]',
      'Access modes are r,w,x, and f',
      'Unknown Integer function',
      'Division by zero',
      'Comma expected',
      'Expected a string',
      'Could not popen!',
      'String is shorter than second argument',
      'Invalid string funtion',
      'Umatched quote.',
      'Malformed escaped character',
      "Bad LET assignment, '=' missing",
      'Bad value (should be on or off, 1 or 0.)',
      'Parity can only ben E, N, or O',
      'Bits can only be 5, 6, 7, or 8',
      'Stop bits can only be 1 or 2',
      'Invalid baudrate',
      'Reached maximum GOSUB depth',
      'Comparison mis-match',
      'Malformed variable name',
      'Integer variable expected',
      'String variable expected',
      'File not opened',
      'Log file not open',
      'File already open',
      'Could not open file',
      'OPEN only takes com or file argument',
      'Could not gettoken()',
      'Could not execl /bin/sh!',
      'RETURN without gosub',
      "That's human mumbo-jumbo to me",
      'Lovely but incomprehensible',
      "What's that, governor?",
      "Very funny. I don't get it",
      'Huh?',
      "comgt doesn't speak spanish",
      "Mais, qu'est-ce que vous dites?",
      '<number:float>-6837-% : Corrupted human data detected',
      'Duplicate label',
      'Maximum number of labels reached',
    ],
    'gcom.no-memory': [
      'Could not malloc',
      'Could not malloc()',
      'Could not allocate memory for script.',
      'Could not realloc()',
      "Can't malloc",
      "Can't malloc one label",
    ],
  }),
  ...remarks('control', 'err', {
    'gcom.device-step': ["Can't ioctl set device", "Can't ioctl FD zero!"],
  }),
  ...remarks('control', 'debug', {
    'gcom.device-step': stamped(['Closing device', 'Closing com fd', 'Opened <device:text> as FD <fd:int>']),
  }),
  ...remarks('control', 'info', {
    'gcom.device-step': ['Trying list of devices', 'Unable to locate default devices, try the -d option.'],
  }),
  ...remarks(null, 'info', {
    'gcom.step': [
      'comgt version <version:text> Copyright Paul Hardwick (c) <years:text>',
      "Type 'comgt help' for more information",
      'High speed overide (115200 is now 57600).',
      'No script!',
    ],
  }),
];
