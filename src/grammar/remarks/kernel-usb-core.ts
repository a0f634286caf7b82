import { remarks } from '../declaration.ts';
import { behind, controller, hub, hubPort, usbDevice, usbInterface } from './kernel-prefix.ts';

/**
 * What the USB core says of hubs, descriptors, power management and usbfs.
 * Source: linux drivers/usb/core/{hub,hcd,message,config,driver,generic,usb,devio,port,urb}.c.
 */
export const kernelUsbCoreRemarks = () => [
  ...remarks('power', 'err', {
    'usb.hub-driver-failed': [
      "<program:text>: can't register hub driver",
      "<program:text>: can't start khubd",
      "<program:text>: can't allocate workqueue for usb hub",
    ],
    'usb.no-bus-number': ['<program:text>: too many buses', '<program:text>: failed to get bus number'],
    'usb.bus-attributes-failed': ['Cannot register USB bus sysfs attributes: <code:int>'],
    'usb.monitor-missing': ['USB: monitor was not registered'],
    'usb.driver-registration-failed': [
      '<program:text>: error <code:int> registering device',
      '<program:text>: error <code:int> registering interface',
      'usbcore: error <code:int> registering device driver <driver:word>',
      'usbcore: error <code:int> registering interface driver <driver:word>',
    ],
    'usb.core-setup-failed': [
      'Unable to register minors for usb_device',
      'Unable to get usb_device major <major:int>',
      'Unable to register usb_device class',
      'class_create failed for usb devices',
      'Unable to get major <major:int> for usb devices',
    ],
    'usb.descriptor-bogus': ['<program:text>: bogus descriptor, type <type:int> length <length:int>'],
    'usb.out-of-memory': ['alloc_urb: kmalloc failed'],
    'usb.otg-revision-unsupported': [
      '<program:text>: unsupported otg-rev: 0x<otgRev:hex>',
      '<path:path>: unsupported otg-rev: 0x<otgRev:hex>',
    ],
  }),
  ...remarks('power', 'info', {
    'usb.support-disabled': ['usbcore: USB support disabled'],
  }),
  ...remarks('power', 'warn', {
    'usb.root-hub-reset': ['usb usb<bus:int>: root hub lost power or was reset'],
    'usb.power-level-deprecated': ['WARNING! power/level is deprecated; use power/control instead'],
    'usb.buffer-unsuitable': [
      'transfer buffer not dma capable',
      'setup packet is on stack',
      'transfer buffer is on stack',
    ],
    'usb.port-power-unreliable': ['usb: port power management may be unreliable'],
    'usb.ports-not-paired': ['<device:word> and <peer:word> are not peers?'],
    'usb.transfer-misused': ['URB <urb:hex> submitted while active'],
  }),
  ...remarks(
    'power',
    'err',
    behind(controller, {
      'usb.root-hub-failed': [
        "can't register root hub for <device:word>, <code:int>",
        'unable to allocate root hub',
      ],
      'usb.interrupt-refused': ['request interrupt <interrupt:int> failed'],
      'usb.controller-start-failed': [
        "can't setup",
        'startup error <code:int>',
        'Found HC with no IRQ. Check BIOS/PCI <device:word> setup!',
        'init <device:word> fail, <code:int>',
        "can't setup: <code:int>",
        'gen_pool_add_virt failed with <code:int>',
      ],
      'usb.scatterlist-failed': [
        'dev <device:word> ep<endpoint:int>in scatterlist error <code:int>/<status:int>',
        'dev <device:word> ep<endpoint:int>out scatterlist error <code:int>/<status:int>',
      ],
      'usb.resume-failed': ["can't re-enable after resume, <code:int>!", 'PCI post-resume error <code:int>!'],
    }),
  ),
  ...remarks(
    'power',
    'info',
    behind(controller, {
      'usb.bus-removed': ['USB bus <number:int> deregistered'],
      'usb.controller-resources': [
        'irq <irq:int>, io mem 0x<mem:hex>',
        'irq <irq:int>, io base 0x<base:hex>',
        'io mem 0x<mem:hex>',
        'io base 0x<base:hex>',
        'irq <irq:int>, io port 0x<port:hex>',
        'io port 0x<port:hex>',
      ],
      'usb.controller-removed': ['remove, state <state:hex>'],
    }),
  ),
  ...remarks(
    'power',
    'warn',
    behind(controller, {
      'usb.root-hub-awake': ['Root hub is not suspended', 'Secondary root hub is not suspended'],
    }),
  ),
  ...remarks(
    'power',
    'err',
    behind(hub, {
      'usb.hub-status-failed': [
        'hub_port_status failed (err = <code:int>)',
        'hub_hub_status failed (err = <code:int>)',
        'get_hub_status failed',
        'hub_ext_port_status failed (err = <code:int>)',
      ],
      'usb.hub-transfer-failed': ['resubmit --> <code:int>', 'activate --> <code:int>'],
      'usb.port-not-disabled': ['cannot disable port <port:int> (err = <code:int>)'],
      'usb.hub-setup-failed': [
        'set hub depth failed',
        'Host not accepting hub info update.',
        'LS/FS devices and hubs may not work under this hub',
        'Using single TT (err <code:int>)',
        'config failed, <reason:text> (err <code:int>)',
        'Host not accepting hub info update',
      ],
      'usb.hub-refused': [
        'Unsupported bus topology: hub nested too deep',
        'bad descriptor, ignoring hub',
        'only USB3 hub support warm reset',
        'Invalid hub with more than one config or interface',
      ],
      'usb.port-device-failed': [
        "couldn't allocate port <port:int> usb_device",
        "couldn't create port<port:int> device.",
      ],
    }),
  ),
  ...remarks(
    'power',
    'info',
    behind(hub, {
      'usb.hub-found': ['<ports:int> port detected', '<ports:int> ports detected', 'USB hub found'],
    }),
  ),
  ...remarks(
    'power',
    'warn',
    behind(hub, {
      'usb.port-not-disabled': ['Could not disable port <port:int> after <milliseconds:int> ms'],
      'usb.hub-refused': ['ignoring external hub'],
      'usb.port-not-suspended': ['port <port:int> nyet suspended'],
      'usb.port-configuration-error': ['config error on port <port:int>'],
    }),
  ),
  ...remarks(
    'power',
    'err',
    behind(hubPort, {
      'usb.port-not-disabled': ['cannot disable (err = <code:int>)'],
      'usb.port-device-failed': ["couldn't allocate usb_device", "failed to sysfs_get_dirent 'state'"],
    }),
  ),
  ...remarks(
    'power',
    'warn',
    behind(hubPort, {
      'usb.port-not-suspended': ['device <device:word> not suspended yet'],
      'usb.port-configuration-error': ['config error'],
      'usb.port-device-failed': ['failed to expose pm_qos_no_poweroff', 'failed to add component'],
    }),
  ),
  ...remarks(
    'power',
    'err',
    behind(usbDevice, {
      'usb.translator-not-cleared': [
        'clear tt <tt:int> (<deviceInfo:hex>) error <code:int>',
        "can't save CLEAR_TT_BUFFER state",
      ],
      'usb.configuration-unreadable': [
        "can't read configurations, error <code:int>",
        'unable to read config index <index:int> descriptor/start: <code:int>',
        'unable to read config index <index:int> descriptor/all',
      ],
      'usb.device-not-added': [
        "can't device_add, error <code:int>",
        'device_add(<device:word>) --> <code:int>',
      ],
      'usb.authorization-failed': [
        "can't autoresume for authorization: <code:int>",
        "can't re-read device descriptor for authorization: <code:int>",
      ],
      'usb.no-translator': ['parent hub has no TT'],
      'usb.descriptor-wrong': ['got a wrong device descriptor, warm reset device'],
      'usb.packet-size-invalid': ['Invalid ep0 maxpacket: <maxpacket:int>'],
      'usb.hub-refused': ["can't connect bus-powered hub to this port"],
      'usb.out-of-memory': ['no mem to re-read configs after reset', 'Out of memory', 'out of memory'],
      'usb.configuration-not-restored': [
        "can't restore configuration #<configuration:int> (error=<code:int>)",
        'failed to restore interface <interface:int> altsetting <altsetting:int> (error=<code:int>)',
      ],
      'usb.scatterlist-failed': ['sg_complete, unlink --> <code:int>'],
      'usb.string-malformed': [
        'string descriptor 0 malformed (err = <code:int>), defaulting to 0x<language:hex>',
      ],
      'usb.interfaces-associated-twice': ['Interface #<interface:int> referenced by multiple IADs'],
      'usb.configuration-descriptor-faulty': [
        'invalid descriptor for config index <index:int>: type = 0x<type:hex>, length = <length:int>',
        'chopping to <configurations:int> config(s)',
        'config index <index:int> descriptor too short (expected <expected:int>, got <got:int>)',
      ],
      'usb.no-configuration': ['no configurations'],
      'usb.capabilities-unreadable': [
        'unable to get BOS descriptor',
        'unable to get BOS descriptor set',
        'unable to get BOS descriptor or descriptor too short',
      ],
      'usb.not-authorized': ['Device is not authorized for usage'],
      'usb.role-unset': ['set a_alt_hnp_support failed: <code:int>'],
      'usb.link-power-not-disabled': [
        'Failed to disable LTM before suspend',
        'Failed to disable LPM before suspend',
        'usb_reset_and_verify_device Failed to disable LPM',
        'usb_reset_and_verify_device Failed to disable LTM',
        'usb_reset_configuration Failed to disable LPM',
        'usb_set_configuration Failed to disable LPM',
      ],
      'usb.device-not-enabled': ['hub failed to enable device, error <code:int>'],
      'usb.language-missing': ['language id specifier not provided by device, defaulting to English'],
      'usb.suspend-failed': ['Failed to suspend device, error <code:int>'],
      'usb.packet-size-changed': ['device reset changed ep0 maxpacket size!'],
      'usb.reprobe-failed': ['Failed to reprobe device (error <code:int>)'],
    }),
  ),
  ...remarks(
    'power',
    'info',
    behind(usbDevice, {
      'usb.dual-role': ['Dual-Role OTG device on HNP port', 'Dual-Role OTG device on non-HNP port'],
      'usb.role-unset': ["can't set HNP mode: <code:int>"],
      'usb.authorized': ['authorized to connect'],
      'usb.bandwidth-short': ['Not enough bandwidth for altsetting <altsetting:int>'],
      'usbfs.transfer': [
        'userurb <urb:word>, ep<endpoint:int> <pipe:text>, length <length:int>',
        'userurb <urb:word>, ep<endpoint:int> <pipe:text>, actual_length <length:int> status <status:int>',
        'ep<endpoint:int> <pipe:text>, length <length:int>, timeout <timeout:int>',
        'ep<endpoint:int> <pipe:text>, actual_length <length:int>, status <status:int>',
        'userurb <urb:hex>, ep<endpoint:int> <pipe:text>, length <length:int>',
        'userurb <urb:hex>, ep<endpoint:int> <pipe:text>, actual_length <length:int> status <status:int>',
      ],
      'usbfs.recipient-adjusted': [
        'check_ctrlrecip: process <process:int> (<program:text>) requesting ep <requested:hex> but needs <needed:hex>',
      ],
      'usb.link-power-unsupported': [
        'No LPM exit latency info found, disabling LPM.',
        'LPM exit latency is zeroed, disabling LPM.',
        "We don't know the algorithms for LPM for this host, disabling LPM.",
      ],
      'usb.interface-skipped': ['skipping disabled interface <interface:int>'],
      'usb.configuration-assumed': ['Device claims zero configurations, forcing to 1'],
      'usb.configuration-chosen': [
        'configuration #<configuration:int> chosen from <choices:int> choices',
        'configuration #<configuration:int> chosen from <choices:int> choice',
      ],
    }),
  ),
  ...remarks(
    'power',
    'notice',
    behind(usbDevice, {
      'usb.endpoint-descriptor-odd': [
        'Invalid SuperSpeedPlus isoc endpoint companionfor config <configuration:int> interface <interface:int> altsetting <altsetting:int> ep <endpoint:int>.',
        'config <configuration:int> interface <interface:int> altsetting <altsetting:int> has an endpoint descriptor with address 0x<was:hex>, changing to 0x<now:hex>',
        'config <configuration:int> interface <interface:int> altsetting <altsetting:int> has an ignored endpoint with address 0x<address:hex>, skipping',
        'config <configuration:int> interface <interface:int> altsetting <altsetting:int> endpoint 0x<endpoint:hex> has invalid wMaxPacketSize 0',
        'invalid SuperSpeed endpoint companion descriptor of length <length:int>, skipping',
        'config <configuration:int> interface <interface:int> altsetting <altsetting:int> has an invalid descriptor for endpoint zero, skipping',
      ],
    }),
  ),
  ...remarks(
    'power',
    'warn',
    behind(usbDevice, {
      'usb.packet-size-adjusted': ['Using ep0 maxpacket: <maxpacket:int>'],
      'usb.controller-resources-short': ['Busted HC? Not enough HCD resources for old configuration.'],
      'usb.scatterlist-failed': ['usb_sg_cancel, unlink --> <code:int>'],
      'usb.interface-descriptor-odd': [
        'selecting invalid altsetting <altsetting:int>',
        'Duplicate descriptor for config <configuration:int> interface <interface:int> altsetting <altsetting:int>, skipping',
        'config <configuration:int> has an invalid interface descriptor of length <length:int>, skipping',
        'config <configuration:int> has more interface descriptors, than it declares in bNumInterfaces, ignoring interface number: <number:int>',
        'config <configuration:int> has an invalid interface number: <number:int> but max is <limit:int>',
        'config <configuration:int> has an invalid interface association descriptor of length <length:int>, skipping',
        "config <configuration:int> has <interfaces:int> interface<plural:text>, different from the descriptor's value: <declared:int>",
        'config <configuration:int> has no interface number <number:int>',
        'config <configuration:int> interface <interface:int> has no altsetting <altsetting:int>',
      ],
      'usb.endpoint-descriptor-odd': [
        'No SuperSpeed endpoint companion for config <configuration:int> interface <interface:int> altsetting <altsetting:int> ep <endpoint:int>: using minimum values',
        'Control endpoint with bMaxBurst = <bMaxBurst:int> in config <configuration:int> interface <interface:int> altsetting <altsetting:int> ep <endpoint:int>: setting to zero',
        'Endpoint with bMaxBurst = <bMaxBurst:int> in config <configuration:int> interface <interface:int> altsetting <altsetting:int> ep <endpoint:int>: setting to 15',
        'Control endpoint with bmAttributes = <bmAttributes:int> in config <configuration:int> interface <interface:int> altsetting <altsetting:int> ep <endpoint:int>: setting to zero',
        'Bulk endpoint with bmAttributes = <bmAttributes:int> in config <configuration:int> interface <interface:int> altsetting <altsetting:int> ep <endpoint:int>: setting to zero',
        'Bulk endpoint with more than 65536 streams in config <configuration:int> interface <interface:int> altsetting <altsetting:int> ep <endpoint:int>: setting to max',
        'Isoc endpoint has Mult of <multiplier:int> in config <configuration:int> interface <interface:int> altsetting <altsetting:int> ep <endpoint:int>: setting to 3',
        'Isoc endpoint with wBytesPerInterval of <bytes:int> in config <configuration:int> interface <interface:int> altsetting <altsetting:int> ep <endpoint:int>: setting to <limit:int>',
        'Int endpoint with wBytesPerInterval of <bytes:int> in config <configuration:int> interface <interface:int> altsetting <altsetting:int> ep <endpoint:int>: setting to <limit:int>',
        'config <configuration:int> interface <interface:int> altsetting <altsetting:int> has an invalid endpoint descriptor of length <length:int>, skipping',
        'config <configuration:int> interface <interface:int> altsetting <altsetting:int> has an invalid endpoint with address 0x<address:hex>, skipping',
        'config <configuration:int> interface <interface:int> altsetting <altsetting:int> endpoint 0x<endpoint:hex> has an invalid bInterval <interval:int>, changing to <limit:int>',
        'config <configuration:int> interface <interface:int> altsetting <altsetting:int> endpoint 0x<endpoint:hex> is Bulk; changing to Interrupt',
        'config <configuration:int> interface <interface:int> altsetting <altsetting:int> bulk endpoint 0x<endpoint:hex> has invalid maxpacket <maxpacket:int>',
        "config <configuration:int> interface <interface:int> altsetting <altsetting:int> has <endpoints:int> endpoint descriptor<plural:text>, different from the interface descriptor's value: <declared:int>",
        'config <configuration:int> interface <interface:int> altsetting <altsetting:int> has a duplicate endpoint with address 0x<address:hex>, skipping',
        'config <configuration:int> interface <interface:int> altsetting <altsetting:int> endpoint 0x<endpoint:hex> has invalid maxpacket <packetSize:int>, setting to <limit:int>',
      ],
      'usb.descriptor-excess': [
        'too many endpoints for config <configuration:int> interface <interface:int> altsetting <altsetting:int>: <endpoints:int>, using maximum allowed: <limit:int>',
        'config <configuration:int> has too many interfaces: <interfaces:int>, using maximum allowed: <limit:int>',
        'too many alternate settings for config <configuration:int> interface <interface:int>: <altsettings:int>, using maximum allowed: <limit:int>',
        'too many configurations: <configurations:int>, using maximum allowed: <limit:int>',
      ],
      'usb.configuration-descriptor-odd': [
        'config <configuration:int> descriptor has <bytes:int> excess byte<plural:text>, ignoring',
        'config <configuration:int> has an invalid descriptor of length <length:int>, skipping remainder of the config',
        'config <configuration:int> contains an unexpected descriptor of type 0x<type:hex>, skipping',
        'descriptor type invalid, skip',
      ],
      'usb.interfaces-associated-twice': [
        'found more Interface Association Descriptors than allocated for in configuration <configuration:int>',
      ],
      'usb.configuration-not-chosen': ['no configuration chosen from <choices:int> choice<plural:text>'],
      'usbfs.interface-claimed-elsewhere': [
        "usbfs: interface <interface:int> claimed by <driver:word> while '<program:text>' sets config #<configuration:int>",
        "usbfs: interface <interface:int> claimed by <driver:word> while '<program:text>' resets device",
      ],
      'usb.link-state-invalid': [
        "usb_set_device_initiated_lpm: Can't enable non-U1 or U2 state.",
        "usb_set_device_initiated_lpm: Can't disable non-U1 or U2 state.",
        "usb_set_lpm_timeout: Can't set timeout for non-U1 or U2 state.",
        "usb_disable_link_state: Can't disable non-U1 or U2 state.",
      ],
      'usb.link-power-unchanged': [
        'Enable of device-initiated <state:text> failed.',
        'Disable of device-initiated <state:text> failed.',
        'Set SEL for device-initiated <state:text> failed.',
      ],
      'usb.link-timeout-unset': [
        'Failed to set <state:text> timeout to 0x<timeout:hex>, which is a reserved value.',
        'Failed to set <state:text> timeout to 0x<timeout:hex>,error code <code:int>',
      ],
      'usb.link-state-unchanged': [
        'Could not enable <state:text> link state, xHCI error <code:int>.',
        'Could not disable xHCI <state:text> timeout, bus schedule bandwidth may be impacted.',
      ],
      'usb.remote-wake-failed': ["Port disable: can't disable remote wake"],
      'usbfs.interface-unclaimed': [
        'usbfs: process <process:int> (<program:text>) did not claim interface <interface:int> before use',
      ],
      'usbfs.odd-request': [
        'Process <process:int> (<program:text>) called USBDEVFS_<request:text> for active endpoint 0x<endpoint:hex>',
        'Requested nonsensical USBDEVFS_URB_SHORT_NOT_OK.',
        'Requested nonsensical USBDEVFS_URB_ZERO_PACKET.',
      ],
      'usb.transfer-misused': ['BOGUS urb xfer, pipe <pipe:hex> != type <type:hex>'],
    }),
  ),
  ...remarks(
    'power',
    'err',
    behind(usbInterface, {
      'usb.not-authorized': [
        'Device is not authorized for usage',
        'Interface <interface:int> is not authorized for usage',
      ],
      'usb.suspend-failed': ['suspend error <code:int>'],
      'usb.resume-failed': ['reset_resume error <code:int>', 'resume error <code:int>'],
      'usb.link-power-not-disabled': [
        'usb_set_interface Failed to disable LPM',
        'usb_probe_interface Failed to disable LPM for driver <name:text>',
      ],
    }),
  ),
  ...remarks(
    'power',
    'warn',
    behind(usbInterface, {
      'usb.rebind-failed': ['rebind failed: <code:int>'],
      'usb.no-reset-resume': ['no reset_resume for driver <name:text>?'],
      'usbfs.interface-number-invalid': ['interface number <number:int> out of range'],
    }),
  ),
];
