import { arrows } from './arrows.ts';
import { bbcode } from './bbcode.ts';
import { controlCodes } from './control-codes.ts';
import { entities } from './entities.ts';
import { escapes } from './escapes.ts';
import { frames } from './frames.ts';
import { gluedLines } from './glued-lines.ts';
import { htmlTags } from './html-tags.ts';
import { lineNumbers } from './line-numbers.ts';
import { listMargin } from './list-margin.ts';
import { logObjects } from './log-objects.ts';
import { bulletMargin, quoteMargin } from './margins.ts';
import { markdown } from './markdown.ts';
import type { LineMending, RunMending } from './mending.ts';
import { overwriting } from './overwriting.ts';
import { patchMargin } from './patch-margin.ts';
import { tightQuotes } from './tight-quotes.ts';
import { dashes, typography } from './typography.ts';
import { wrappedLines } from './wrapped-lines.ts';

/**
 * What is mended within a line, in this order: what a terminal did lies under what a web page did, a page's tags go before
 * the entities that may spell tags, and marks of quotation stand around what they quote.
 */
export const lineMendings: readonly LineMending[] = [
  overwriting,
  controlCodes,
  typography,
  htmlTags,
  bbcode,
  entities,
  quoteMargin,
  markdown,
  escapes,
  frames,
  bulletMargin,
];

/** What is mended within a line once no marks are left around it. */
export const bareLineMendings: readonly LineMending[] = [gluedLines, arrows, dashes];

/** What is mended over several lines, after that and in this order. */
export const runMendings: readonly RunMending[] = [
  tightQuotes,
  listMargin,
  patchMargin,
  lineNumbers,
  logObjects,
  wrappedLines,
];
