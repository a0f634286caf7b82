import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { programPath } from '../../servers/programs.ts';

/** Debian's packages whose programs the router runs. They are unpacked, never installed. */
const programs = [
  'busybox-static',
  'comgt',
  'dbus-daemon',
  'dbus-system-bus-common',
  'dropbear-bin',
  'libmbim-utils',
  'libqmi-utils',
  'modemmanager',
  'polkitd',
  'ppp',
  'socat',
  'usb-modeswitch',
  'wireguard-tools',
];

/** Packages of Debian, unpacked into one folder. */
export interface UnpackedPackages {
  readonly folder: string;
  /** As `uname -r` says it: `6.1.0-57-amd64`. */
  readonly kernel: string;
  /** Other packages have another one. */
  readonly key: string;
}

/** Where everything is kept that takes long to make. It may be deleted at any time. */
export function cacheFolder(): string {
  const folder = join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'hwdiag-bench');
  mkdirSync(folder, { recursive: true });
  return folder;
}

/** Why no virtual router can be had here; undefined where one can. */
export function whyNoRouter(): string | undefined {
  if (process.env['HWDIAG_BENCH'] === 'none') return 'HWDIAG_BENCH=none says so';
  if (process.platform !== 'linux' || process.arch !== 'x64') return 'this is no Linux on x86-64';
  const missing = ['qemu-system-x86_64', 'apt-get', 'apt-cache', 'dpkg-deb', 'depmod', 'ldd', 'xz'].filter(
    (name) => programPath(name) === undefined,
  );
  if (missing.length > 0) return `not installed: ${missing.join(', ')}`;
  const kernel = kernelPackage();
  return kernel === undefined ? 'apt knows no package linux-image-amd64' : undefined;
}

/** The package behind `linux-image-amd64`: its name changes with each version. */
function kernelPackage(): string | undefined {
  const shown = spawnSync('apt-cache', ['depends', 'linux-image-amd64'], { encoding: 'utf8' });
  return /Depends: (linux-image-\d\S*)/.exec(shown.stdout)?.[1];
}

/** Fetches what the router is made of, unless the cache has it. */
export function unpackedPackages(): UnpackedPackages {
  const kernel = kernelPackage();
  if (kernel === undefined) throw new Error('apt knows no package linux-image-amd64.');
  const names = [kernel, ...programs, ...libraries()];
  const files = execFileSync('apt-get', ['download', '--print-uris', ...names], { encoding: 'utf8' })
    .split('\n')
    .flatMap((line) => line.split(' ')[1] ?? [])
    .sort();
  const key = createHash('sha256').update(files.join('\n')).digest('hex').slice(0, 16);
  const folder = join(cacheFolder(), `packages-${key}`);
  if (!existsSync(folder)) fetchInto(folder, names);
  return { folder, kernel: kernel.replace('linux-image-', ''), key };
}

/** What the programs need of libraries, and those in turn. */
function libraries(): readonly string[] {
  const without = ['recommends', 'suggests', 'conflicts', 'breaks', 'replaces', 'enhances'];
  const shown = execFileSync(
    'apt-cache',
    ['depends', '--recurse', '-i', ...without.map((kind) => `--no-${kind}`), ...programs],
    { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] },
  );
  const names = shown.split('\n').filter((line) => /^lib[a-z0-9][a-z0-9.+-]*$/.test(line));
  return [...new Set(names)].filter((name) => !/-perl$|^libperl|elogind|^libpam-/.test(name));
}

function fetchInto(folder: string, names: readonly string[]): void {
  const work = mkdtempSync(join(cacheFolder(), 'fetch-'));
  const unpacked = join(work, 'unpacked');
  try {
    mkdirSync(unpacked);
    // As root apt would change to a user who may not write here.
    execFileSync('apt-get', ['-o', 'APT::Sandbox::User=root', '--quiet', 'download', ...names], {
      cwd: work,
      stdio: 'pipe',
    });
    for (const file of readdirSync(work).filter((name) => name.endsWith('.deb'))) {
      execFileSync('dpkg-deb', ['-x', join(work, file), unpacked], { stdio: 'pipe' });
    }
    renameSync(unpacked, folder);
  } catch (error) {
    // Another process was quicker.
    if (!existsSync(folder)) throw error;
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}
