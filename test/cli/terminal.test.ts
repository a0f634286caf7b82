import { describe, expect, test } from 'vitest';
import { type ColorMode, hasColor, hasUnicode, naturalWidth } from '../../src/cli/terminal.ts';

const terminal = { platform: 'linux', stdoutIsTerminal: true, env: {} } as const;
const pipe = { ...terminal, stdoutIsTerminal: false };

describe('colour', () => {
  test.each<[string, ColorMode, boolean, Record<string, string>, boolean]>([
    ['a terminal', 'auto', true, { TERM: 'xterm-256color' }, true],
    ['a pipe', 'auto', false, { TERM: 'xterm-256color' }, false],
    ['a dumb terminal', 'auto', true, { TERM: 'dumb' }, false],
    ['NO_COLOR on a terminal', 'auto', true, { NO_COLOR: '1' }, false],
    ['an empty NO_COLOR on a terminal', 'auto', true, { NO_COLOR: '' }, true],
    ['FORCE_COLOR on a pipe', 'auto', false, { FORCE_COLOR: '1' }, true],
    ['an empty FORCE_COLOR on a pipe', 'auto', false, { FORCE_COLOR: '' }, false],
    ['FORCE_COLOR=0 on a terminal', 'auto', true, { FORCE_COLOR: '0' }, false],
    ['FORCE_COLOR=false on a terminal', 'auto', true, { FORCE_COLOR: 'false' }, false],
    ['both variables', 'auto', true, { NO_COLOR: '1', FORCE_COLOR: '1' }, false],
    ['--color always against NO_COLOR', 'always', false, { NO_COLOR: '1' }, true],
    ['--color never against FORCE_COLOR', 'never', true, { FORCE_COLOR: '1' }, false],
  ])('%s', (_name, mode, stdoutIsTerminal, env, expected) => {
    expect(hasColor(mode, { ...terminal, stdoutIsTerminal, env })).toBe(expected);
  });
});

describe('Unicode', () => {
  test.each<[Record<string, string>, boolean]>([
    [{ LANG: 'de_DE.UTF-8' }, true],
    [{ LANG: 'C.utf8' }, true],
    [{ LANG: 'ca_ES.UTF-8@valencia' }, true],
    [{ LANG: 'de_DE.ISO-8859-1' }, false],
    [{ LANG: 'de_DE' }, false],
    [{}, false],
    [{ LANG: 'de_DE.UTF-8', LC_ALL: 'C' }, false],
    [{ LANG: 'C', LC_CTYPE: 'en_GB.UTF-8' }, true],
    [{ LANG: 'en_GB.UTF-8', LC_ALL: '' }, true],
    [{ LANG: 'en_GB.UTF-8', TERM: 'linux' }, false],
  ])('%o on Linux: %s, in a terminal and in a pipe', (env, expected) => {
    expect(hasUnicode({ ...terminal, env })).toBe(expected);
    expect(hasUnicode({ ...pipe, env })).toBe(expected);
  });

  test('macOS without a locale has it', () => {
    expect(hasUnicode({ ...pipe, platform: 'darwin' })).toBe(true);
    expect(hasUnicode({ ...pipe, platform: 'darwin', env: { LC_ALL: 'C' } })).toBe(false);
  });

  test.each<[string, Record<string, string>, boolean, boolean]>([
    ['the old console', {}, true, false],
    ['Windows Terminal', { WT_SESSION: '1' }, true, true],
    ['a pipe in Windows Terminal', { WT_SESSION: '1' }, false, false],
    ['the terminal of an editor', { TERM_PROGRAM: 'vscode' }, true, true],
    ['a pipe in a shell with a locale', { LANG: 'en_GB.UTF-8' }, false, true],
  ])('Windows: %s', (_name, env, stdoutIsTerminal, expected) => {
    expect(hasUnicode({ platform: 'win32', stdoutIsTerminal, env })).toBe(expected);
  });
});

test.each([
  [undefined, 80],
  [0, 80],
  [20, 40],
  [80, 80],
  [100, 100],
  [300, 120],
])('a terminal of %s columns gets %i', (columns, expected) => {
  expect(naturalWidth(columns)).toBe(expected);
});
