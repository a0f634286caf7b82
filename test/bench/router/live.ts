import type { ChildProcess } from 'node:child_process';
import { ended, type ProcessOutcome, start } from '../../cli/process.ts';
import type { BenchRouter } from '../bench.ts';
import type { StoredContext } from '../profiles/profile.ts';
import { type Diagnosed, diagnose, sshConfig } from './diagnose.ts';

/** What `hwdiag ssh --dial` says; nobody is asked. */
export function testLive(router: BenchRouter, ...argv: readonly string[]): Promise<Diagnosed> {
  // The router's own network translates the address of this computer, so that nobody can tell what carries the session.
  return diagnose(router, '--dial', '--yes', '--allow-cut', ...argv);
}

/** The answer of one test. */
export function outcomeOf({ report }: Diagnosed, id: string): string | undefined {
  return report.live.tests.find((test: { readonly id: string }) => test.id === id)?.outcome;
}

/** What the tests say of a finding. */
export function judgementOf({ report }: Diagnosed, rule: string): string | undefined {
  return report.live.judgements.find((one: { readonly rule: string }) => one.rule === rule)?.outcome;
}

/** How the router and its modem stand, as far as a live test could change it. */
export interface Standing {
  readonly config: string;
  readonly changes: string;
  readonly interface: string;
  readonly switches: string;
  readonly stopped: string;
  readonly leftOvers: string;
  readonly contexts: readonly StoredContext[];
  readonly pinTries: number;
}

/** Looks at it once it has settled: an interface that is set up again and again is never the same for long. */
export async function standingOf(router: BenchRouter): Promise<Standing> {
  const { shell, modem } = router;
  return {
    config: await shell.output('uci export network'),
    changes: await shell.output('uci changes'),
    interface: await shell.output('ifstatus modem | grep -E \'"(up|autostart)"\''),
    switches: await shell.output(
      'cat /sys/class/net/*/cdc_ncm/ndp_to_end /sys/class/net/*/qmi/raw_ip 2>/dev/null',
    ),
    stopped: await shell.output("grep -l '^State:.T' /proc/[0-9]*/status 2>/dev/null"),
    leftOvers: await shell.output('ls -d /tmp/hwdiag* 2>/dev/null'),
    contexts: modem.memory.contexts,
    pinTries: modem.sim.pinTries,
  };
}

/** Where a live test stands, as the router shows it. */
export interface Step {
  readonly command: string;
  readonly shows: (output: string) => boolean;
}

const isAny = (output: string) => output.trim() !== '';

/** The steps that change something, in their order. */
export const steps = {
  paused: { command: 'cat /tmp/hwdiag-undo.*/steps/* 2>/dev/null', shows: isAny },
  talking: {
    command: 'cat /proc/[0-9]*/comm /tmp/hwdiag-undo.*/steps/* 2>/dev/null',
    shows: (output) => /^gcom$/m.test(output) && output.includes('#'),
  },
  dialling: { command: "/usr/lib/bench/busybox logread | grep 'hwdiag: live-test-'", shows: isAny },
  reframed: {
    command: 'cat /sys/class/net/wwan0/cdc_ncm/ndp_to_end',
    shows: (output) => output.trim() === 'N',
  },
} satisfies Readonly<Record<string, Step>>;

/** Runs a live test and does something to it, as soon as it is at a step; tells how the program ended. */
export async function disturbedLive(
  router: BenchRouter,
  step: Step,
  disturb: (program: ChildProcess) => void | Promise<void>,
  port = router.sshPort,
): Promise<ProcessOutcome> {
  const child = start(
    [
      'ssh',
      'router',
      '-F',
      sshConfig(router, { host: '127.0.0.1', port }),
      '--dial',
      '--yes',
      '--allow-cut',
      '--format',
      'json',
    ],
    { env: { HOME: router.folder, SSH_AUTH_SOCK: '' } },
  );
  const outcome = ended(child);
  child.stdin.end();
  await router.shell.until(step.command, step.shows, 150_000);
  await disturb(child);
  return await outcome;
}

/** The router hears nothing more of hwdiag and acts on its own: at once, for what it waits is tried elsewhere. */
export async function actsOnItsOwn(router: BenchRouter): Promise<void> {
  await router.shell.run(
    'for folder in /tmp/hwdiag-undo.*; do echo 0 >"$folder/past" && mv "$folder/past" "$folder/ends"; done',
  );
  await router.shell.until(
    'ls /tmp/hwdiag-undo.*/steps; ls -d /tmp/hwdiag-undo.*/busy 2>/dev/null',
    (output) => output.trim() === '',
  );
}

/** What it keeps of that for the next hwdiag. */
export async function forgetWhatHappened(router: BenchRouter): Promise<void> {
  await router.shell.run('rm -r /tmp/hwdiag-undo.*');
}
