import { PassThrough, Transform } from 'node:stream';
import type { RouterConnection } from '../../../src/collect/router/router-connection.ts';

/**
 * A session whose router is partly a folder of the test, so that no test sees or clears away what is another's: what a shell is
 * given on its standard input has the other place wherever one is named, and what it prints has the name of the router again.
 *
 * @param places of the router, and where they are instead
 * @param adapt what else becomes of the shell's input
 */
export function reroutedConnection(
  connection: RouterConnection,
  places: Readonly<Record<string, string>>,
  adapt = (script: string): string => script,
): RouterConnection {
  const pairs = Object.entries(places);
  const there = (script: string): string =>
    pairs.reduce((text, [place, instead]) => text.replaceAll(place, () => instead), script);
  const back = (output: string): string =>
    pairs.reduce((text, [place, instead]) => text.replaceAll(instead, () => place), output);
  return {
    ...connection,
    start: async (command) => {
      const remote = await connection.start(command);
      const stdin = new PassThrough();
      stdin.pipe(rewriting((script) => adapt(there(script)))).pipe(remote.stdin);
      return { ...remote, stdin, stdout: remote.stdout.pipe(rewriting(back)) };
    },
  };
}

/** Where the folders of live tests are instead: each hwdiag refuses a test while there is another's. */
export function undoFolderIn(folder: string): Readonly<Record<string, string>> {
  return { '/tmp/hwdiag-undo.': `${folder}/hwdiag-undo.` };
}

/**
 * Where processes are looked for that are not hwdiag's own: `FOLDER/proc/PID` with `comm`, `cmdline` and `fd`. `ls` names the
 * folder of a process only where there are two.
 */
export function processesIn(folder: string): Readonly<Record<string, string>> {
  const holders = '/proc/[0-9]*/fd';
  return {
    [`ls -l ${holders} 2>/dev/null`]: `ls -l ${folder}${holders} 2>/dev/null | sed 's|^${folder}/|/|'`,
    ...Object.fromEntries(
      ['/proc/[0-9]*/comm', '/proc/[0-9]*/cmdline', '/proc/$1/comm'].map((path) => [path, folder + path]),
    ),
  };
}

/** What is written at once is not cut in the middle of a name. Each byte stays one: what is printed need not be text. */
function rewriting(rewrite: (text: string) => string): Transform {
  return new Transform({
    transform: (chunk: Buffer, _, done) =>
      done(null, Buffer.from(rewrite(chunk.toString('latin1')), 'latin1')),
  });
}
