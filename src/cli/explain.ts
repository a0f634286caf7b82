import { readFile } from 'node:fs/promises';
import { readCodeQuestion } from '../knowledge/code-question.ts';
import { editDistance } from '../knowledge/edit-distance.ts';
import { rungOfNetifdError } from '../knowledge/netifd-error.ts';
import { catalogue, catalogueEntry } from '../knowledge/rule-catalogue.ts';
import { explainLine } from '../report/explain-line.ts';
import {
  causeText,
  codeText,
  lineText,
  netifdText,
  nothingText,
  pageText,
} from '../report/text/explanation.ts';
import { rules } from '../rules/list.ts';
import type { ExplainOptions } from './command-line.ts';
import { type ExitCode, exitCode } from './exit-code.ts';
import type { Io } from './io.ts';
import type { Output } from './output.ts';
import { explanationPage } from './page.ts';

/**
 * `hwdiag explain`: the page of a rule, what an error code means, or what a line says.
 *
 * @returns 4 where the subject is none of these
 */
export async function explain({ subject }: ExplainOptions, io: Io, stdout: Output): Promise<ExitCode> {
  const page = explanationPage(io);
  const id = subject.trim().toLowerCase();
  if (rules.some((rule) => rule.id === id)) {
    await stdout.write(pageText(await pageOf(id), page));
    return exitCode.nothingFound;
  }
  const entry = catalogueEntry(id);
  if (entry !== undefined) {
    await stdout.write(causeText(entry, page));
    return exitCode.nothingFound;
  }
  const rung = rungOfNetifdError(subject.trim());
  if (rung !== null) {
    await stdout.write(netifdText(subject.trim(), rung, page));
    return exitCode.nothingFound;
  }
  const code = readCodeQuestion(subject);
  if (code !== null) {
    await stdout.write(codeText(code, page));
    const isKnown = code.meanings.length > 0 || code.perhaps !== null;
    return isKnown ? exitCode.nothingFound : exitCode.undetermined;
  }
  const readings = explainLine(subject);
  if (readings.length > 0) {
    await stdout.write(lineText(readings, page));
    return exitCode.nothingFound;
  }
  await stdout.write(nothingText(subject, idsNear(id), page));
  return exitCode.undetermined;
}

/** Where the pages stand: beside the bundle's folder, and, as the sources run, beside `src`. */
const pageFolders = ['../docs/rules/', '../../docs/rules/'];

async function pageOf(id: string): Promise<string> {
  let failure: unknown = null;
  for (const folder of pageFolders) {
    try {
      return await readFile(new URL(`${folder}${id}.md`, import.meta.url), 'utf8');
    } catch (error) {
      failure = error;
    }
  }
  throw failure;
}

/** The ids that are a few slips away, or begin alike; at most three. */
function idsNear(id: string): readonly string[] {
  if (!/^[a-z0-9-]{3,60}$/.test(id)) return [];
  return catalogue()
    .map((entry) => ({ id: entry.id, distance: entry.id.startsWith(id) ? 1 : editDistance(id, entry.id) }))
    .filter(({ distance }) => distance <= 3)
    .sort((one, other) => one.distance - other.distance)
    .slice(0, 3)
    .map((near) => near.id);
}
