import type { BlockKind, ShellCommand } from '../section.ts';

/** How a block of one kind is told from other text. */
export interface BlockFormat {
  readonly kind: BlockKind;
  /** Lines that begin such a block on their own, without the command that printed them. */
  readonly samples: readonly string[];
  /**
   * Whether a line begins such a block; `command` is the one whose output the line may be, `apart` where a blank line
   * stands before it.
   */
  opens(text: string, command: ShellCommand | null, apart: boolean): boolean;
  /** Whether lines that may be anything belong to such a block that begins right below them, like the upper rule of a table. */
  leads?(texts: readonly string[]): boolean;
  /** Whether a line that does not begin one goes on with it; `apart` where a blank line stands before it. */
  continues(text: string, apart: boolean): boolean;
}
