import { remarks } from '../declaration.ts';

/**
 * The hotplug scripts that tell ModemManager of devices, and the processes that watch over it. Up to 22.03 an error is a
 * word of the sentence, later its severity. Source: OpenWrt packages modemmanager.common, 25-modemmanager-*,
 * 10-report-down, ModemManager-monitor, ModemManager-wrapper.
 */
export const modemManagerHotplugRemarks = () => [
  ...remarks('control', 'err', {
    'hotplug.device-unknown': [
      'hotplug: modem not detected at sysfs path',
      'hotplug: parent device sysfspath not found',
      'hotplug: unknown status read for device at sysfs path <device:path>',
      "hotplug: No 'device' for object '<modem:text>' not found...",
      "hotplug: No 'sysfspath' for object '<modem:text>' not found...",
    ],
    'hotplug.event-failed': ["hotplug: Couldn't report kernel event: <reason:text>"],
  }),
  ...remarks('control', 'info', {
    'hotplug.device-unknown': [
      'hotplug: error: modem not detected at sysfs path',
      'hotplug: error: parent device sysfspath not found',
      'hotplug: error: unknown status read for device at sysfs path <device:path>',
    ],
    'hotplug.event': [
      'hotplug: <action:text> network interface <netdev:text>: event processed',
      'hotplug: <action:text> cdc interface <port:text>: custom event processed',
      'hotplug: <action:text> serial interface <port:text>: event processed',
      'hotplug: <action:text> wwan control port <port:text>: event processed',
      'hotplug: event reported: action=<action:text>, name=<name:text>, subsystem=<subsystem:text>',
      'hotplug: Report event: action=<action:text>, name=<name:text>, subsystem=<subsystem:text>',
      'hotplug: cached event found: action=<action:text>, name=<name:text>, subsystem=<subsystem:text>, sysfspath=<device:text>',
    ],
    'hotplug.interface-available': [
      "hotplug: setting interface '<interface:text>' as available",
      "hotplug: interface '<interface:text>' set '<device:text>' state available",
    ],
    'hotplug.interface-unavailable': [
      "hotplug: setting interface '<interface:text>' as unavailable",
      "hotplug: interface '<interface:text>' set '<device:text>' state unavailable",
    ],
    'hotplug.interface-configured': [
      "hotplug: interface '<interface:text>' is set to configure device '<device:text>'",
    ],
    'hotplug.waiting-for-modem': [
      'hotplug: now waiting for modem at sysfs path <device:path>',
      'hotplug: no need to wait for modem at sysfs path <device:path>',
      'hotplug: already waiting for modem at sysfs path <device:path>',
    ],
    'hotplug.waiting-for-manager': [
      'hotplug: checking if ModemManager is available...',
      'hotplug: Checking if ModemManager is available...',
      'hotplug: ModemManager not yet available',
      'hotplug: ModemManager not yet available (count=<count:text>)',
    ],
    'modem-manager.signalled': [
      'ModemManager-wrapper[<process:int>] Sending signal <signal:text>...',
      'ModemManager-monitor[<process:int>] Sending signal <signal:text> ...',
    ],
  }),
  ...remarks('control', 'debug', {
    'hotplug.virtual-device': [
      'hotplug: sysfspath is a virtual device (<device:text>)',
      'hotplug: rmnet netdevice <netdev:text>',
      'hotplug: qmi_wwan qmap netdevice <netdev:text>',
      'hotplug: mbim vlan netdevice <netdev:text>',
    ],
    'hotplug.cache': [
      "hotplug: delete object '<modem:text>' from monitore cache",
      "hotplug: add object '<modem:text>' to monitore cache (device=<device:text>,sysfspath=<path:text>)",
      'hotplug: Monitor cache line: <line:text>',
    ],
  }),
  ...remarks('dial', 'notice', {
    'bearer.reported': ['interface <interface:text> (network device <netdev:text>) <state:text>'],
  }),
];
