import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

interface LockedPackage {
  readonly resolved?: string;
  readonly hasInstallScript?: true;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

const text = readFileSync(new URL('../../package-lock.json', import.meta.url), 'utf8');
const { packages } = JSON.parse(text) as { readonly packages: Readonly<Record<string, LockedPackage>> };
const entries = Object.entries(packages);

it('names no registry: everybody installs from their own', () => {
  expect(entries.filter(([, { resolved }]) => resolved !== undefined)).toEqual([]);
});

it('asks nobody to run install scripts, but for those that it tells npm to leave out', () => {
  const { allowScripts } = JSON.parse(
    readFileSync(new URL('../../package.json', import.meta.url), 'utf8'),
  ) as { readonly allowScripts: Readonly<Record<string, boolean>> };
  const scripted = entries
    .filter(([, { hasInstallScript }]) => hasInstallScript === true)
    .map(([path]) => path.replace(/^.*node_modules\//, ''))
    // Watches files on macOS, for vitest only; npm installs it where it can.
    .filter((name) => name !== 'fsevents');
  // An older npm, which does not read the list, runs them: they compile what the bundle leaves out.
  expect(scripted.sort()).toEqual(['cpu-features', 'ssh2']);
  expect(allowScripts).toEqual({ 'cpu-features': false, ssh2: false });
});

it('holds the binaries of every platform, not only of the one it was written on', () => {
  const locked = new Set(
    entries.map(([path]) => path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length)),
  );
  const wanted = entries.flatMap(([, { optionalDependencies }]) => Object.keys(optionalDependencies ?? {}));
  expect(wanted.length).toBeGreaterThan(0);
  expect(wanted.filter((name) => !locked.has(name))).toEqual([]);
});
