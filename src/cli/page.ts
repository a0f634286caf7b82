import type { ExplanationOptions } from '../report/text/explanation.ts';
import { plainPalette } from '../report/text/palette.ts';
import { terminalPalette } from './colors.ts';
import type { Io } from './io.ts';
import { hasColor, hasUnicode, naturalWidth } from './terminal.ts';

/** The page that commands without options of their own write on: what the terminal is and the environment says. */
export function explanationPage(io: Io): ExplanationOptions {
  return {
    width: naturalWidth(io.columns),
    unicode: hasUnicode(io),
    verbose: false,
    palette: hasColor('auto', io) ? terminalPalette : plainPalette,
  };
}
