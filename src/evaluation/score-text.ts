import type { CaseResult, Named, Score, Tally } from './score.ts';

/** The score as JSON text, indented by two, ended by a line feed. */
export function scoreToJson(score: Score): string {
  return `${JSON.stringify({ schemaVersion: 1, ...score }, null, 2)}\n`;
}

/** The score as a table with the misses below it, to be read in a terminal. The texts of the cases are not in it. */
export function scoreToText(score: Score): string {
  const { failures, calm } = score;
  const summary: readonly (readonly [string, string])[] = [
    ['cases', `${score.cases}, ${score.scored} of them scored`],
    ['root cause first', share(failures.firstRight, failures.threads)],
    ['found at all', share(failures.found, failures.threads)],
    [
      'findings per failure',
      `${decimal(score.findingsPerFailure)} (causes and symptoms ${decimal(score.causesPerFailure)})`,
    ],
    ['false alarms', `${calm.threads - calm.firstRight} of ${calm.threads} healthy cases and near misses`],
    ['wrong proven', String(score.wrongProven.length)],
  ];
  return [
    ...aligned(summary),
    '',
    ...aligned([
      ['family', 'counted', 'first', 'found'],
      ...score.families.map((row) => [row.family, ...tallied(row)]),
    ]),
    ...listed('Root cause not named first', score.misses, (miss) => [
      `expected  ${miss.expected.join(' or ')}`,
      `first     ${miss.first === null ? 'nothing' : told(miss.first)}`,
      `all       ${miss.all.length === 0 ? 'nothing' : miss.all.map(told).join(', ')}`,
    ]),
    ...listed('False alarms', score.falseAlarms, ({ falseAlarms }) => falseAlarms.map(told)),
    ...listed('Wrong proven', score.wrongProven, ({ wrongProven, expected }) => [
      ...wrongProven.map(told),
      `expected  ${expected.length === 0 ? 'nothing' : expected.join(' or ')}`,
    ]),
    '',
  ].join('\n');
}

function listed(
  title: string,
  results: readonly CaseResult[],
  lines: (result: CaseResult) => readonly string[],
): readonly string[] {
  if (results.length === 0) return [];
  return [
    '',
    title,
    ...results.flatMap((result) => [
      `  ${result.id}${result.scored ? '' : ' (not scored)'} [${result.family}]`,
      ...lines(result).map((line) => `    ${line}`),
    ]),
  ];
}

function told({ rule, confidence }: Named): string {
  return `${rule} (${confidence})`;
}

function tallied({ threads, firstRight, found }: Tally): readonly string[] {
  return [threads, firstRight, found].map(String);
}

function share(part: number, whole: number): string {
  return whole === 0 ? 'no case' : `${part} of ${whole} (${decimal((100 * part) / whole)}%)`;
}

function decimal(number: number | null): string {
  return number === null ? 'no case' : number.toFixed(1);
}

/** Columns as wide as their widest cell. */
function aligned(rows: readonly (readonly string[])[]): readonly string[] {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((row) => (row[column] ?? '').length)),
  );
  return rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}
