import { openwrtRows } from './data/openwrt-rows.ts';
import { fieldsOf, onFirstUse } from './record-text.ts';

/** Release series of OpenWrt that the tables know, the oldest first. 17.01 was released as LEDE. */
export const releaseSeries = [
  '14.07',
  '15.05',
  '17.01',
  '18.06',
  '19.07',
  '21.02',
  '22.03',
  '23.05',
  '24.10',
  '25.12',
] as const;

export type ReleaseSeries = (typeof releaseSeries)[number];

/** What a version number says about the release. Firmware of vendors mixes versions freely: a hint, never a proof. */
export interface ReleaseHint {
  /** Series whose releases ship this version; empty where none does. */
  readonly series: readonly ReleaseSeries[];
  /** The version was only in the development branch between these two series; null where a release has it. */
  readonly developmentBetween: readonly [ReleaseSeries, ReleaseSeries] | null;
}

/** What installs packages on a router. */
export type PackageManager = 'opkg' | 'apk';

/** `r47065` of the Subversion years, or `r3205-59508e3` counted from the first commit of LEDE. */
export interface Revision {
  readonly numbering: 'subversion' | 'git';
  readonly number: number;
  /** Commit, shortened as printed; null in the Subversion years. */
  readonly commit: string | null;
}

/**
 * Busybox by series, up to the second dot. Source: package/utils/busybox/Makefile at the release tags, and its history
 * on trunk for 1.24, which no release has.
 */
const busyboxVersions: readonly (readonly [version: string, hint: ReleaseHint])[] = [
  ['1.22', released('14.07')],
  ['1.23', released('15.05')],
  ['1.24', { series: [], developmentBetween: ['15.05', '17.01'] }],
  ['1.25', released('17.01')],
  ['1.28', released('18.06')],
  ['1.30', released('19.07')],
  ['1.33', released('21.02')],
  ['1.35', released('22.03')],
  ['1.36', released('23.05', '24.10')],
  ['1.37', released('25.12')],
];

/** pppd by series. Source: package/network/services/ppp/Makefile at the release tags. */
const pppdVersions: readonly (readonly [version: string, hint: ReleaseHint])[] = [
  ['2.4.7', released('14.07', '15.05', '17.01', '18.06', '19.07')],
  ['2.4.8', released('21.02')],
  ['2.4.9', released('22.03', '23.05')],
  ['2.5.1', released('24.10')],
  ['2.5.2', released('25.12')],
];

/** Kernels of targets that had not moved on with the rest. Source: KERNEL_PATCHVER of the targets at v17.01.7. */
const lateTargets: readonly (readonly [kernel: string, series: ReleaseSeries])[] = [
  ['3.18', '17.01'],
  ['4.1', '17.01'],
];

/**
 * Revision of each release. Source: the file `version` at the release tags; for the Subversion years the revision of
 * the tagged commit.
 */
const releaseRevisions = `12.09 r36088
14.07 r42625
15.05 r46767
15.05.1 r48532
17.01.0 r3205-59508e3
17.01.1 r3316-7eb58cf109
17.01.2 r3435-65eec8bd5f
17.01.3 r3533-d0bf257c46
17.01.4 r3560-79f57e422d
17.01.5 r3919-38e704be71
17.01.6 r3979-2252731af4
17.01.7 r4030-6028f00df0
18.06.0 r7188-b0b5c64c22
18.06.1 r7258-5eb055306f
18.06.2 r7676-cddd7b4c77
18.06.3 r7798-97ae9e0ccb
18.06.4 r7808-ef686b7292
18.06.5 r7897-9d401013fc
18.06.6 r7957-d81a8a3e29
18.06.7 r7976-ca47026b7d
18.06.8 r7989-82fbd85747
18.06.9 r8077-7cbbab7246
19.07.0 r10860-a3ffeb413b
19.07.1 r10911-c155900f66
19.07.2 r10947-65030d81f3
19.07.3 r11063-85e04e9f46
19.07.4 r11208-ce6496d796
19.07.5 r11257-5090152ae3
19.07.6 r11278-8055e38794
19.07.7 r11306-c4a6851c72
19.07.8 r11364-ef56c85848
19.07.9 r11405-2a3558b0de
19.07.10 r11427-9ce6aa9d8d
21.02.0 r16279-5cc0535800
21.02.1 r16325-88151b8303
21.02.2 r16495-bf0c965af0
21.02.3 r16554-1d4dea6d4f
21.02.4 r16685-82ebc173b3
21.02.5 r16688-fa9a932fdb
21.02.6 r16842-bc99ce5b22
21.02.7 r16847-f8282da11e
22.03.0 r19685-512e76967f
22.03.1 r19777-2853b6d652
22.03.2 r19803-9a599fee93
22.03.3 r20028-43d71ad93e
22.03.4 r20123-38ccc47687
22.03.5 r20134-5f15225c1e
22.03.6 r20265-f85a79bcb4
22.03.7 r20341-591b7e93d3
23.05.0 r23497-6637af95aa
23.05.1 r23619-101988c61a
23.05.2 r23630-842932a63d
23.05.3 r23809-234f1a2efa
23.05.4 r24012-d8dd03c46f
23.05.5 r24106-10cc5fcd00
23.05.6 r24232-539228933c
24.10.0 r28427-6df0e3d02a
24.10.1 r28597-0425664679
24.10.2 r28739-d9340319c6
24.10.3 r28872-daca7c049b
24.10.4 r28959-29397011cc
24.10.5 r29087-d9c5716d1d
24.10.6 r29141-81be8a8869
24.10.7 r29197-ab4c7d6af7
24.10.8 r29233-443ec4032a
25.12.0 r32713-f919e7899d
25.12.1 r32768-b21cfa8f8c
25.12.2 r32802-f505120278
25.12.3 r32912-6639b15f62
25.12.4 r32933-4ccb782af7
25.12.5 r33051-f5dae5ece4`;

function released(...series: readonly ReleaseSeries[]): ReleaseHint {
  return { series, developmentBetween: null };
}

const eras = onFirstUse(() => {
  const rows = new Map<
    string,
    { readonly kernels: readonly string[]; readonly packageManager: PackageManager }
  >();
  for (const line of openwrtRows.split('\n')) {
    const [table, series = '', kernels = '', packageManager] = fieldsOf(line);
    if (table !== 'series') continue;
    rows.set(series, {
      kernels: kernels.split(' '),
      packageManager: packageManager === 'apk' ? 'apk' : 'opkg',
    });
  }
  return rows;
});

const revisions = onFirstUse(() => {
  const rows: { readonly release: string; readonly revision: Revision }[] = [];
  for (const line of releaseRevisions.split('\n')) {
    const [release = '', text = ''] = line.split(' ');
    const revision = parseRevision(text);
    if (revision !== null) rows.push({ release, revision });
  }
  return rows;
});

/** The series of `17.01.4`, `OpenWrt 22.03.5` or `23.05-SNAPSHOT`; null where none of the tables is named. */
export function seriesNamed(text: string): ReleaseSeries | null {
  // sample: OpenWrt 22.03.5, r20134-5f15225c1e
  const named = /(?:^|[^\d.])(\d{2}\.\d{2})(?:\.\d{1,2})?(?![\d.])/.exec(text)?.[1];
  return releaseSeries.find((series) => series === named) ?? null;
}

/** Whether a series is that one or newer. */
export function seriesAtLeast(series: ReleaseSeries, floor: ReleaseSeries): boolean {
  return releaseSeries.indexOf(series) >= releaseSeries.indexOf(floor);
}

/**
 * What the version that udhcpc (or any other part of busybox) prints of itself says about the release: `1.25.1`, also
 * with a `v`. Null where the tables do not have it.
 */
export function releasesWithBusybox(version: string): ReleaseHint | null {
  return hintFor(busyboxVersions, version, 2);
}

/** What `pppd 2.4.7 started by …` says about the release; null where the tables do not have the version. */
export function releasesWithPppd(version: string): ReleaseHint | null {
  return hintFor(pppdVersions, version, 3);
}

/** Releases that come with the kernel of `Linux version 4.14.63`; null where none does. */
export function releasesWithKernel(version: string): ReleaseHint | null {
  const numbers = versionNumbers(version);
  if (numbers === null) return null;
  const kernel = numbers.slice(0, 2).join('.');
  const late = lateTargets.flatMap(([name, series]) => (name === kernel ? [series] : []));
  const series = releaseSeries.filter(
    (name) => eras().get(name)?.kernels.includes(kernel) || late.includes(name),
  );
  return series.length === 0 ? null : { series, developmentBetween: null };
}

function hintFor(
  rows: readonly (readonly [version: string, hint: ReleaseHint])[],
  version: string,
  parts: number,
): ReleaseHint | null {
  const wanted = versionNumbers(version)?.slice(0, parts).join('.');
  return rows.find(([name]) => name === wanted)?.[1] ?? null;
}

/**
 * Whether a kernel version is the floor or newer, compared number by number: `kernelAtLeast('3.18.27', '4.4')` is false.
 * Null where one of the two is no version.
 */
export function kernelAtLeast(version: string, floor: string): boolean | null {
  const numbers = versionNumbers(version);
  const least = versionNumbers(floor);
  if (numbers === null || least === null) return null;
  for (let index = 0; index < least.length; index += 1) {
    const difference = (numbers[index] ?? 0) - (least[index] ?? 0);
    if (difference !== 0) return difference > 0;
  }
  return true;
}

/** Numbers at the start of `v1.25.1` or `5.15.189-g1a2b`; null where there are fewer than two. */
function versionNumbers(version: string): readonly number[] | null {
  const text = /^v?(\d{1,4}(?:\.\d{1,4}){1,3})(?!\d)/.exec(version.trim())?.[1];
  return text === undefined ? null : text.split('.').map(Number);
}

/**
 * The revision in a banner, a compiler's name or by itself: `OpenWrt/Linaro GCC 4.8-2014.04 r47065`,
 * `OpenWrt 22.03.5, r20134-5f15225c1e`. Null where there is none.
 */
export function parseRevision(text: string): Revision | null {
  // sample: r20134-5f15225c1e; local commits are counted behind a plus: r24106+3-10cc5fcd00
  const match = /(?:^|[\s,(])r(\d{4,6})(?:\+\d{1,5})?(?:-([0-9a-f]{7,12}))?(?![\w.+-])/.exec(text);
  if (match === null) return null;
  const commit = match[2] ?? null;
  return { numbering: commit === null ? 'subversion' : 'git', number: Number(match[1]), commit };
}

/** The release of exactly this revision: `15.05.1`; null for builds in between. */
export function releaseOfRevision(revision: Revision): string | null {
  const found = revisions().find(
    ({ revision: known }) =>
      known.numbering === revision.numbering &&
      known.number === revision.number &&
      sameCommit(known.commit, revision.commit),
  );
  return found?.release ?? null;
}

/** Commits are shortened to different lengths. */
function sameCommit(a: string | null, b: string | null): boolean {
  if (a === null || b === null) return a === b;
  return a.startsWith(b) || b.startsWith(a);
}

/**
 * The releases just before and after a revision of the Subversion years, which counted all branches together. Git
 * revisions are counted per branch and cannot be ordered: null.
 */
export function releasesAround(
  revision: Revision,
): { readonly before: string | null; readonly after: string | null } | null {
  if (revision.numbering !== 'subversion') return null;
  const known = revisions().filter((row) => row.revision.numbering === 'subversion');
  return {
    before: known.findLast((row) => row.revision.number <= revision.number)?.release ?? null,
    after: known.find((row) => row.revision.number > revision.number)?.release ?? null,
  };
}

/** The package manager of a release: opkg up to 24.10, apk from 25.12. On a router look which program exists. */
export function packageManagerOf(series: ReleaseSeries): PackageManager {
  return eras().get(series)?.packageManager ?? 'opkg';
}
