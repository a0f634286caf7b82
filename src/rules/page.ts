import { catalogueEntry } from '../knowledge/rule-catalogue.ts';
import type { Confidence } from './finding.ts';
import type { ListedRule } from './listed-rule.ts';
import { rungOfRule } from './rule.ts';

/** Sections of a page, in this order. */
export const pageSections = [
  'What it means',
  'How you see it',
  'How to fix it',
  'When it is wrong',
  'Sources',
] as const;

/** Ends what is generated; what stands below it is written by hand. */
const endOfHeader = '<!-- What stands above is written by npm run generate:rules. -->';

/** A page `docs/rules/ID.md`. */
export interface RulePage {
  /** The generated part. */
  readonly header: string;
  /** Text below each heading of the second level, in the order of the page. */
  readonly sections: readonly { readonly title: string; readonly text: string }[];
  readonly examples: readonly PageExample[];
}

/**
 * A fenced block that the tests run. Its info string says what must come of it: `log speaks`, `log speaks likely also:
 * dhcp-discover-no-offer`, `log silent`.
 */
export interface PageExample {
  readonly expected: 'speaks' | 'silent';
  /** How sure the rule must be; null where the page does not say. */
  readonly confidence: Confidence | null;
  /** Other rules that find a fault in it, too. */
  readonly also: readonly string[];
  readonly text: string;
  /** 1-based line of the page. */
  readonly line: number;
}

/** A sample: log speaks likely also: apn-typo, dhcp-discover-no-offer */
const exampleInfo =
  /^(?:[a-z]+ )?(?<expected>speaks|silent)(?: (?<confidence>proven|likely|possible))?(?: also: (?<also>[a-z0-9-]+(?:,? [a-z0-9-]+)*))?$/;

export function readPage(text: string): RulePage {
  const end = text.indexOf(endOfHeader);
  const header = end === -1 ? '' : text.slice(0, end + endOfHeader.length);
  const sections: { title: string; text: string }[] = [];
  const examples: PageExample[] = [];
  let fence: { readonly info: string; readonly line: number; readonly lines: string[] } | null = null;
  for (const [at, line] of text.split('\n').entries()) {
    const section = sections.at(-1);
    if (fence !== null) {
      if (line.trimEnd() === '```') {
        examples.push(...exampleOf(fence.info, fence.lines, fence.line));
        fence = null;
      } else fence.lines.push(line);
    } else if (line.startsWith('```')) {
      fence = { info: line.slice(3).trim(), line: at + 1, lines: [] };
    } else if (line.startsWith('## ')) {
      sections.push({ title: line.slice(3).trim(), text: '' });
      continue;
    }
    if (section !== undefined) section.text += `${line}\n`;
  }
  return { header, sections, examples };
}

function exampleOf(info: string, lines: readonly string[], line: number): readonly PageExample[] {
  const read = exampleInfo.exec(info)?.groups;
  if (read === undefined) return [];
  const { expected, confidence, also } = read;
  return [
    {
      expected: expected === 'silent' ? 'silent' : 'speaks',
      confidence:
        confidence === 'proven' || confidence === 'likely' || confidence === 'possible' ? confidence : null,
      also: also === undefined ? [] : also.split(/,? /),
      text: `${lines.join('\n')}\n`,
      line,
    },
  ];
}

/** What the generated part of a rule's page has to be. */
export function pageHeader(rule: ListedRule): string {
  const entry = catalogueEntry(rule.id);
  const title = entry?.title ?? rule.id;
  const rung = rungOfRule(rule.id);
  const rows: readonly (readonly [string, string])[] = [
    [
      'rung',
      rung === null ? '–' : `\`${rung}\`${entry?.rung === 'config' ? ', broken by the configuration' : ''}`,
    ],
    ['role', rule.role],
    ['severity', rule.severity],
    ['most that logs can prove', entry?.maxConfidence ?? '–'],
    ['since', rule.since],
    ['needs', rule.needs.length === 0 ? '–' : rule.needs.join('; ')],
    ...(rule.explains === undefined
      ? []
      : [['explains', rule.explains.map((id) => `[${id}](${id}.md)`).join(', ')] as const]),
  ];
  return [
    `# ${rule.id}`,
    '',
    `${title.charAt(0).toUpperCase()}${title.slice(1)}.`,
    '',
    '| | |',
    '|---|---|',
    ...rows.map(([name, value]) => `| ${name} | ${value.replaceAll('|', '\\|')} |`),
    '',
    endOfHeader,
  ].join('\n');
}
