import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { withoutComments } from '../../../src/collect/router/collection-script.ts';
import { forgetContextScript } from '../../../src/dial/at/forget-script.ts';
import { transports } from '../../../src/dial/at/transport.ts';

const lacksShellcheck = spawnSync('shellcheck', ['--version']).error !== undefined;
const common = ['src/collect/router/port-holders.sh', 'src/dial/at/port.sh'].map((file) =>
  readFileSync(file, 'utf8'),
);

test.skipIf(lacksShellcheck).each(transports)(
  '$name: its script is without fault to shellcheck',
  ({ script }) => {
    const head = 'port=/dev/ttyUSB2 mark=a limit=9 program=gcom';
    // 2012, 2034, 2154: as for the collection. 2120: functions take words elsewhere. 2317: called by a trap.
    const { stdout } = spawnSync('shellcheck', ['-s', 'dash', '-e', '2012,2034,2154,2120,2317', '-'], {
      input: [head, ...common, script, 'main', ''].join('\n'),
      encoding: 'utf8',
    });
    expect(stdout).toBe('');
  },
);

test.skipIf(lacksShellcheck)('what forgets a context is without fault to shellcheck', () => {
  const programs = new Set(transports.flatMap(({ needs }) => needs));
  // 2086: what is said to shellcheck is gone with the comments.
  const { stdout } = spawnSync('shellcheck', ['-s', 'dash', '-e', '2012,2034,2086,2154,2120,2317', '-'], {
    input: forgetContextScript('/dev/ttyUSB2', 11, { programs }),
    encoding: 'utf8',
  });
  expect(stdout).toBe('');
});

test.each(transports)('$name: its script stays as it is without its comments, and is short', ({ script }) => {
  const short = [...common, script].map(withoutComments).join('\n');
  expect(short).not.toMatch(/^#/m);
  expect(short.length).toBeLessThan(6_000);
  expect(spawnSync('busybox', ['ash', '-n'], { input: short, encoding: 'utf8' }).stderr).toBe('');
});

test('a cat of busybox never reads a port: it would lock the pipe to the SSH server', () => {
  for (const { script } of transports) expect(withoutComments(script)).not.toMatch(/(?:^|[;&|(]\s*)cat /m);
});

test.each([
  ['dash', ['sh']],
  ['busybox ash', ['busybox', 'sh']],
] as const)(
  'a port that has left between two commands is gone, and not busy, under %s',
  (_, [program, ...words]) => {
    const head = 'port=/dev/ttyUSB255 mark=a has_lock=no';
    const { stderr } = spawnSync(program, words, {
      input: [head, ...common, 'put_back() { :; }', 'leave_to_others', ''].join('\n'),
      encoding: 'utf8',
    });
    expect(stderr).toBe('a gone there is no such port\n');
  },
);
