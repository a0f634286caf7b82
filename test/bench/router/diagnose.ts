import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { onTestFailed } from 'vitest';
import { runProcess } from '../../cli/process.ts';
import { tellSkipped } from '../../servers/programs.ts';
import { type BenchRouter, whyNoRouter } from '../bench.ts';
import type { Place } from './ways-in.ts';

/** Why the tests with virtual routers cannot run here; undefined where they can. Says so in the output, once per file. */
export function noVirtualRouter(what: string): string | undefined {
  const reason = whyNoRouter();
  tellSkipped(`${what} on a virtual router`, reason);
  return reason;
}

/** How long a case on a virtual router may take on a machine that is busy. */
export const caseLimit = 180_000;

/** A file of settings for `hwdiag ssh router -F`, with which nobody is asked anything. */
export function sshConfig(router: BenchRouter, { host, port }: Place = throughTheConsole(router)): string {
  const file = join(router.folder, 'ssh_config');
  writeFileSync(
    file,
    [
      'Host router',
      `HostName ${host}`,
      `Port ${port}`,
      // Whatever stands between, the key is the router's.
      `HostKeyAlias [127.0.0.1]:${router.sshPort}`,
      'User root',
      `UserKnownHostsFile ${router.knownHostsFile}`,
      `IdentityFile ${router.keyFile}`,
      '',
    ].join('\n'),
  );
  return file;
}

/** Where QEMU itself lets this machine in. It translates addresses. */
function throughTheConsole({ sshPort }: BenchRouter): Place {
  return { host: '127.0.0.1', port: sshPort };
}

export interface Diagnosed {
  readonly code: number | null;
  readonly stderr: string;
  // biome-ignore lint/suspicious/noExplicitAny: a report as JSON, whose form schema/report.v1.json tells
  readonly report: any;
}

/** What `hwdiag ssh` says of the router as it is now. */
export function diagnose(router: BenchRouter, ...argv: readonly string[]): Promise<Diagnosed> {
  return diagnoseFrom(router, throughTheConsole(router), ...argv);
}

/** The same, come to at another place. */
export async function diagnoseFrom(
  router: BenchRouter,
  place: Place,
  ...argv: readonly string[]
): Promise<Diagnosed> {
  const { code, stdout, stderr } = await runProcess(
    ['ssh', 'router', '-F', sshConfig(router, place), '--format', 'json', ...argv],
    '',
    { env: { HOME: router.folder, SSH_AUTH_SOCK: '' } },
  );
  onTestFailed(async () => {
    const { verdict, findings, live } = JSON.parse(stdout);
    const log = await router.shell.output('logread');
    const said = JSON.stringify({ code, verdict, findings, live }, null, 1);
    process.stderr.write(`What hwdiag said:\n${said}\n${stderr}\nThe log of the router:\n${log}\n`);
  });
  return { code, stderr, report: JSON.parse(stdout) };
}
