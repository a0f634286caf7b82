import { remarks } from '../declaration.ts';

/** What the atc handlers say on their way. */
export const protoAtcRemarks = () => [
  ...remarks('control', 'info', {
    'atc.modem': ['Modem: <maker:text> - <model:word>', 'Modem: <modem:text>'],
    'atc.boot-delay': ['Modem boot delay <seconds:int>s'],
    'atc.initiating': ['Initiate modem with interface <netdev:word>'],
    'atc.activating': ['Activate modem'],
    'atc.answer': ['JSON: <data:text>'],
    'atc.custom-commands': ['Running custom AT-commands'],
  }),
  ...remarks('control', 'warn', {
    'atc.custom-command-malformed': ['Start custom AT-command with AT, <command:text>'],
  }),
  ...remarks('driver', 'warn', { 'atc.no-interface-yet': ['No interface could be found yet'] }),
  ...remarks('register', 'info', {
    'atc.cell-changed': ['Cell change, <cell:text>', 'Cell change<cell:text>'],
    'atc.technology-changed': ['RATchange: <was:text> -> <now:text>'],
    'atc.registration-unknown': ['Unknown', ' <was:text> -> unknown'],
    'atc.not-searching': [' <was:text> -> notSearching, disconnected', ' <was:text> -> notSearching'],
  }),
  ...remarks('dial', 'info', {
    'atc.default-apn': ['Using network default APN: <apn:text>'],
    'atc.pdp-type': ['Connected PDP type: <type:text>'],
    'atc.ipv6-unsupported': ['IPv6 not supported by the modem'],
    'atc.session-ended': ['Session disconnected'],
    'atc.disconnected': ['<interface:iface> is disconnected'],
  }),
  ...remarks('address', 'warn', {
    'atc.no-name-servers': [
      'No DNS servers provided. Try to activate IPv6 DNS servers via RA in Advanced Setting.',
      'No DNS servers provided. Try to activate IPv6 DNS servers via Router Advertisment in Advanced Setting.',
    ],
  }),
  ...remarks(null, 'info', {
    'sms.received': ['SMS received'],
    'sms.sent': ['SMS successfully sent'],
    'sms.failed': ['Unsuccessful delivery of SMS', 'Error'],
  }),
];
