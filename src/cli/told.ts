import { toJsonText } from '../report/json.ts';
import type { ShareableReport } from '../report/shareable/shareable-report.ts';
import { plainPalette } from '../report/text/palette.ts';
import { type TextOptions, toText } from '../report/text/to-text.ts';
import type { Diagnosis } from '../rules/finding.ts';
import { terminalPalette } from './colors.ts';
import { version } from './command-line.ts';
import type { Io } from './io.ts';
import type { ReportOptions } from './report-options.ts';
import { hasColor, hasUnicode, naturalWidth } from './terminal.ts';

/** The report as it is printed, in the form that was asked for. */
export async function reportText(
  options: ReportOptions,
  diagnosis: Diagnosis,
  page: TextOptions,
): Promise<string> {
  if (options.reply) return await replyText(diagnosis, page);
  const shareable = await shareableReport(options);
  if (shareable === null) return options.format === 'json' ? toJsonText(diagnosis) : toText(diagnosis, page);
  shareable.diagnosed(null, diagnosis);
  return shareable.text();
}

/** An empty report of a form that is made to be handed on; null for text and JSON. Loaded when one is asked for. */
export async function shareableReport(options: ReportOptions): Promise<ShareableReport | null> {
  switch (options.format) {
    case 'text':
    case 'json':
      return null;
    case 'markdown': {
      const { MarkdownReport } = await import('../report/shareable/to-markdown.ts');
      return new MarkdownReport(options);
    }
    case 'bbcode': {
      const { BbcodeReport } = await import('../report/shareable/to-bbcode.ts');
      return new BbcodeReport(options);
    }
    case 'sarif': {
      const { SarifReport } = await import('../report/shareable/to-sarif.ts');
      return new SarifReport(version);
    }
    case 'html': {
      const { HtmlReport } = await import('../report/shareable/to-html.ts');
      return new HtmlReport(options);
    }
  }
}

/** Loaded when it is asked for: a diagnosis needs nothing of it. */
export async function replyText(diagnosis: Diagnosis, { unicode }: TextOptions): Promise<string> {
  const { toReply } = await import('../report/reply.ts');
  return toReply(diagnosis, unicode);
}

/** What a text report is drawn on. */
export function pageOf(options: ReportOptions, io: Io): TextOptions {
  return {
    width: options.width ?? naturalWidth(io.columns),
    unicode: options.unicode && hasUnicode(io),
    verbose: options.verbose,
    palette: hasColor(options.color, io) ? terminalPalette : plainPalette,
  };
}
