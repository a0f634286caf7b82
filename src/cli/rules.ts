import { printableJson } from '../report/printable.ts';
import { rulesToJson, rulesToText } from '../report/rule-table.ts';
import { rules } from '../rules/list.ts';
import type { RulesOptions } from './command-line.ts';
import { type ExitCode, exitCode } from './exit-code.ts';
import type { Io } from './io.ts';
import type { Output } from './output.ts';
import { explanationPage } from './page.ts';

/** `hwdiag rules`: what is looked for. */
export async function listRules({ format }: RulesOptions, io: Io, stdout: Output): Promise<ExitCode> {
  await stdout.write(
    format === 'json' ? printableJson(rulesToJson(rules)) : rulesToText(rules, explanationPage(io)),
  );
  return exitCode.nothingFound;
}
