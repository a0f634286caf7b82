import type { AtCommand } from './at-command.ts';
import { atGrammar } from './at-grammar.ts';
import { trimLineEnds } from './at-line-end.ts';

/**
 * Reads one AT command as it stands in logs, in scripts and on command lines: with its line ending in any spelling, in
 * lower case, with quotes missing, escaped (`\"`) or typographic. Null where the text is no AT command. Of several
 * commands in one line the first. Never throws.
 */
export function readAtCommand(text: string): AtCommand | null {
  return readAtCommands(text)[0] ?? null;
}

/**
 * Reads all commands of one line: `AT+CGDCONT=1,"IP","internet";+CGACT=1,1`, `ATE0V1`, and `AT+CSQ;AT+CREG?` as people
 * write it. Empty where the text is no AT command line. Never throws.
 */
export function readAtCommands(text: string): readonly AtCommand[] {
  const line = trimLineEnds(text);
  return /^at/i.test(line) ? (atGrammar().commandLine(line) ?? []) : [];
}
