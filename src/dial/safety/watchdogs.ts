import { shellQuoted } from '../../report/command-line.ts';
import type { Bench } from '../live-test.ts';
import type { Watchdog } from '../router/survey.ts';

/**
 * Stops what would start the modem anew in the middle of a test, and leaves on the router that it is to go on. Its process stays:
 * nothing of its state is lost, and whoever watches it sees no end.
 */
export async function pauseWatchdogs(bench: Bench): Promise<void> {
  for (const watchdog of bench.survey.watchdogs) {
    const { pid, startedAt } = watchdog;
    const name = nameOf(watchdog);
    // Another process may have got its number since.
    const same = `[ "$(sed 's/^.*) //' /proc/${pid}/stat 2>/dev/null | cut -d ' ' -f 20)" = ${shellQuoted(String(startedAt))} ]`;
    await bench.change(
      {
        title: `lets ${name} (process ${pid}) go on`,
        script: `if ${same}; then kill -CONT ${pid}; fi`,
        byHand: `By hand: kill -CONT ${pid}.`,
      },
      20,
      `${name} was paused`,
    );
    await bench.run({
      name: `live-pause-${pid}`,
      command: `kill -STOP ${pid}`,
      script: `if ${same}; then kill -STOP ${pid}; fi`,
      patience: 10,
    });
  }
}

/**
 * What is told of a process. Reports and bundles have it, and what somebody wrote into a crontab may hold a secret: a job of crond
 * has a name only where its first word is the path of a program.
 */
function nameOf({ words, isJob }: Watchdog): string {
  // As the survey takes it: an interpreter is not what runs.
  const said = words
    .split(' ')
    .filter((word) => !/^(?:-.*|(?:\/\S+\/)?(?:(?:a|ba)?sh|busybox|lua|python.*))$/.test(word));
  if (isJob) {
    // Behind a value with a blank in it comes more of that value.
    const first = said.find((word) => !/^\w+=[\w.:/-]*$/.test(word)) ?? '';
    return /^\/(?:[\w.+@-]+\/)*([\w.+@-]+)[;&|)]*$/.exec(first)?.[1] ?? 'a job of crond';
  }
  const program = said.find((word) => !word.includes('=')) ?? '';
  return program.replace(/^.*\//, '').replaceAll(/[^\w.-]/g, '') || 'a program';
}
