import { Chalk } from 'chalk';
import type { Palette } from '../report/text/palette.ts';

/**
 * The sixteen colours that every terminal has, as its owner chose them; no others are asked for, so that a report reads on
 * light and dark grounds alike.
 */
const chalk = new Chalk({ level: 1 });

export const terminalPalette: Palette = {
  error: chalk.red.bold,
  warning: chalk.yellow.bold,
  note: chalk.cyan,
  good: chalk.green,
  strong: chalk.bold,
  muted: chalk.dim,
  command: chalk.cyan.bold,
};
