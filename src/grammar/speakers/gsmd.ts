import { say, speaker } from '../declaration.ts';

/** `[__write:1300] warning: [CMM] `: function, line, severity and part of the program. */
const prefix = /^\[\w{1,60}:\d{1,6}\] (?:debug|info|notice|warning|error|crit): (?:\[[A-Z_]{2,30}\] )?/;

/** Teltonika's daemon that talks to the modems of RutOS. Its source is closed; the wordings are those of logs of RutOS 7. */
export const gsmd = speaker(
  'gsmd',
  ['gsmd'],
  [
    say('gsmd.write-failed', 'Write to `<modem:text>` modem failed: errno <errno:int>', { about: 'control' }),
    say(
      'gsmd.command-unsent',
      'Failed to send command (<sent:int>/<length:int> bytes transferred) to `<modem:text>` modem!',
      { about: 'control' },
    ),
    say('gsmd.modem-known', 'Modem `<modem:text>` already exists and is registered!', { about: 'control' }),
    say('gsmd.modem-uninitialized', 'Unable to initialize `<modem:text>` modem!', { about: 'control' }),
  ],
  { prefix },
);
