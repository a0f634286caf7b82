import { say, speaker } from '../declaration.ts';
import { protoDhcpRemarks } from '../remarks/proto-dhcp.ts';

/**
 * netifd's handlers for DHCP and DHCPv6, the scripts that the clients call, and ifup. Old scripts speak under the name of
 * the client. Source: OpenWrt netifd dhcp.sh, dhcp.script, dhcpv6.sh, dhcpv6.script, ifup; busybox default.script.
 */
export const protoDhcp = speaker(
  'proto-dhcp',
  ['udhcpc'],
  [say('ifup.interface-unknown', 'Interface <interface:iface> not found')],
  { remarks: [protoDhcpRemarks], relayed: true },
);
