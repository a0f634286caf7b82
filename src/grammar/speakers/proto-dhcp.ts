import { speaker } from '../declaration.ts';
import { protoDhcpRemarks } from '../remarks/proto-dhcp.ts';

/**
 * netifd's handlers for DHCP and DHCPv6 and what its ifup prints. Source: OpenWrt netifd dhcp.sh, dhcp.script,
 * dhcpv6.sh, dhcpv6.script, ifup; busybox default.script.
 */
export const protoDhcp = speaker('proto-dhcp', [], [], { remarks: protoDhcpRemarks, relayed: true });
