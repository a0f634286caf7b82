import { remarks } from '../declaration.ts';

/** Lines that umbim sets in by two blanks, which pages drop. */
function setIn(...templates: readonly string[]): readonly string[] {
  return templates.flatMap((template) => [` ${template}`, template]);
}

/** What else umbim prints. */
export const umbimRemarks = () => [
  ...remarks('control', 'info', {
    'umbim.device': setIn(
      'devicetype: <code:hex> - <words:text>',
      'cellularclass: <code:hex>',
      'cellularclass: <code:hex> - <words:text>',
      'voiceclass: <code:hex> - <words:text>',
      'simclass: <code:hex>',
      'dataclass: <code:hex>',
      'smscaps: <code:hex>',
      'controlcaps: <code:hex>',
      'maxsessions: <code:hex>',
      'deviceid: <value:text>',
      'firmwareinfo: <value:text>',
      'hardwareinfo: <value:text>',
    ),
    'umbim.header': setIn(
      'header_type: <code:hex>',
      'header_length: <code:hex>',
      'header_transaction: <code:hex>',
      'command_id: <code:hex>',
      'status_code: <code:hex>',
    ),
    'umbim.transfer': ['sending (<bytes:int>):', 'reading (<bytes:int>):'],
  }),
  ...remarks('control', 'err', {
    'umbim.transfer-failed': [
      'message not long enough',
      'message too big <bytes:int>',
      'writing data failed:',
      'writing data failed: : <reason:text>',
      'failed to read() data:',
      'failed to read() data: : <reason:text>',
      'socket failed:',
      'socket failed: : <reason:text>',
    ],
  }),
  ...remarks('sim', 'err', { 'umbim.pin-malformed': ['failed to sanitize the pincode'] }),
  ...remarks('sim', 'info', {
    'umbim.imsi': setIn('subscriberid: <value:text>'),
    'umbim.subscriber': setIn(
      'simiccid: <value:text>',
      'dont display subscriberID: 1',
      'number: <value:text>',
    ),
  }),
  ...remarks('register', 'info', {
    'umbim.registration': setIn(
      'registermode: <code:hex> - <words:text>',
      'availabledataclasses: <code:hex> - <words:text>',
      'currentcellularclass: <code:hex> - <words:text>',
      'provider_id: <value:text>',
      'provider_name: <value:text>',
      'roamingtext: <value:text>',
    ),
    'umbim.signal': setIn('rssi: <code:hex>', 'errorrate: <code:hex>'),
    'umbim.speed': setIn('uplinkspeed: <rate:int>', 'downlinkspeed: <rate:int>'),
  }),
  ...remarks('dial', 'info', {
    'umbim.session': setIn(
      'sessionid: <session:int>',
      'voicecallstate: <code:hex> - <words:text>',
      'iptype: <code:hex> - <words:text>',
    ),
  }),
  ...remarks('address', 'info', {
    'umbim.address': setIn(
      'ipv4address: <address:text>/<prefix:int>',
      'ipv4address: <address:text>',
      'ipv6address: <address:text>/<prefix:int>',
    ),
    'umbim.gateway': setIn('ipv4gateway: <address:text>', 'ipv6gateway: <address:text>'),
    'umbim.name-server': setIn('ipv4dnsserver: <address:text>', 'ipv6dnsserver: <address:text>'),
    'umbim.mtu': setIn('ipv4mtu: <bytes:int>', 'ipv6mtu: <bytes:int>'),
    'umbim.ipv6-available': setIn('ipv6configurationavailable: <code:hex>'),
  }),
];
