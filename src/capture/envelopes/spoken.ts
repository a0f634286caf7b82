import type { Envelope } from '../section.ts';

/** `udhcpc: sending discover`, `udhcpc: started, v1.36.1`: busybox udhcpc and udhcpc6 on a terminal. */
const dhcpClient =
  /^\s*(?<program>udhcpc6?): (?!.{0,200}[^.][.?!]\s*$)(?=(?:started, v|sending |lease of |no lease|received DHCP|performing DHCP|entering released|broadcasting |unicasting |executing |SIOC|bind|socket|can't|write|read)\S?)/;

/**
 * `--> Sending: ATZ`: wvdial, with the words that its lines begin with. People write arrows before their own sentences,
 * too. Source: wvdial wvdialer.cc, wvdialmon.cc.
 */
const wvdial =
  /^\s*(?=-->\s+(?:WvDial: |Cannot (?:open|get) |Configuration does |(?:Re-)?Sending: |Initializing modem\.|Modem (?:initialized|not responding)\.|Bad init string|Waiting for carrier|Carrier detected|No (?:Carrier|Answer|dial tone)|The (?:line is busy|PPP daemon has )|Timed out while |Invalid dial command|Unknown dial response|Maximum Attempts |Connected, but carrier |Authentication |Terminat(?:e Request|ing (?:connection|on signal))|(?:local|remote) +IP address |(?:primary|secondary) DNS address |PPP (?:was killed|negotiation )|[Pp]id of pppd: |pppd: |Starting pppd at |Don't know what to do! |Looks like a |Hmm\.\.\. a prompt|Using interface |Disconnecting at |Default route |Nameserver \(DNS\) |Connect time |Auto Reconnect |Next attempt in |Dialing |Script \/etc\/ppp\/|Unable to run |Warning: (?:section|inherited|Could)|We failed to authenticate|Maybe bad account))/;

/**
 * What some programs print on a terminal begins so plainly that nobody needs the command above it, which is often not
 * copied. Null for any other line.
 */
export function readSpoken(text: string): Envelope | null {
  const dhcp = dhcpClient.exec(text);
  if (dhcp !== null) return envelopeOf(dhcp.groups?.['program'] ?? 'udhcpc', dhcp[0].length);
  const dialler = wvdial.exec(text);
  return dialler === null ? null : envelopeOf('wvdial', dialler[0].length);
}

function envelopeOf(program: string, bodyAt: number): Envelope {
  return {
    format: 'tagged',
    clock: null,
    facility: null,
    severity: null,
    host: null,
    uptime: null,
    program,
    pid: null,
    bodyAt,
  };
}
