import type { BlockFormat } from './block-format.ts';

/** All kinds of block, in the order in which they are tried. */
export const blockFormats: readonly BlockFormat[] = [];
