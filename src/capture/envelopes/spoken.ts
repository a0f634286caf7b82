import type { Envelope } from '../section.ts';

/** `udhcpc: sending discover`, `udhcpc: started, v1.36.1`: busybox udhcpc and udhcpc6 on a terminal. */
const dhcpClient =
  /^\s*(?<program>udhcpc6?): (?!.{0,200}[^.][.?!]\s*$)(?=(?:started, v|sending |lease of |no lease|received DHCP|performing DHCP|entering released|broadcasting |unicasting |executing |SIOC|bind|socket|can't|write|read)\S?)/;

/**
 * What busybox's DHCP clients print on a terminal begins so plainly that nobody needs the command above it, which is often
 * not copied. Null for any other line.
 */
export function readSpoken(text: string): Envelope | null {
  const dhcp = dhcpClient.exec(text);
  return dhcp === null ? null : envelopeOf(dhcp.groups?.['program'] ?? 'udhcpc', dhcp[0].length);
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
