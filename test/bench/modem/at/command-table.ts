import type { PortRole } from '../../scenario.ts';
import type { VirtualModem } from '../virtual-modem.ts';
import type { Command, Parameters } from './command-line.ts';
import type { PortSettings } from './port-settings.ts';
import type { Reply } from './reply.ts';

/** Where a command came in. */
export interface Context {
  readonly modem: VirtualModem;
  readonly role: PortRole;
  /** Whether this port starts PPP. */
  readonly dials: boolean;
  readonly settings: PortSettings;
  /** The session of this port's call, where it has left data mode by `+++`. */
  readonly call: { resume(): Reply; hangUp(): void };
}

export type Handler = (context: Context, parameters: Parameters) => Reply;

/** A command in its forms; one that is not given is answered as unknown. */
export interface CommandDeclaration {
  readonly name: string;
  readonly execute?: Handler;
  readonly read?: Handler;
  readonly test?: Handler;
  readonly set?: Handler;
  /** Works only with a SIM card that is ready, or else says why not (27.007, 9.2). */
  readonly needsSim?: boolean;
}

export type CommandTable = ReadonlyMap<string, CommandDeclaration>;

/** Of two with the same name the later counts. */
export function tableOf(...lists: readonly (readonly CommandDeclaration[])[]): CommandTable {
  return new Map(lists.flat().map((declaration) => [declaration.name, declaration]));
}

export function handlerOf(table: CommandTable, { name, form }: Command): Handler | undefined {
  return table.get(name)?.[form];
}
