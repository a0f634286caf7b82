import { protoInfo } from '../../knowledge/proto.ts';
import type { Subject, SubjectInterface } from '../subject.ts';

/**
 * The handler of MBIM sends a configured PIN before it asks whether the card wants one; `wwan` takes it for modems with MBIM.
 * Sources: OpenWrt mbim.sh, wwan.sh; umbim cli.c, mbim_pin_unlock_request.
 */
export function sendsPinAnyway({
  interface: config,
  controlNode,
}: Pick<Subject, 'interface' | 'controlNode'>): boolean {
  if (config?.hasPin !== true) return false;
  // Handlers of other people for the same modems do as mbim.sh does, and of those that nobody knows nobody knows it.
  if (controlNode?.driver === 'cdc_mbim') return config.proto !== 'modemmanager';
  return config.proto === 'mbim' || protoInfo(config.proto) === undefined;
}

/** A clause: why such an interface is not started. */
export function pinSentAnyway({ name, proto }: Pick<SubjectInterface, 'name' | 'proto'>): string {
  const handler = ['mbim', 'wwan'].includes(proto)
    ? 'its handler sends that with each start, be the SIM card unlocked or not'
    : `the handler of ${proto} may send that with each start`;
  return `a PIN is configured for ${name}, and ${handler}: a wrong one spends a try`;
}
