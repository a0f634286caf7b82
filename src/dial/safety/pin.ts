import type { SubjectInterface } from '../subject.ts';

/**
 * The handler of MBIM sends a configured PIN before it asks whether the card wants one. Sources: OpenWrt mbim.sh; umbim cli.c,
 * mbim_pin_unlock_request.
 */
export function sendsPinAnyway({ hasPin, proto }: SubjectInterface): boolean {
  return hasPin && proto === 'mbim';
}

/** A clause: why such an interface is not started. */
export function pinSentAnyway(name: string): string {
  return `a PIN is configured for ${name}, and its handler sends that with each start, be the SIM card unlocked or not: a wrong one spends a try`;
}
