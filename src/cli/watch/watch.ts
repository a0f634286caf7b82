import { Diagnoser } from '../../diagnosis.ts';
import type { Diagnosis } from '../../rules/finding.ts';
import type { ListedRule } from '../../rules/listed-rule.ts';
import { chosenRules } from '../chosen-rules.ts';
import { answerCode, type ExitCode } from '../exit-code.ts';
import { failureText } from '../failure.ts';
import type { Io } from '../io.ts';
import type { Outputs } from '../output.ts';
import { pageOf, reportText } from '../told.ts';
import type { WatchOptions } from './watch-options.ts';
import type { Watched } from './watched.ts';
import { feed } from './watching.ts';

/**
 * `hwdiag watch ROUTER`: follows the log of a router, or one that is piped in, shows how far the connection comes, and prints the
 * report in the end.
 *
 * @throws {Failure} `could-not-look` where there is no session or nothing came, `output-not-writable`, `usage`
 * @throws the reason of the interruption, where there was nothing to watch yet
 */
export async function watch(options: WatchOptions, io: Io, outputs: Outputs): Promise<ExitCode> {
  const rules = chosenRules(options.rules, options.ignore);
  const { texts, remarks, failure } = await watched(options, rules, io, outputs);
  const { unicode } = pageOf(options, io);
  for (const remark of remarks) await outputs.stderr.write(failureText(remark, unicode));
  const diagnoser = new Diagnoser();
  feed(diagnoser, texts);
  const diagnosis: Diagnosis = io.computing('other', () => diagnoser.finish(rules));
  await outputs.stdout.write(await reportText(options, diagnosis, pageOf(options, io)));
  if (failure !== null) throw failure;
  return answerCode(diagnosis, options.failOn);
}

async function watched(
  options: WatchOptions,
  rules: readonly ListedRule[],
  io: Io,
  outputs: Outputs,
): Promise<Watched> {
  if (options.router === null) {
    const { watchInput } = await import('./watch-input.ts');
    return await watchInput(options, rules, io, outputs);
  }
  const { watchRouter } = await import('./watch-router.ts');
  return await watchRouter(options, options.router, rules, io, outputs);
}
