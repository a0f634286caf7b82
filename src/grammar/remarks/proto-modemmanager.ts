import { remarks } from '../declaration.ts';

/** What else netifd's handler for ModemManager says. Source: OpenWrt packages modemmanager.proto and modemmanager.sh. */
export const protoModemmanagerRemarks = () => [
  ...remarks('sim', 'notice', {
    'handler.pin-attempts-unknown': ['unable to check PIN/PUK attempts'],
    'handler.pin-check-unsupported': ["PIN/PUK check '<lock:text>' not implemented"],
    'handler.sim-initializing': ['waiting for SIM initializing (<seconds:int>s)'],
  }),
  ...remarks('register', 'notice', {
    'handler.setting-mode': [
      "setting allowed mode to '<allowed:text>'",
      "setting preferred mode to '<preferred:text>' (<allowed:text>)",
    ],
    'handler.mode-missing': ['no preferred mode configured', 'no allowed mode configured'],
    'handler.attach-apn': [
      "Setting '<which:text>' inital EPS bearer apn to '<apn:text>'...",
      'Deleting inital EPS bearer...',
    ],
    'handler.attach-apn-missing': ["No '<which:text>' init eps bearer apn configured"],
    'handler.operator-id': ['network operator MCCMNC: <plmn:text>'],
    'handler.registration-type': ['registration type: <type:text>'],
    'handler.access-technology': ['access technology: <technology:text>'],
    'handler.signal-quality': ['signal quality: <percent:text>%'],
    'handler.signal-rate': [
      'setting signal refresh rate to <seconds:text> seconds',
      'signal refresh rate is not set',
    ],
  }),
  ...remarks('dial', 'notice', {
    'handler.tearing-down': [
      'stopping network',
      'running disconnection (<method:word> method)',
      'running disconnection (common)',
      '<family:word> connection teardown required in interface <interface:iface>: <method:text>',
      'Skipping modem disable',
    ],
    'handler.pppd-result-unknown': ['pppd result code not given'],
  }),
  ...remarks('route', 'notice', {
    'handler.adding-dns': ['adding primary DNS at <server:ip>', 'adding secondary DNS at <server:ip>'],
  }),
];
