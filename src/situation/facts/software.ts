import type { Span } from '../../capture/position.ts';
import type { BoardShown } from '../../grammar/observation.ts';
import type { ShellCall } from '../../grammar/structures/shell-line.ts';
import { readShellLine } from '../../grammar/structures/shell-words.ts';
import {
  type PackageManager,
  packageManagerOf,
  type ReleaseHint,
  type ReleaseSeries,
  releaseSeries,
  releasesWithBusybox,
  releasesWithKernel,
  releasesWithPppd,
  seriesAtLeast,
} from '../../knowledge/release.ts';
import { letsThrough } from '../log-filter.ts';
import { isOpenwrt, seriesShown, versionShown } from '../shown-release.ts';
import type { Episode } from '../situation.ts';
import { isWholeOutput } from './outputs.ts';
import { perEpisode } from './per-episode.ts';

/** What is known of the release. Vendors mix versions freely: what only versions of programs tell is a hint. */
export interface Release {
  /** Series that fit all that the text shows, the oldest first; all of them where it shows nothing. */
  readonly series: readonly ReleaseSeries[];
  /** The text names the release itself (`ubus call system board`, `/etc/openwrt_release`, the login banner, LuCI). */
  readonly isNamed: boolean;
  /** `23.05.5`, where it is named. */
  readonly version: string | null;
  /** Where it stands, if anywhere. */
  readonly span: Span | null;
}

export const release = perEpisode((episode): Release => {
  const hinted = hintedRelease(episode);
  const board = telling(episode);
  if (board === null) return hinted;
  // What a PC runs says nothing of OpenWrt, and neither do the versions of its programs.
  return isOpenwrt(board)
    ? releaseOf(board, hinted)
    : { series: releaseSeries, isNamed: false, version: null, span: board.span };
});

/**
 * What tells most of the release, in this episode or in the one that it continues. Episodes are looked at in order, so what
 * came before is known by then: of a boot loop there are thousands.
 */
const telling = perEpisode((episode): BoardShown | null => {
  const boards = episode.observations.of('board');
  const own = boards.filter((board) => isOpenwrt(board) && tellsRelease(board));
  const board =
    own.findLast((one) => seriesShown(one) !== null) ??
    own.at(-1) ??
    boards.findLast((one) => !isOpenwrt(one));
  if (board !== undefined) return board;
  return episode.continues === null ? null : telling(episode.continues);
});

/** It names a release, or a build between releases. */
function tellsRelease(board: BoardShown): boolean {
  return board.version !== null || seriesShown(board) !== null;
}

function releaseOf(board: BoardShown, hinted: Release): Release {
  const { span } = board;
  const version = versionShown(board);
  const named = seriesShown(board);
  if (named !== null) return { series: [named], isNamed: true, version, span };
  // Releases of others have numbers of their own.
  const isSnapshot = version !== null && /snapshot/i.test(version);
  return { ...hinted, series: isSnapshot ? seriesOfSnapshot(hinted) : hinted.series, version, span };
}

/** A snapshot may be anything that is not older than the newest series, unless the kernel tells that it is an old one. */
function seriesOfSnapshot({ series }: Release): readonly ReleaseSeries[] {
  const newest = releaseSeries.slice(-2);
  return newest.some((one) => series.includes(one)) ? newest : series;
}

/** What the versions of kernel, busybox and pppd tell. */
function hintedRelease(episode: Episode): Release {
  const { kernel, software } = episode.router;
  // udhcpc is a part of busybox.
  const busybox = software.find(({ name }) => name === 'busybox' || name === 'udhcpc');
  const pppd = software.find(({ name }) => name === 'pppd');
  const hints: readonly (ReleaseHint | null)[] = [
    kernel === null ? null : releasesWithKernel(kernel.value),
    busybox === undefined ? null : releasesWithBusybox(busybox.value),
    pppd === undefined ? null : releasesWithPppd(pppd.value),
  ];
  const fitting = hints.reduce<readonly ReleaseSeries[]>((left, hint) => {
    const both = hint === null ? left : left.filter((series) => hint.series.includes(series));
    // Versions that contradict each other are a vendor's mixture: the kernel, which comes first, tells most.
    return both.length === 0 ? left : both;
  }, releaseSeries);
  return { series: fitting, isNamed: false, version: null, span: kernel?.span ?? null };
}

/** Whether the release is that one or newer; null where what the text shows fits both. */
export function releaseAtLeast(episode: Episode, floor: ReleaseSeries): boolean | null {
  const answers = new Set(release(episode).series.map((series) => seriesAtLeast(series, floor)));
  const [answer] = answers;
  return answers.size === 1 && answer !== undefined ? answer : null;
}

/** Whether the text shows a system that is no OpenWrt, nor made of it: a Debian with NetworkManager, say. */
export const isOtherSystem = perEpisode((episode): boolean => {
  const named = episode.observations.of('board').filter(({ distribution }) => distribution !== null);
  return named.length > 0 && named.every((board) => !isOpenwrt(board));
});

/** What installs packages on this router; null where the text leaves both open. */
export const packageManager = perEpisode((episode): PackageManager | null => {
  const printers = [...episode.printedBy.values()].map(({ text }) => readShellLine(text));
  const used = [...printers, ...episode.commands.map(({ typed }) => typed.shell)].flatMap(({ calls }) =>
    calls.map(({ program }) => program),
  );
  const names = used.filter((program): program is PackageManager => program === 'opkg' || program === 'apk');
  const [only] = new Set(names);
  if (only !== undefined && new Set(names).size === 1) return only;
  const { series, isNamed } = release(episode);
  // Snapshots had apk with the kernel of 24.10 already.
  const kernel = Number.parseInt(episode.router.kernel?.value ?? '', 10);
  if (!isNamed && kernel >= 6) return null;
  const managers = new Set(series.map(packageManagerOf));
  const [manager] = managers;
  return managers.size === 1 && manager !== undefined ? manager : null;
});

/** Whether something is there, and the line that shows it. `absent`: a listing that would show it does not. */
export type Presence =
  | { readonly state: 'present'; readonly span: Span; readonly version: string | null }
  | { readonly state: 'absent'; readonly span: Span }
  | { readonly state: 'unknown' };

const unknown: Presence = { state: 'unknown' };

/** Whether a package is installed, as far as a listing tells (`opkg list-installed`, `apk list -I`). */
export function packagePresence(episode: Episode, name: string): Presence {
  const listed = episode.observations.of('package');
  const own = listed.find((known) => known.name === name);
  if (own !== undefined) return { state: 'present', span: own.span, version: own.version };
  const [first] = listed;
  const isListing = ({ program, arguments: words }: ShellCall): boolean =>
    (program === 'opkg' && words[0] === 'list-installed') ||
    (program === 'apk' && (words[0] === 'info' || words.some((word) => /^(?:-I|--installed)$/.test(word))));
  const isWhole = listed.some((known) => wasListed(episode, known, isListing, `${name} - 1`));
  return first !== undefined && isWhole ? { state: 'absent', span: first.span } : unknown;
}

/** Whether a kernel module is loaded, as far as `lsmod` tells. */
export function modulePresence(episode: Episode, name: string): Presence {
  const same = (other: string): boolean => other.replaceAll('-', '_') === name.replaceAll('-', '_');
  const listed = episode.observations.of('module');
  const own = listed.find((known) => same(known.name));
  if (own !== undefined) return { state: 'present', span: own.span, version: null };
  const [first] = listed;
  const isListing = ({ program, arguments: words }: ShellCall): boolean =>
    program === 'lsmod' || (program === 'cat' && words.includes('/proc/modules'));
  const isWhole = listed.some((known) => wasListed(episode, known, isListing, `${name} 16384 0`));
  return first !== undefined && isWhole ? { state: 'absent', span: first.span } : unknown;
}

/** Whether a device node is there, as far as `ls /dev/…` tells. */
export function nodePresence(episode: Episode, path: string): Presence {
  const own = episode.observations
    .of('node')
    .findLast((known) => known.path === path || (known.missing && stands(known.path, path)));
  if (own === undefined) return unknown;
  return own.missing
    ? { state: 'absent', span: own.span }
    : { state: 'present', span: own.span, version: null };
}

/** `ls: /dev/ttyACM*: No such file or directory` tells of every node that the pattern stands for. */
function stands(pattern: string, path: string): boolean {
  const [head, tail, ...more] = pattern.split('*');
  if (head === undefined || tail === undefined || more.length > 0) return false;
  return path.length >= head.length + tail.length && path.startsWith(head) && path.endsWith(tail);
}

/** A program that runs, as `ps` shows it; null where it does not. */
export function runningProcess(episode: Episode, program: string): { readonly span: Span } | null {
  const words = new RegExp(`(?:^|[/\\s])${program.replace(/[^\w-]/g, '')}(?:\\s|$)`);
  return episode.observations.of('process').findLast(({ command }) => words.test(command)) ?? null;
}

/** It was printed by a command that prints the whole listing, or one in which such a line would stand. */
function wasListed(
  episode: Episode,
  { section }: { readonly section: number },
  isListing: (call: ShellCall) => boolean,
  line: string,
): boolean {
  const command = episode.printedBy.get(section);
  if (command === undefined || !isWholeOutput(episode, section)) return false;
  const { calls } = readShellLine(command.text);
  return calls.some(isListing) && calls.every((call) => letsThrough(call, line));
}
