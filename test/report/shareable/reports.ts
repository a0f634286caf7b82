import type { Extent, ShareableReport } from '../../../src/report/shareable/shareable-report.ts';
import { BbcodeReport } from '../../../src/report/shareable/to-bbcode.ts';
import { HtmlReport } from '../../../src/report/shareable/to-html.ts';
import { MarkdownReport } from '../../../src/report/shareable/to-markdown.ts';
import { SarifReport } from '../../../src/report/shareable/to-sarif.ts';
import type { Diagnosis, Finding } from '../../../src/rules/finding.ts';
import { diagnosis, episode, finding, sourceOf, verdict } from '../diagnosis-builder.ts';

/** An empty report of each format for sharing. */
const reports = {
  markdown: (extent: Extent) => new MarkdownReport(extent),
  bbcode: (extent: Extent) => new BbcodeReport(extent),
  sarif: () => new SarifReport('1.2.3'),
  html: (extent: Extent) => new HtmlReport(extent),
} as const satisfies Readonly<Record<string, (extent: Extent) => ShareableReport>>;

export type FormatName = keyof typeof reports;
export const formatNames = Object.keys(reports) as readonly FormatName[];

/** The report on one capture. */
export function written(format: FormatName, told: Diagnosis, verbose = false): string {
  const report = reports[format]({ verbose });
  report.diagnosed(null, told);
  return report.text();
}

/** Lines that would break out of their block, start a program or fool a reader where they are not written as what they are. */
export const hostileLines: readonly string[] = [
  '``` and ```` and ~~~',
  '`code` **bold** [link](http://evil.example/) ![picture](http://evil.example/x.png) <b>bold</b>',
  '[/code][b]out[/b] [ / CODE ] [code=php] [/icode]',
  '</script><script>alert(1)</script></pre></code></style><img src=x onerror=alert(1)>',
  '"><svg onload=alert(1)> &lt;b&gt; &amp; &#x3c;',
  'colour \u001b[31mred\u001b[0m and a title \u001b]0;mine\u0007',
  'right \u202eot tfel\u202c and \u2066apart\u2069 and \u200bnothing',
  '# heading | cell | - item 1. item > quote --- === @everyone $math$ ~strike~',
  `${'x'.repeat(5000)} needle ${'y'.repeat(60_000)}`,
  '\ud800 alone, and 漢字 👩‍👩‍👧',
];

const log = sourceOf('log [b].txt', hostileLines.join('\n'));

/** A finding whose proof are lines that mean harm, and which quotes them in its own words. */
function hostileFinding(own: Partial<Finding> = {}): Finding {
  return finding({
    rule: 'apn-typo',
    title: hostileLines.slice(0, 8).join(' '),
    explanation: `Said by ${hostileLines[2]}, ${hostileLines[0]} and ${hostileLines[3]}`,
    evidence: hostileLines.map((line, index) =>
      log.seen(index === 8 ? 'needle' : line, index % 2 === 0 ? `label ${line.slice(0, 80)}` : undefined),
    ),
    fix: {
      summary: `Do as ${hostileLines[1]} says`,
      steps: [
        { type: 'advice', text: hostileLines.slice(0, 8).join(' ') },
        { type: 'command', command: [{ known: 'echo' }, { known: '[/code] ``` </pre>' }] },
      ],
    },
    ...own,
  });
}

/** All that hostile lines can reach. */
export function hostileDiagnosis(): Diagnosis {
  const [words = ''] = hostileLines.slice(3);
  return diagnosis(
    [
      [
        episode({
          sources: [{ source: 'log [b].txt', firstLine: 1, lastLine: hostileLines.length }],
          router: {
            host: null,
            board: log.fact(words),
            kernel: log.fact(hostileLines[1] ?? ''),
            bootedAt: null,
            software: [],
          },
        }),
        verdict({ state: 'broken', rung: 'dial', cause: 'apn-typo', confidence: 'proven' }),
      ],
    ],
    [
      hostileFinding(),
      hostileFinding({ rule: 'sim-pin', role: 'note', title: hostileLines[2] ?? '' }),
      hostileFinding({ rule: 'sim-pin', role: 'harmless' }),
    ],
    { notChecked: [{ rule: 'sim-pin', episode: 1, missing: words, ask: 'cat "[/code]" ``` # </pre>' }] },
  );
}
