import { remarks } from '../declaration.ts';

/** What uqmid says. Of some steps it prints the QMI status as a number and as the text of the error. */
export const uqmidRemarks = () => [
  ...remarks('control', 'info', {
    'uqmid.words': ['<modem:word>:svc/<service:int>:<instance:int> <words:text>'],
    'uqmid.message-received': [
      'Process message from srv <service:int> msg <message:hex> flag: <flags:hex> tid: <transaction:hex>',
    ],
    'uqmid.message-sent': [
      'Transmit message to srv <service:int> msg <message:hex> flag: <flags:hex> tid: <transaction:hex>',
    ],
    'uqmid.encoding-failed': ['Failed to encode set_data_format_req', 'Failed to encode in send_simple'],
    'uqmid.closing': [
      'Closing qmi device',
      'Modem connection died! Closing modem.',
      'Unknown modem fd state change eof: <eof:int> write_error: <error:int>. Closing modem anyways',
    ],
    'uqmid.sync-failed': ['Sync Request returned error <code:int>'],
    'uqmid.operating-mode': ['Opmode is <mode:int>', 'Current in operating mode <mode:int>'],
    'uqmid.operating-mode-failed': [
      'Failed to get operating mode. Status <status:int>/<reason:text>.',
      'Failed to get operating mode. Failed to parse message',
      'Failed to set operating mode. Status <status:int>/<reason:text>.',
      'Unhandled power mode! (<mode:int>) Trying to power off',
    ],
    'uqmid.service-missing': [
      'Ubus call requested, but dms not available.',
      'Ubus call requested, but wds not available.',
      'DMS service unavailable',
      "NAS service doesn't exist",
      "WDS service doesn't exist",
      'Service <service:int>: Subscribe check failed with <status:int>/<reason:text>',
    ],
    'uqmid.identity-unread': [
      'Failed to get a manufacturer.',
      'Got empty manufacturer.',
      'Failed to get a model.',
      'Got empty model.',
      'Failed to get a revision.',
      'Got empty revision.',
      'Failed to get a IMEI.',
    ],
    'uqmid.state-timeout': ['State timedout. Entering failure state'],
    'uqmid.failed': ['failed with <reason:text>', 'Foo!!!'],
  }),
  ...remarks('control', 'err', {
    'uqmid.ubus-failed': ['Failed to add modem object <code:int>'],
  }),
  ...remarks('control', 'err', { 'uqmid.ubus-failed': ['Failed to connect'] }, { shared: true }),
  ...remarks('driver', 'info', {
    'uqmid.data-format-failed': [
      'Failed to set data format. Status <status:int>/<reason:text>.',
      'Failed to set data format. Failed to parse message',
      'Failed to set data format. Link layer protocol TLV missing',
    ],
    'uqmid.netdev-failed': [
      'Failed to get wwan device. err <code:int>',
      'Failed to bring down wwan device. err <code:int>',
      'Failed to set qmi configuration. err <code:int>',
      'Failed to set mtu. err <code:int>',
      'Failed to set qmi configuration (final). err <code:int>',
      'Failed to bring up wwan device. err <code:int>',
    ],
  }),
  ...remarks('sim', 'info', {
    'uqmid.slot-status-failed': [
      'Failed to get slot status. Returned <status:int>/<reason:text>. Trying next card status',
      'Failed to get slot status.',
    ],
    'uqmid.slot-query': ['Trying to query UIM for slot status.'],
    'uqmid.iccid': [
      'slot <slot:int>: Empty ICCID. UIM not yet ready? Or an EUICC?',
      "Couldn't decode ICCID of slot <slot:int>",
      'Modem already contains an ICCID. Replacing old entry <was:text> with <now:text>',
    ],
    'uqmid.card-status-failed': [
      'Failed to get card status <status:int>/<reason:text>.',
      'Failed to get card status. Decoder failed.',
      'Failed to find a valid UIM in get_status. Failing UIM.',
    ],
    'uqmid.card-found': ['Found valid card application type <type:hex>'],
    'uqmid.imsi-failed': [
      'Failed to read imsi. Qmi Ret <status:int>/<reason:text>.',
      'Failed to read imsi. Decoder failed. <code:int>',
      'Failed to read imsi. No Read Data',
    ],
    'uqmid.puk-failed': [
      'Failed to unblock PIN by PUK. Qmi Ret <status:int>/<reason:text>.',
      'Failed to unblock pin/puk. Decoder failed. <code:int>',
    ],
  }),
  ...remarks('register', 'info', {
    'uqmid.registration-unread': [
      'Failed to get system info. Status <status:int>/<reason:text>',
      'Failed to decode serving system response',
      'No serving system in get serving system',
    ],
    'uqmid.search': ['Start network search.'],
    'uqmid.search-failed': ['Failed to force a network search. Status <status:int>/<reason:text>'],
  }),
  ...remarks('dial', 'info', {
    'uqmid.packet-service': ['Conn Status is <status:int>'],
    'uqmid.packet-service-unread': [
      'Failed to get packet service status. Failed to parse message',
      'Failed to get packet service status. No connection status',
    ],
    'uqmid.profile-failed': [
      'Failed to modify profile list. Status <status:int>/<reason:text>.',
      'Failed to modify profile list. Failed to parse message',
      'Failed to get profile list. Status <status:int>/<reason:text>.',
    ],
    'uqmid.profile-found': ['Found profile id <profile:int>'],
    'uqmid.start-no-effect': ['Start network return NO_EFFECT. Trying to continue'],
    'uqmid.stop-failed': ['Failed to stop network.'],
  }),
  ...remarks('address', 'info', {
    'uqmid.settings-incomplete': [
      'Failed to get current settings. Failed to parse message',
      "Modem didn't include ip family",
      "Modem didn't include IPv4 Address.",
      "Modem didn't include IPv6 Address.",
      'Modem reported an unknown ip_family <family:int>.',
    ],
  }),
];
