import { say, speaker } from '../declaration.ts';

/** The ubus command-line tool, called by handler scripts. Source: ubus cli.c. */
export const ubus = speaker(
  'ubus',
  ['ubus'],
  [
    say('ubus.command-failed', 'Command failed: <reason:text>'),
    say(
      'ubus.command-failed',
      'Command failed: ubus call <object:word> <method:word> <data:text> (<reason:text>)',
    ),
    say('ubus.unreachable', 'Failed to connect to ubus'),
  ],
  { relayed: true },
);
