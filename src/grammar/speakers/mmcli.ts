import { say, speaker } from '../declaration.ts';
import { mmcliRemarks } from '../remarks/mmcli.ts';

/**
 * ModemManager's command line tool, whose words netifd relays from its handler modemmanager.sh. Its tables are blocks of
 * their own. Source: ModemManager cli/*.c, 1.6 to 1.24 and the development tree.
 */
export const mmcli = speaker(
  'mmcli',
  ['mmcli'],
  [
    say('mmcli.manager-missing', "error: couldn't find the ModemManager process in the bus", {
      broken: 'control',
      severity: 'err',
    }),
    say('mmcli.manager-missing', "error: couldn't create manager: <reason:text>", {
      broken: 'control',
      severity: 'err',
    }),
    say('mmcli.manager-missing', "error: couldn't get bus: <reason:text>", {
      broken: 'control',
      severity: 'err',
    }),
    say('mmcli.modem-missing', 'No modems were found', { broken: 'control', severity: 'info' }),
    say('mmcli.modem-missing', "error: couldn't find modem", { broken: 'control', severity: 'err' }),
    say('mmcli.modem-missing', "error: couldn't find modem at '<modem:text>'", {
      broken: 'control',
      severity: 'err',
    }),
    say('mmcli.modem-missing', "error: couldn't find modem identified by uid '<modem:text>'", {
      broken: 'control',
      severity: 'err',
    }),
    say('mmcli.modem-disabled', 'error: modem not enabled yet', { about: 'control', severity: 'err' }),
    say('mmcli.enabled', 'successfully enabled the modem', { reached: 'control', severity: 'info' }),
    say('mmcli.enable-failed', "error: couldn't enable the modem: '<reason:text>'", {
      about: 'control',
      severity: 'err',
    }),
    say('mmcli.pin-accepted', 'successfully sent PIN code to the SIM', {
      reached: 'sim',
      severity: 'info',
    }),
    say('mmcli.pin-failed', "error: couldn't send PIN code to the SIM: '<reason:text>'", {
      broken: 'sim',
      severity: 'err',
    }),
    say('mmcli.registered', 'successfully registered the modem', {
      reached: 'register',
      severity: 'info',
    }),
    say('mmcli.register-failed', "error: couldn't register the modem: '<reason:text>'", {
      broken: 'register',
      severity: 'err',
    }),
    say('mmcli.attach-apn-failed', "error: couldn't set initial EPS bearer properties: '<reason:text>'", {
      about: 'register',
      severity: 'err',
    }),
    say('mmcli.connected', 'successfully connected the modem', { reached: 'dial', severity: 'info' }),
    say('mmcli.connected', 'successfully connected the modem at bearer <bearer:path>', {
      reached: 'dial',
      severity: 'info',
    }),
    say('mmcli.connected', 'successfully connected the bearer', { reached: 'dial', severity: 'info' }),
    say('mmcli.connect-failed', "error: couldn't connect the modem: '<reason:text>'", {
      broken: 'dial',
      severity: 'err',
    }),
    say('mmcli.connect-failed', "error: couldn't connect the bearer: '<reason:text>'", {
      broken: 'dial',
      severity: 'err',
    }),
    say('mmcli.connect-arguments-bad', "Error parsing connect string: '<reason:text>'", {
      broken: 'dial',
      severity: 'err',
    }),
    say('mmcli.at-answer', "response: '<answer:text>'", { about: 'control', severity: 'info' }),
    say('mmcli.at-failed', "error: command failed: '<reason:text>'", { about: 'control', severity: 'err' }),
    say('mmcli.state', "<modem:path>: Initial state, '<state:text>'", { severity: 'info' }),
    say(
      'mmcli.state-changed',
      "<modem:path>: State changed, '<was:text>' --> '<now:text>' (Reason: <reason:text>)",
      { severity: 'info' },
    ),
    say('mmcli.modem-removed', '<modem:path>: Removed', { about: 'power', severity: 'info' }),
  ],
  { relayed: true, remarks: [mmcliRemarks] },
);
