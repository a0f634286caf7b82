import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

/** What a module of `src/` loads before its first line runs. Sample: `import { Chalk } from 'chalk';` */
const staticImport = /^(?:import|export)\s(?!type\s)[^'";]*?\sfrom '([^']+)'/gm;

/** The modules and packages that are loaded with a module, itself included. */
function loadedWith(module: URL, seen = new Set<string>()): Set<string> {
  if (seen.has(module.href)) return seen;
  seen.add(module.href);
  for (const [, name = ''] of readFileSync(module, 'utf8').matchAll(staticImport)) {
    if (name.startsWith('.')) loadedWith(new URL(name, module), seen);
    else seen.add(name);
  }
  return seen;
}

test('--version and misspelt options are answered without the grammar', () => {
  const loaded = [...loadedWith(new URL('../../src/cli/main.ts', import.meta.url))];
  expect(loaded).toContain('commander');
  expect(
    loaded.filter((name) => /chevrotain|\/src\/(?:capture|grammar|knowledge|situation|rules)\//.test(name)),
  ).toEqual([]);
});

test('the formats for sharing are loaded when one of them is asked for', () => {
  const loaded = [...loadedWith(new URL('../../src/cli/diagnose.ts', import.meta.url))];
  expect(loaded.filter((name) => /shareable|\/redacted\.ts/.test(name))).toEqual([]);
});

test('the diagnosis does load it', () => {
  const loaded = [...loadedWith(new URL('../../src/cli/diagnose.ts', import.meta.url))];
  expect(loaded).toContain('chevrotain');
});
