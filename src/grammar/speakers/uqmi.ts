import { say, speaker } from '../declaration.ts';
import { uqmiRemarks } from '../remarks/uqmi.ts';

/**
 * The QMI command-line tool, as the qmi handler lets it speak. It prints the name of an error of the modem, or of its own,
 * between quotation marks; the name is the value. Source: uqmi main.c, commands*.c, qmi-errors.h.
 */
export const uqmi = speaker(
  'uqmi',
  ['uqmi'],
  [
    say('uqmi.error', '"<reason:text>"', { about: 'control' }),
    say('uqmi.command-error', '"Error in command \'<command:text>\': failed to connect to service"', {
      about: 'control',
    }),
    say('uqmi.unopened', 'Failed to open device', { about: 'control' }),
    say('uqmi.service-unreachable', 'Failed to connect to service', { about: 'control' }),
    say('uqmi.timeout', 'Request timed out', { about: 'control' }),
    say(
      'uqmi.pin-status',
      '{"pin1_status":"<status:text>","pin1_verify_tries":<tries:int>,"pin1_unblock_tries":<unblockTries:int>,"pin2_status":"<status2:text>","pin2_verify_tries":<tries2:int>,"pin2_unblock_tries":<unblockTries2:int>}',
      { about: 'sim' },
    ),
    say(
      'uqmi.serving-system',
      '{"registration":"<registration:text>","plmn_mcc":<mcc:int>,"plmn_mnc":<mnc:int>,"plmn_description":"<operator:text>","roaming":<roaming:text>}',
      { about: 'register' },
    ),
  ],
  { remarks: [uqmiRemarks], relayed: true },
);
