import { remarks } from '../declaration.ts';
import { behind, serialPort, usbDevice, usbInterface } from './kernel-prefix.ts';

/**
 * What the drivers of serial ports and of control nodes say.
 * Source: linux drivers/usb/serial/*.c, drivers/usb/class/{cdc-acm,cdc-wdm}.c.
 */
export const kernelUsbSerialRemarks = () => [
  ...remarks('driver', 'err', {
    'serial.core-failed': [
      'usb-serial: usb_serial_init - registering bus driver failed',
      'usb-serial: usb_serial_init - tty_register_driver failed',
      'usb-serial: usb_serial_init - usb_register failed',
      'usb-serial: usb_serial_init - registering generic driver failed',
      'usb-serial: usb_serial_init - returning with error <code:int>',
      'usbserial: usb_serial_init - registering bus driver failed',
      'usbserial: usb_serial_init - tty_register_driver failed',
      'usbserial: usb_serial_init - usb_register failed',
      'usbserial: usb_serial_init - registering generic driver failed',
      'usbserial: usb_serial_init - returning with error <code:int>',
    ],
    'serial.driver-registration-failed': [
      'usb-serial: problem <code:int> when registering driver <driver:text>',
      'usbserial: problem <code:int> when registering driver <driver:text>',
    ],
    'serial.console-unavailable': ['usbserial: No USB device connected to ttyUSB<port:int>'],
  }),
  ...remarks('driver', 'info', {
    'serial.core-loaded': ['<module:text>: USB Serial Driver core'],
    'serial.type-removed': [
      'USB Serial deregistering driver <device:word>',
      'usbserial: USB Serial deregistering driver <device:word>',
    ],
    'ftdi.driver-loaded': ['<module:text>: v1.6.0:USB FTDI Serial Converters Driver'],
    'acm.driver-loaded': [
      '<module:text>: USB Abstract Control Model driver for USB modems and ISDN adapters',
    ],
  }),
  ...remarks('driver', 'warn', {
    'serial.driver-registration-failed': ['Serial driver <driver:text> has no usb_driver'],
  }),
  ...remarks(
    'driver',
    'err',
    behind('cdc_acm <usbInterface:usbintf>: ', {
      'acm.transfer-failed': [
        'acm_start_wb - usb_submit_urb(write bulk) failed: <code:int>',
        'acm_ctrl_irq - usb_submit_urb failed: <code:int>',
        'acm_submit_read_urb - usb_submit_urb failed: <code:int>',
        'acm_port_activate - usb_submit_urb(ctrl irq) failed',
        'urb <urb:int> failed submission with <code:int>',
      ],
      'acm.descriptors-odd': [
        'Weird descriptor references',
        'Zero length descriptor references',
        'skipping garbage byte',
        'skipping garbage',
        'More than one union descriptor, skipping ...',
        'This needs exactly 3 endpoints',
      ],
      'acm.not-a-modem': ['This device cannot do calls on its own. It is not a modem.'],
      'acm.no-free-number': ['no more free acm devices'],
      'acm.lines-unset': ['failed to set dtr/rts'],
    }),
  ),
  ...remarks(
    'driver',
    'warn',
    behind('cdc_acm <usbInterface:usbintf>: ', {
      'acm.descriptors-odd': [
        'No union descriptor, testing for castrated device',
        'Control and data interfaces are not separated!',
      ],
      'acm.polling-failed': ['failed to start persistent ctrl polling'],
    }),
  ),
  ...remarks(
    'driver',
    'err',
    behind('ch341-uart <tty:tty>: ', {
      'ch341.transfer-failed': [
        'ch341_open - failed submitting interrupt urb, error <code:int>',
        'ch341_open - failed to submit interrupt urb: <code:int>',
        'failed to submit interrupt urb: <code:int>',
      ],
      'ch341.out-of-memory': ['ch341_break_ctl - kmalloc failed'],
      'ch341.break-failed': [
        'ch341_break_ctl - USB control read error (<code:int>)',
        'ch341_break_ctl - USB control write error (<code:int>)',
        'failed to read break control: <code:int>',
        'failed to write NUL byte for simulated break condition: <code:int>',
      ],
      'ch341.control-request-failed': ['failed to read modem status: <code:int>'],
      'ch341.baud-rate-unset': [
        'failed to change baud rate to <baudRate:int>: <code:int>',
        'restoring original baud rate of <baudRate:int> failed: <code:int>',
      ],
    }),
  ),
  ...remarks(
    'driver',
    'info',
    behind('ch341-uart <tty:tty>: ', {
      'ch341.break-simulated': ['break control not supported, using simulated break'],
    }),
  ),
  ...remarks(
    'driver',
    'err',
    behind('cp210x <tty:tty>: ', {
      'cp210x.out-of-memory': ['cp210x_get_config - out of memory.', 'cp210x_set_config - out of memory.'],
      'cp210x.uart-not-enabled': ['cp210x_open - Unable to enable UART'],
      'cp210x.control-request-failed': [
        'failed get req 0x<request:hex> size <size:int> status: <code:int>',
        'failed set request 0x<request:hex> status: <code:int>',
        'failed set req 0x<request:hex> size <size:int> status: <code:int>',
        'failed to get comm status: <code:int>',
        'failed to enable events: <code:int>',
        'failed to disable events: <code:int>',
        'failed to set special chars: <code:int>',
        'failed to set line control: <code:int>',
      ],
      'cp210x.malformed-event': ['malformed event 0x<event:hex>'],
    }),
  ),
  ...remarks(
    'driver',
    'warn',
    behind('cp210x <tty:tty>: ', {
      'cp210x.baud-rate-unset': ['failed to set baud rate to <baudRate:int>'],
    }),
  ),
  ...remarks(
    'driver',
    'err',
    behind('cp210x <usbInterface:usbintf>: ', {
      'cp210x.control-request-failed': [
        'failed to get vendor val 0x<value:hex> size <size:int>: <code:int>',
        'failed to set vendor val 0x<value:hex> size <size:int>: <code:int>',
      ],
      'cp210x.gpio-failed': [
        'failed to set GPIO value: <code:int>',
        'GPIO initialisation failed: <code:int>',
      ],
    }),
  ),
  ...remarks(
    'driver',
    'warn',
    behind('cp210x <usbInterface:usbintf>: ', {
      'cp210x.gpio-failed': ['querying part number failed'],
    }),
  ),
  ...remarks(
    'driver',
    'err',
    behind('ftdi_sio <tty:tty>: ', {
      'ftdi.latency-timer': [
        'Unable to write latency timer: <code:int>',
        'Unable to read latency timer: <code:int>',
      ],
      'ftdi.out-of-memory': ['ftdi_sio_port_probe- kmalloc(<size:text>d) failed.'],
      'ftdi.line-settings-failed': [
        'error from flowcontrol urb',
        'ftdi_set_termios FAILED to set databits/stopbits/parity',
        'ftdi_set_termios error from disable flowcontrol urb',
        'ftdi_set_termios urb failed to set baudrate',
        'urb failed to set to rts/cts flow control',
        'urb failed to set to xon/xoff flow control',
        'urb failed to clear flow control',
        'failed to set flow control: <code:int>',
      ],
      'ftdi.break-failed': ['ftdi_break_ctl FAILED to enable/disable break state (state was <state:int>)'],
      'ftdi.control-request-failed': ['failed to get modem status: <code:int>'],
      'ftdi.unknown-device-type': ['unknown device type: 0x<type:hex>'],
    }),
  ),
  ...remarks(
    'driver',
    'warn',
    behind('ftdi_sio <tty:tty>: ', {
      'ftdi.line-settings-failed': ['requested CSIZE setting not supported'],
      'ftdi.packet-size': ['Overriding wMaxPacketSize on endpoint <endpoint:int>'],
      'ftdi.flags-deprecated': ['use of SPD flags is deprecated'],
    }),
  ),
  ...remarks(
    'driver',
    'err',
    behind('ftdi_sio <usbInterface:usbintf>: ', {
      'ftdi.line-settings-failed': [
        'ftdi_set_termios FAILED to set databits/stopbits/parity',
        'ftdi_set_termios error from disable flowcontrol urb',
        'ftdi_set_termios urb failed to set baudrate',
        'urb failed to set to rts/cts flow control',
        'urb failed to clear flow control',
      ],
      'ftdi.control-request-failed': ['bitmode request failed for value 0x<value:hex>: <code:int>'],
      'ftdi.gpio-failed': ['GPIO initialisation failed: <code:int>'],
    }),
  ),
  ...remarks(
    'driver',
    'info',
    behind('ftdi_sio <usbInterface:usbintf>: ', {
      'ftdi.port-reserved': ['Ignoring interface reserved for JTAG'],
    }),
  ),
  ...remarks(
    'driver',
    'warn',
    behind('ftdi_sio <usbInterface:usbintf>: ', {
      'ftdi.line-settings-failed': ['requested CSIZE setting not supported'],
    }),
  ),
  ...remarks(
    'driver',
    'err',
    behind('ipw <tty:tty>: ', {
      'ipw.setup-failed': [
        'Init of modem failed (error = <code:int>)',
        'Enabling bulk RxRead failed (error = <code:int>)',
        'initial flowcontrol failed (error = <code:int>)',
        'setting dtr failed (error = <code:int>)',
        'setting rts failed (error = <code:int>)',
        'purge failed (error = <code:int>)',
        'Disabling bulk RxRead failed (error = <code:int>)',
      ],
    }),
  ),
  ...remarks(
    'driver',
    'err',
    behind('pl2303 <tty:tty>: ', {
      'pl2303.out-of-memory': ['pl2303_set_termios - out of memory.'],
      'pl2303.transfer-failed': [
        'pl2303_open - failed submitting interrupt urb, error <code:int>',
        'failed to submit interrupt urb: <code:int>',
        'pl2303_read_int_callback - usb_submit_urb failed with result <code:int>',
      ],
      'pl2303.line-settings-failed': [
        'pl2303_set_control_lines - failed: <code:int>',
        'pl2303_get_line_request - failed: <code:int>',
        'pl2303_set_line_request - failed: <code:int>',
        'error sending break = <code:int>',
      ],
    }),
  ),
  ...remarks(
    'driver',
    'err',
    behind('pl2303 <usbInterface:usbintf>: ', {
      'pl2303.register-access-failed': [
        'pl2303_vendor_read - failed to read [<register:hex>]: <code:int>',
        'pl2303_vendor_write - failed to write [<register:hex>]: <code:int>',
      ],
      'pl2303.endpoints-missing': ['missing endpoints', 'required interrupt-in endpoint missing'],
      'pl2303.unknown-device-type': ['unknown device type, please report to linux-usb@vger.kernel.org'],
    }),
  ),
  ...remarks(
    'driver',
    'err',
    behind('qcserial <usbInterface:usbintf>: ', {
      'qcserial.layout-unknown': [
        'unknown number of interfaces: <interfaces:int>',
        'unsupported device layout type: <type:int>',
      ],
      'qcserial.interface-unset': ['Could not set interface, error <code:int>'],
    }),
  ),
  ...remarks(
    'driver',
    'err',
    behind('sierra <tty:tty>: ', {
      'sierra.out-of-memory': ['out of memory', 'no more free urbs'],
      'sierra.transfer-failed': [
        'sierra_write - usb_submit_urb(write bulk) failed with status = <code:int>',
        'resubmit read urb failed.(<code:int>)',
        'sierra_instat_callback: resubmit intr urb failed. (<code:int>)',
        'sierra_submit_rx_urbs: submit urb failed: <code:int>',
        'sierra_submit_rx_urbs: submit intr urb failed: <code:int>',
        'sierra_submit_delayed_urbs - submit urb failed: <code:int>',
      ],
    }),
  ),
  ...remarks(
    'driver',
    'err',
    behind(serialPort, {
      'serial.port-not-registered': ['Error registering port device, continuing'],
      'serial.transfer-failed': [
        'usb_serial_generic_write_start - error submitting urb: <code:int>',
        'usb_serial_generic_submit_read_urb - usb_submit_urb failed: <code:int>',
        'usb_wwan_indat_callback: resubmit read urb failed. (<code:int>)',
        'usb_wwan_resume: submit int urb failed: <code:int>',
        'usb_serial_generic_read_bulk_callback - urb stopped: <code:int>',
        'usb_serial_generic_write_bulk_callback - urb stopped: <code:int>',
        'usb_serial_generic_write_bulk_callback - nonzero urb status: <code:int>',
        'usb_wwan_write: submit urb <urb:int> failed: <code:int>',
        'usb_wwan_open: submit int urb failed: <code:int>',
        'usb_wwan_open: submit read urb <urb:int> failed: <code:int>',
        'usb_wwan_submit_delayed_urbs: submit urb failed: <code:int>',
        'usb_wwan_resume: submit read urb <urb:int> failed: <code:int>',
      ],
      'serial.console-unavailable': ['could not open USB console port'],
    }),
  ),
  ...remarks(
    'driver',
    'err',
    behind(usbDevice, {
      'serial.out-of-memory': ['create_serial - out of memory'],
      'sierra.reset-on-resume': ['sierra_reset_resume'],
      'pl2303.transfer-failed': ['pl2303_read_int_callback - usb_submit_urb failed with result <code:int>'],
      'ch341.transfer-failed': [
        'ch341_read_int_callback - usb_submit_urb failed with result <code:int>',
        'ch341_read_int_callback - usb_submit_urb failed: <code:int>',
      ],
      'ch341.control-request-failed': [
        'failed to send control message: <code:int>',
        'short control message received (<got:int> < <wanted:int>)',
        'failed to receive control message: <code:int>',
      ],
    }),
  ),
  ...remarks(
    'driver',
    'info',
    behind(usbDevice, {
      'ftdi.chip-detected': ['Detected <chip:text>'],
      'ftdi.packet-size': [
        'Number of endpoints <endpoints:int>',
        'Endpoint <endpoint:int> MaxPacketSize <maxpacketsize:int>',
        'Overriding wMaxPacketSize on endpoint <endpoint:int>',
        'Setting MaxPacketSize <maxpacketsize:int>',
        'Fixing invalid wMaxPacketSize on read pipe',
      ],
      'ftdi.latency-timer': ['NDI device with a latency value of <latency:int>'],
      'ftdi.port-reserved': ['Ignoring serial port reserved for JTAG'],
    }),
  ),
  ...remarks(
    'driver',
    'err',
    behind(usbInterface, {
      'serial.module-unavailable': ['module get failed, exiting'],
      'serial.out-of-memory': [
        'usb_serial_probe - out of memory',
        'No free urbs available',
        "Couldn't allocate bulk_in_buffer",
        "Couldn't allocate bulk_out_buffer",
        "Couldn't allocate interrupt_in_buffer",
        "Couldn't allocate interrupt_out_buffer",
      ],
      'serial.endpoints-unsuitable': [
        'Generic device with no bulk out, not allowed.',
        'required endpoints missing',
        'device has no bulk endpoints',
      ],
      'serial.no-free-number': ['No more free serial devices', 'No more free serial minor numbers'],
      'wdm.notification-short': ['wdm_int_callback - <bytes:int> bytes'],
      'wdm.notification-unknown': [
        'unknown notification <notification:int> received: index <index:int> len <length:int>',
      ],
      'wdm.work-unscheduled': ['Cannot schedule work'],
      'wdm.transfer-failed': [
        'wdm_int_callback - usb_submit_urb failed with result <code:int>',
        'usb_submit_urb failed with result <code:int>',
        'Error submitting int urb - <code:int>',
        'Error resume submitting int urb - <code:int>',
      ],
      'wdm.flush-failed': ['Error in flush path: <code:int>'],
      'wdm.resume-failed': ['Error autopm - <code:int>'],
      'wdm.descriptors-odd': [
        'skipping garbage',
        'Ignoring extra header, type <type:int>, length <length:int>',
      ],
      'serial.port-not-registered': ['Error registering port device, continuing'],
      'serial.interface-not-claimed': ['failed to claim sibling interface: <code:int>'],
      'wdm.channel-failed': ['<device:word>: Unable to create WWAN port'],
    }),
  ),
  ...remarks(
    'driver',
    'info',
    behind(usbInterface, {
      'serial.endpoints-unsuitable': ['PL-2303 hack: descriptors matched but endpoints did not'],
      'serial.generic-driver-used': [
        'The "generic" usb-serial driver is only for testing and one-off prototypes.',
        'Tell linux-usb@vger.kernel.org to add your device to a proper driver.',
      ],
      'wdm.protocol-unknown': ['Unknown control protocol'],
    }),
  ),
  ...remarks(
    'driver',
    'warn',
    behind(usbInterface, {
      'serial.endpoints-unsuitable': ['too many ports requested: <requested:int>'],
    }),
  ),
];
