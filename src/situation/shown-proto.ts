import type { Message } from '../grammar/message.ts';
import { protoNcm } from '../grammar/speakers/proto-ncm.ts';
import { protoQmi } from '../grammar/speakers/proto-qmi.ts';

/** Kinds that only one handler prints, with the protocol of that handler. */
const protoByKind = kindsOfOneHandler([
  ['ncm', protoNcm],
  ['qmi', protoQmi],
]);

/**
 * The protocol that a handler's wording betrays. comgt's `sending ->` is run by ncm.sh only, `Trying to set mode` by
 * 3g.sh only. Null for words that several handlers share.
 */
export function shownProto(message: Message): string | null {
  if (message.kind === 'gcom.sending') return 'ncm';
  if (message.kind === 'gcom.setting-mode') return '3g';
  return protoByKind.get(message.kind) ?? null;
}

interface Handler {
  readonly declarations: readonly { readonly kind: string }[];
}

function kindsOfOneHandler(handlers: readonly (readonly [string, Handler])[]): ReadonlyMap<string, string> {
  const owners = new Map<string, Set<string>>();
  for (const [proto, handler] of handlers) {
    for (const { kind } of handler.declarations) owners.set(kind, (owners.get(kind) ?? new Set()).add(proto));
  }
  const exclusive = new Map<string, string>();
  for (const [kind, protos] of owners) {
    const [proto, another] = protos;
    if (proto !== undefined && another === undefined) exclusive.set(kind, proto);
  }
  return exclusive;
}
