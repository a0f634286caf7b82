import { remarks } from '../declaration.ts';
import { ofAllReleases } from './modem-manager-wording.ts';

/** ModemManager about ports, plugins and the devices they belong to. Source: mm-port*.c, mm-plugin*.c, mm-base-manager.c. */
export const modemManagerPortRemarks = () => [
  ...remarks('control', 'err', {
    'modem-port.bad-expression': ['Invalid regular expression: <reason:text>'],
  }),
  ...remarks('control', 'warn', {
    'modem-port.attributes-failed': [
      '*** <function:word> (<object:text>): (<port:text>) tcgetattr() error <errno:int>',
      'tcgetattr() error: <errno:int>',
      'port attributes not fully set',
      'error getting serial port attributes: <reason:text>',
    ],
    'modem-port.bad-setting': [
      "Invalid baudrate '<rate:int>'",
      'Invalid bits (<bits:int>). Valid values are 5, 6, 7, 8.',
      'Invalid parity (<parity:text>). Valid values are n, e, o',
      'Invalid stop bits (<bits:int>). Valid values are 1 and 2)',
      'baudrate invalid: <rate:int>; defaulting to 57600',
    ],
    'modem-port.busy-closing': ['close blocked by driver for more than 7 seconds!'],
    'modem-port.closing-wait-failed': ofAllReleases(
      "couldn't set serial port closing_wait to none: <reason:text>",
      'serial port closing_wait was reset!',
    ),
    'modem-port.lock-failed': [
      'could not drop serial port lock: (<errno:int>) <reason:text>',
      'could not re-acquire serial port lock: (<errno:int>) <reason:text>',
      'could not drop serial port lock: <reason:text>',
      'could not re-acquire serial port lock: <reason:text>',
    ],
    'modem-port.read-failed': ['read error: <reason:text>', 'receive error: <reason:text>'],
    'modem-port.flow-control-unsupported': ofAllReleases(
      'unsupported flow control settings in port: <reason:text>',
      'unsupported flow control settings in port <port:text>: <reason:text>',
      "couldn't set flow control settings in <port:text>: <reason:text>",
      "couldn't set flow control settings: <reason:text>",
    ),
    'modem-port.init-failed': ['custom port initialization logic failed: <reason:text>'],
    'modem-port.qcdm-failed': ['failed to parse QCDM version info command result: <result:int>'],
    'modem-port.close-failed': [
      "Couldn't properly close QMI device: <reason:text>",
      "Couldn't close QMI device after failed open sequence: <reason:text>",
      "Couldn't close QMI device to reopen it",
    ],
    'modem-port.data-format-failed': [
      "Couldn't set data format: <reason:text>",
      "Couldn't setup data format: <reason:text>",
    ],
    'modem-port.endpoints-unknown': [
      'Unable to read TX and RX endpoint IDs from sysfs. skipping automatic DPM port opening.',
    ],
    'modem-port.services-unknown': ofAllReleases("couldn't query device services: <reason:text>"),
    'modem-port.reset-failed': [
      "couldn't reset MBIM port '<port:text>' with data interface '<netdev:text>': <reason:text>",
      "couldn't reset QMI port '<port:text>' with data interface '<netdev:text>': <reason:text>",
    ],
    'modem-port.links-unknown': [
      "couldn't list links in <netdev:text>: <reason:text>",
      "couldn't get interface index",
      'no port to query maximum number of supported network links',
      'unexpected link port subsystem grabbed: <subsystem:word>/<port:text>',
    ],
    'modem-port.grab-failed': [
      'could not create generic device for virtual port <port:text>: <reason:text>',
      'could not grab virtual port <port:text>: <reason:text>',
    ],
    'modem-port.hint-conflict': [
      'multiple incompatible port type hints configured via udev: <hints:text>',
      'overriding type in possible <type:text> port with udev tag: <tag:text>',
    ],
    'modem-port.no-control-port': ["Couldn't find associated cdc-wdm port for 'net/<netdev:text>'"],
    'modem-port.no-parent': ['no parent path for net port', 'no parent path for net port <netdev:text>'],
    'modem-port.late': [
      "additional port <port:text> in device '<device:text>' added after device probing has already finished",
    ],
    'modem-port.rule-failed': [
      "invalid pattern in rule '<rule:text>': <reason:text>",
      "couldn't apply pattern match in rule '<rule:text>': <reason:text>",
      ...ofAllReleases(
        'unknown match condition parameter: <parameter:text>',
        'unknown attribute: <attribute:text>',
        'invalid sysfs path read for <subsystem:word>/<port:text>',
      ),
    ],
    'modem-port.command-failed': [
      'Command failed (<reason:text>), retrying once',
      '[<from:text>] notified command-done but not active source',
      'unknown source <from:text> notified command-done',
    ],
    'modem-port.role-unknown': [
      "couldn't parse port number: <value:text>",
      'failed to parse ^GETPORTMODE response: <reason:text>',
    ],
    'modem-device.modem-failed': [
      ...ofAllReleases(
        "couldn't create modem for virtual device '<device:text>': <reason:text>",
        "couldn't set plugin for virtual device '<device:text>': <reason:text>",
      ),
      "Couldn't create modem for virtual device at '<device:text>': <reason:text>",
      "Couldn't set plugin for virtual device at '<device:text>': <reason:text>",
      'cannot initialize modem: not found',
    ],
    'modem-device.setup-failed': ["couldn't run setup for device '<device:text>': <reason:text>"],
    'modem-device.uninhibit-failed': ofAllReleases("couldn't uninhibit device: <reason:text>"),
    'modem-device.ids-unknown': [
      ...ofAllReleases("couldn't build device ids: <reason:text>", "couldn't set version: <reason:text>"),
      'failed to build generic device ids: <reason:text>',
    ],
    'modem-device.remove-failed': ['removing modem failed: <reason:text>'],
    'kernel-event.failed': [
      "couldn't handle kernel event: <reason:text>",
      "couldn't load initial kernel events: <reason:text>",
      "couldn't process line '<line:text>' as initial kernel event <reason:text>",
      "couldn't parse line '<line:text>' as initial kernel event <reason:text>",
    ],
    'qrtr.node-unknown': [
      'cannot find node <node:int>',
      'qrtr node <node:int> was previously added',
      'socket connection closed',
      'socket i/o failure: <reason:text>',
    ],
    'plugin.unloadable': [
      "could not load plugin '<file:text>': <reason:text>",
      "could not load plugin '<file:text>': Plugin major version <has:int>, <wanted:int> is required",
      "could not load plugin '<file:text>': Plugin minor version <has:int>, <wanted:int> is required",
      "could not load shared '<file:text>': <reason:text>",
      "could not load shared '<file:text>': Shared major version <has:int>, <wanted:int> is required",
      "could not load shared '<file:text>': Shared minor version <has:int>, <wanted:int> is required",
      'generic plugin not loaded',
    ],
    'plugin.ignored': [
      "ignored plugin '<plugin:text>': <reason:text>",
      "plugin '<plugin:text>' doesn't specify allowed subsystems: ignored",
      "plugin '<plugin:text>' is generic and another one is already registered: ignored",
    ],
    'plugin.check-failed': [
      "task <task:text>: error when checking support with plugin '<plugin:text>': <reason:text>",
      "task <task:text>: error when checking support with plugin '<plugin:text>': '<reason:text>'",
      'task <task:text>: failed: <reason:text>',
      'task <task:text>: port context already being processed',
      'task <task:text>: port context already scheduled',
    ],
    'plugin.overridden': [
      'task <task:text>: suggested plugin (<plugin:text>) not among the ones to test',
      "task <task:text>: will use plugin '<plugin:text>' instead of '<instead:text>', modem is icera-capable",
      "task <task:text>: overriding previously selected device plugin '<was:text>' with '<now:text>', modem is icera-capable",
    ],
    'plugin.mismatch': [
      "task <task:text>: plugin mismatch error (device reports '<device:text>', port reports '<port:text>')",
    ],
  }),
  ...remarks('control', 'notice', {
    'modem-device.modem-creating': [
      "creating modem with plugin '<plugin:text>' and '<ports:int>' ports <ids:text>",
    ],
    'modem-port.at-capable': [
      'MBIM device is AT capable',
      'MBIM device is AT capable but support is disabled',
      'MBIM device is not AT capable',
    ],
    'modem-port.qmi-check-skipped': ['Skipping QMI support check in MBIM device'],
    'modem-device.setup': ["running setup for device '<device:text>'..."],
  }),
  // With --debug. What goes over an AT port, control characters spelt out: 'AT+CSQ<CR><LF>'.
  ...remarks('control', 'debug', {
    'modem-port.at-sent': ["--> '<command:text>'"],
    'modem-port.at-answered': ["<-- '<answer:text>'"],
    'modem-port.at-failed': ['operation failure: <code:int> (<reason:text>)'],
  }),
  ...remarks(
    'control',
    'debug',
    {
      'modem-port.open-count': [
        'device open count is <count:int> (open)',
        'device open count is <count:int> (close)',
      ],
    },
    { noise: true },
  ),
  ...remarks('control', 'info', {
    'modem-port.opening': [
      '(<port:text>) baud rate: <rate:int> (<symbol:text>)',
      'Creating QMI device from QRTR node...',
    ],
    // The subsystems of mm-kernel-device.c; any two words with a slash would be somebody else's.
    'modem-port.role': [
      'tty/<port:word>: <role:text>',
      'net/<port:word>: <role:text>',
      'usbmisc/<port:word>: <role:text>',
      'wwan/<port:word>: <role:text>',
      'rpmsg/<port:word>: <role:text>',
      'qrtr/<port:word>: <role:text>',
    ],
    'modem-port.qmi-capable': ['MBIM device is QMI capable', 'MBIM device is not QMI capable'],
    'modem-port.released': ['fake releasing port <subsystem:word>/<port:text> during uninhibition...'],
    'modem-device.modem-created': [
      "modem for virtual device '<device:text>' successfully created",
      "Modem for virtual device '<device:text>' successfully created",
      "Modem for virtual device at '<device:text>' successfully created",
    ],
    'modem-device.modem-creating': [
      "creating virtual modem with plugin '<plugin:text>' and '<ports:int>' ports",
      "Creating virtual modem with plugin '<plugin:text>' and '<ports:int>' ports",
    ],
    'modem-device.inhibited': ofAllReleases("device inhibition setup for uid '<uid:text>'"),
    'modem-device.uninhibited': ofAllReleases(
      "device inhibition teardown for uid '<uid:text>'",
      "device inhibition teardown for uid '<uid:text>' (owner disappeared from bus)",
    ),
    'modem-device.retry': [
      "last device '<device:text>' probing had failed, will retry",
      "last modem object creation in device '<device:text>' had failed, will retry",
      "last modem object creation in device '<device:text>' succeeded, but we have a new port addition, will retry",
    ],
    'modem-device.cleanup-failed': ['failed to cleanup device <device:text>: <reason:text>'],
    'qrtr.node': ['qrtr node <node:int> removed', 'qrtr services ready for node <node:int>'],
  }),
];
