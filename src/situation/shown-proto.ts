import type { Meaning } from '../grammar/declaration.ts';
import type { Message } from '../grammar/message.ts';
import { protoAtc } from '../grammar/speakers/proto-atc.ts';
import { protoMbim } from '../grammar/speakers/proto-mbim.ts';
import { protoModemmanager } from '../grammar/speakers/proto-modemmanager.ts';
import { protoNcm } from '../grammar/speakers/proto-ncm.ts';
import { protoQmi } from '../grammar/speakers/proto-qmi.ts';
import { protoWwan } from '../grammar/speakers/proto-wwan.ts';
import { protoXmm } from '../grammar/speakers/proto-xmm.ts';

interface Handler {
  readonly proto: string;
  /** Kinds of which it has no words in common with another handler. */
  readonly own: ReadonlySet<string>;
}

const handlers: ReadonlyMap<string, Handler> = new Map([
  handler('atc', protoAtc),
  handler('mbim', protoMbim),
  handler('modemmanager', protoModemmanager),
  handler('ncm', protoNcm),
  handler('qmi', protoQmi),
  handler('wwan', protoWwan),
  handler('xmm', protoXmm),
]);

/**
 * The protocol that a handler's wording betrays. comgt's `sending ->` is run by ncm.sh only, `Trying to set mode` by
 * 3g.sh only. Null for words that several handlers share.
 */
export function shownProto({ kind, fields, origin }: Message): string | null {
  if (kind === 'gcom.sending') return 'ncm';
  if (kind === 'gcom.setting-mode') return '3g';
  const speaker = handlers.get(origin.speaker);
  if (speaker === undefined) return null;
  // `mbim[2347] Attach to network`: a handler that names itself before its words, with its process id.
  return speaker.own.has(kind) || 'handler' in fields ? speaker.proto : null;
}

interface Speaker {
  readonly name: string;
  readonly declarations: readonly { readonly kind: string; readonly meaning: Meaning }[];
}

function handler(proto: string, { name, declarations }: Speaker): readonly [string, Handler] {
  const shared = new Set(declarations.filter(({ meaning }) => meaning.shared).map(({ kind }) => kind));
  // What a handler relays of a tool of its own (`gcom.timeout`) is said in no words of its own.
  const own = declarations.map(({ kind }) => kind).filter((kind) => kind.startsWith('handler.'));
  return [name, { proto, own: new Set(own.filter((kind) => !shared.has(kind))) }];
}
