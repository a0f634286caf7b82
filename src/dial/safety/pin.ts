import type { Subject } from '../subject.ts';

/**
 * The handler of MBIM sends a configured PIN before it asks whether the card wants one; `wwan` takes it for modems with MBIM.
 * Sources: OpenWrt mbim.sh, wwan.sh; umbim cli.c, mbim_pin_unlock_request.
 */
export function sendsPinAnyway({
  interface: config,
  controlNode,
}: Pick<Subject, 'interface' | 'controlNode'>): boolean {
  if (config?.hasPin !== true) return false;
  return config.proto === 'mbim' || (config.proto === 'wwan' && controlNode?.driver === 'cdc_mbim');
}

/** A clause: why such an interface is not started. */
export function pinSentAnyway(name: string): string {
  return `a PIN is configured for ${name}, and its handler sends that with each start, be the SIM card unlocked or not: a wrong one spends a try`;
}
