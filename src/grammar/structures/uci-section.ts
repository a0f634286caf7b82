import type { Span } from '../../capture/position.ts';

/** One `config TYPE 'NAME'` block of a UCI file, as read from text. */
export interface UciSection {
  /** `interface`, `zone`, `device`, … */
  readonly type: string;
  /** Null for anonymous sections. */
  readonly name: string | null;
  readonly options: readonly UciOption[];
  /** The head line. */
  readonly span: Span;
  /** Id of the capture section it stands in. */
  readonly section: number;
}

/** One `option NAME 'VALUE'` or `list NAME 'VALUE'` line. */
export interface UciOption {
  readonly name: string;
  /** The value with its quotes taken off. */
  readonly value: string;
  readonly list: boolean;
  /** The whole option from its keyword to its value. */
  readonly span: Span;
}
