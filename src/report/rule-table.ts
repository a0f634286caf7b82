import { catalogueEntry } from '../knowledge/rule-catalogue.ts';
import type { Rung } from '../knowledge/rung.ts';
import type { Confidence, Role, Severity } from '../rules/finding.ts';
import type { ListedRule } from '../rules/listed-rule.ts';
import { rungOfRule } from '../rules/rule.ts';
import type { ExplanationOptions } from './text/explanation.ts';
import { paragraph, type Row, render, run } from './text/layout.ts';

/** A rule as `hwdiag rules --format json` tells it. */
interface RuleRow {
  readonly id: string;
  readonly title: string;
  readonly role: Role;
  readonly severity: Severity;
  /** Null for what is about no rung. */
  readonly rung: Rung | null;
  /** The most that logs can prove; null where the catalogue sets no limit. */
  readonly maxConfidence: Confidence | null;
  readonly since: string;
  /** What it needs to see, in words. */
  readonly needs: readonly string[];
  /** Rules whose findings follow from it. */
  readonly explains: readonly string[];
}

function rowOf({ id, role, severity, since, needs, explains = [] }: ListedRule): RuleRow {
  const entry = catalogueEntry(id);
  return {
    id,
    title: entry?.title ?? id,
    role,
    severity,
    rung: rungOfRule(id),
    maxConfidence: entry?.maxConfidence ?? null,
    since,
    needs,
    explains,
  };
}

export function rulesToJson(rules: readonly ListedRule[]): string {
  return `${JSON.stringify({ schemaVersion: 1, rules: rules.map(rowOf) }, null, 2)}\n`;
}

/** One line a rule where there is room, grouped by the rung that it is about. */
export function rulesToText(rules: readonly ListedRule[], options: ExplanationOptions): string {
  const rows = rules.map(rowOf);
  const wide = Math.max(0, ...rows.map(({ id }) => id.length));
  const lines: Row[] = [];
  let group: string | null = null;
  for (const { id, rung, role, title, maxConfidence } of rows) {
    const name = rung ?? 'no rung';
    if (name !== group) {
      if (group !== null) lines.push([]);
      lines.push([run(options, name, 'strong')]);
      group = name;
    }
    const most = maxConfidence === null ? role : `${role}, at most ${maxConfidence}`;
    lines.push(
      ...paragraph(
        options,
        [run(options, title), run(options, ` (${most})`, 'muted')],
        [run(options, `  ${id.padEnd(wide)}  `)],
      ),
    );
  }
  return render(lines, options.palette);
}
