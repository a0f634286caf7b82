import { at } from './at.ts';
import type { BlockFormat } from './block-format.ts';
import { json } from './json.ts';
import { kernelFileFormats } from './kernel-files.ts';
import { modemToolFormats } from './modem-tools.ts';
import { networkFormats } from './network.ts';
import { releases } from './release.ts';
import { logExtent, routerState } from './router-state.ts';
import { systemFormats } from './system.ts';
import { usbFormats } from './usb.ts';

/** All kinds of block, in the order in which they are tried. */
export const blockFormats: readonly BlockFormat[] = [
  at,
  ...usbFormats,
  ...systemFormats,
  json,
  ...modemToolFormats,
  ...networkFormats,
  releases,
  ...kernelFileFormats,
  routerState,
  logExtent,
];
