import type { Line } from '../../capture/line.ts';
import type { BlockKind, Section } from '../../capture/section.ts';
import type { Observation } from '../observation.ts';
import { readAtTranscript } from './at-transcript.ts';
import { readAttributes } from './attributes.ts';
import { readCounters } from './counters.ts';
import { readFetches } from './fetch.ts';
import { readFileListing } from './file-listing.ts';
import { readHilinkStatus } from './hilink-status.ts';
import { readHolders } from './holders.ts';
import { readJsonAnswers } from './json-answer.ts';
import { readLinks } from './links.ts';
import { readLogExtent } from './log-extent.ts';
import { readLookups } from './lookup.ts';
import { readLsusb } from './lsusb.ts';
import { readMmcli } from './mmcli-table.ts';
import { readModuleListing } from './module-listing.ts';
import { readMwanStatus } from './mwan3-status.ts';
import { readPackageListing } from './package-listing.ts';
import { readPings } from './ping.ts';
import { readProcessListing } from './process-listing.ts';
import { readQmicli } from './qmicli.ts';
import { readRelease } from './router-release.ts';
import { readRoutes } from './routes.ts';
import { readTraces } from './traceroute.ts';
import { readUmbim } from './umbim.ts';
import { readUsbListing } from './usb-listing.ts';

/** An observation before it has its place among the readings; the reader adds `section` and `order`. */
export type Unplaced = Observation extends infer O
  ? O extends Observation
    ? Omit<O, 'section' | 'order'>
    : never
  : never;

/** What was read out of a block. */
export interface BlockReading {
  readonly observations: readonly Unplaced[];
  /** Lines that are something else; the message index may know them. */
  readonly unread: readonly Line[];
}

/** Reads the lines of one block. Never throws, whatever the lines. */
export type BlockReader = (lines: readonly Line[], section: Section) => BlockReading;

/** Who reads the blocks of each kind. */
export const blockReaders: Readonly<Partial<Record<BlockKind, BlockReader>>> = {
  at: readAtTranscript,
  'usb-devices': readUsbListing,
  lsusb: readLsusb,
  files: readFileListing,
  modules: readModuleListing,
  processes: readProcessListing,
  packages: readPackageListing,
  json: readJsonAnswers,
  mmcli: readMmcli,
  qmicli: readQmicli,
  umbim: readUmbim,
  hilink: readHilinkStatus,
  links: readLinks,
  routes: readRoutes,
  ping: readPings,
  trace: readTraces,
  lookup: readLookups,
  fetch: readFetches,
  mwan3: readMwanStatus,
  release: readRelease,
  attributes: readAttributes,
  counters: readCounters,
  holders: readHolders,
  'log-extent': readLogExtent,
  'router-state': () => ({ observations: [], unread: [] }),
};
