import { printable } from '../printable.ts';
import { modemLabel, type TriageRecord } from './record.ts';

const columns: readonly (readonly [head: string, cell: (record: TriageRecord) => string | number | null])[] =
  [
    ['id', ({ id }) => printable(id, true)],
    ['outcome', ({ outcome }) => outcome],
    ['exit code', ({ exitCode }) => exitCode],
    ['rung', ({ rung }) => rung],
    ['cause', ({ cause }) => cause],
    ['confidence', ({ confidence }) => confidence],
    ['title', ({ title }) => title],
    ['modem', modemLabel],
    ['firmware', ({ firmware }) => firmware],
    ['release', ({ release }) => release],
    ['operator', ({ operator }) => operator],
    ['router', ({ board }) => board],
    ['evidence', ({ evidence }) => evidence.map(({ source, line }) => `${source}:${line}`).join('; ')],
    ['ask for', ({ needs }) => needs.map(({ ask, missing }) => ask ?? missing).join('\n')],
    ['not read', ({ notRead }) => notRead.map(({ name, code }) => `${name} (${code})`).join('; ')],
    ['error', ({ error }) => error?.code ?? null],
  ];

/** The first row, then one for each verdict. Source of the form: RFC 4180. */
export function csvHead(): string {
  return rowOf(columns.map(([head]) => head));
}

export function csvRow(record: TriageRecord): string {
  return rowOf(columns.map(([, cell]) => cell(record)));
}

function rowOf(cells: readonly (string | number | null)[]): string {
  return `${cells.map(cellOf).join(',')}\r\n`;
}

/** What a spreadsheet would take for a formula. Source: OWASP, CSV injection. */
const formula = /^[=+\-@\t\r]/;

function cellOf(value: string | number | null): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  const lines = value.split('\n').map((line) => printable(line, true));
  const text = lines.join('\n');
  const plain = formula.test(text) ? `'${text}` : text;
  return /[",\n\r]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
}
