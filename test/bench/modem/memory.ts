import type { StoredContext } from '../profiles/profile.ts';
import type { Authentication } from '../scenario.ts';

export interface StoredCredentials {
  readonly authentication: Authentication;
  readonly user: string;
  readonly password: string;
}

/** What stays in the modem when power is off. */
export interface Memory {
  /** By cid, in the order of the cids. */
  readonly contexts: readonly StoredContext[];
  readonly credentials: Readonly<Record<number, StoredCredentials>>;
  /** `AT+COPS=`: 0 automatic, 1 manual with the operator's number. */
  readonly operatorMode: 0 | 1;
  readonly operator: string;
  /** Settings of the vendor by command: `^SYSCFGEX`, `+QCFG="nwscanmode"`. */
  readonly settings: Readonly<Record<string, string>>;
}

export function newMemory(contexts: readonly StoredContext[]): Memory {
  return { contexts, credentials: {}, operatorMode: 0, operator: '', settings: {} };
}

export function withContext(memory: Memory, context: StoredContext): Memory {
  const others = memory.contexts.filter(({ cid }) => cid !== context.cid);
  return { ...memory, contexts: [...others, context].sort((one, other) => one.cid - other.cid) };
}

export function withoutContext(memory: Memory, cid: number): Memory {
  return { ...memory, contexts: memory.contexts.filter((context) => context.cid !== cid) };
}
