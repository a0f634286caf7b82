import { remarks } from '../declaration.ts';

/** What else uqmi prints: signal and words about its own arguments. */
export const uqmiRemarks = () => [
  ...remarks('register', 'info', {
    'uqmi.signal': [
      '{"type":"lte","rssi":<rssi:int>,"rsrq":<rsrq:int>,"rsrp":<rsrp:int>,"snr":<snr:float>}',
      '{"type":"wcdma","rssi":<rssi:int>,"ecio":<ecio:int>}',
      '{"type":"gsm","signal":<signal:int>}',
    ],
  }),
  ...remarks('control', 'err', {
    'uqmi.argument-invalid': [
      '"Invalid network mode \'<mode:text>\'"',
      "Invalid service name '<service:text>'",
      'Invalid service <service:text>',
      'No device given',
      'Only 8 attach PDN supported',
    ],
    'uqmi.message-too-long': ['ERROR: static buffer for message data too small'],
  }),
  ...remarks(null, 'err', {
    'sms.unreadable': ['There was an error reading message.'],
    'sms.raw': ['Raw text:'],
  }),
];
