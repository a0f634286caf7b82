import type { Io } from './io.ts';

/** When to colour: `auto` follows the environment and the terminal. */
export const colorModes = ['auto', 'always', 'never'] as const;
export type ColorMode = (typeof colorModes)[number];

type Surroundings = Pick<Io, 'env' | 'platform' | 'stdoutIsTerminal'>;

/**
 * Whether to colour. The option wins; then NO_COLOR (no-color.org) and FORCE_COLOR (force-color.org), which count when
 * they are not empty; then a terminal that is able.
 */
export function hasColor(mode: ColorMode, { env, stdoutIsTerminal }: Surroundings): boolean {
  switch (mode) {
    case 'always':
      return true;
    case 'never':
      return false;
    case 'auto': {
      const forced = env['FORCE_COLOR'] ?? '';
      if ((env['NO_COLOR'] ?? '') !== '') return false;
      if (forced !== '') return forced !== '0' && forced !== 'false';
      return stdoutIsTerminal && env['TERM'] !== 'dumb';
    }
  }
}

/**
 * Whether the reader can show more than ASCII, asked of the locale as POSIX orders it (LC_ALL, LC_CTYPE, LANG).
 * The Linux console has a UTF-8 locale and a font of 256 or 512 glyphs.
 */
export function hasUnicode({ env, platform, stdoutIsTerminal }: Surroundings): boolean {
  if (env['TERM'] === 'linux') return false;
  const locale = [env['LC_ALL'], env['LC_CTYPE'], env['LANG']].find(
    (value) => value !== undefined && value !== '',
  );
  // A sample: de_DE.UTF-8, C.utf8
  if (locale !== undefined) return /\.utf-?8(?:@|$)/i.test(locale);
  switch (platform) {
    case 'darwin':
      // The system's encoding is UTF-8 and its terminals need not say so.
      return true;
    case 'win32':
      // A pipe carries the code page of the console, which is rarely UTF-8; of the terminals, these draw everything.
      return stdoutIsTerminal && (env['WT_SESSION'] !== undefined || env['TERM_PROGRAM'] === 'vscode');
    default:
      return false;
  }
}

/** Whether a line of standard error may be written over. */
export function isWrittenOver({ env, stderrIsTerminal }: Pick<Io, 'env' | 'stderrIsTerminal'>): boolean {
  return stderrIsTerminal && env['TERM'] !== 'dumb';
}

/** Takes away what stands on the line of a terminal, to write another one over it. */
export const eraseLine = '\r\x1b[K';

/** Lines longer than this are hard to read, however wide the window is. */
const widestByItself = 120;
const widthOfPipe = 80;
/** Code frames need a line number, a margin and some words. */
export const narrowest = 40;

/** Columns to fill when the user does not say. */
export function naturalWidth(columns: number | undefined): number {
  // Some terminals (serial consoles, expect) report 0.
  if (columns === undefined || columns === 0) return widthOfPipe;
  return Math.min(Math.max(columns, narrowest), widestByItself);
}
