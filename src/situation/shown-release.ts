import type { BoardShown } from '../grammar/observation.ts';
import { parseRevision, type ReleaseSeries, releaseOfRevision, seriesNamed } from '../knowledge/release.ts';

/** Whether a router, or whatever shows this, runs OpenWrt or what is made of it. What names no distribution is a part of it. */
export function isOpenwrt({ distribution, target, revision }: BoardShown): boolean {
  return (
    distribution === null ||
    target !== null ||
    (revision !== null && parseRevision(revision) !== null) ||
    /wrt|lede|istoreos|rooter|openmptcp|turris|gargoyle/i.test(distribution)
  );
}

/** The release that its revision tells, and else the version as shown: a version may be cut, `23.05` of `23.05.5`. */
export function versionShown({ version, revision }: BoardShown): string | null {
  const parsed = revision === null ? null : parseRevision(revision);
  return (parsed === null ? null : releaseOfRevision(parsed)) ?? version;
}

/** The series of OpenWrt that it names; null where it names none, or runs something else. */
export function seriesShown(board: BoardShown): ReleaseSeries | null {
  return isOpenwrt(board) ? seriesNamed(versionShown(board) ?? '') : null;
}
