import fc from 'fast-check';
import MarkdownIt, { type Token } from 'markdown-it';
import { describe, expect, test } from 'vitest';
import type { Words } from '../../../src/report/shareable/document.ts';
import { documentOf } from '../../../src/report/shareable/document-of.ts';
import { attemptText } from '../../../src/report/shareable/plain-blocks.ts';
import { MarkdownReport } from '../../../src/report/shareable/to-markdown.ts';
import type { Diagnosis } from '../../../src/rules/finding.ts';
import { brokenPost } from '../../cli/inputs.ts';
import { diagnosisOf } from '../../diagnosis-of.ts';
import { arbitraryDiagnosis } from '../arbitrary-diagnosis.ts';
import { qmiOnHuaweiNcm, wholeThread } from '../seed-situations.ts';
import { hostileDiagnosis, hostileLines, written } from './reports.ts';

/** As forums read it: with links made of what looks like one, and with mark-up of HTML. */
const forum = new MarkdownIt({ html: true, linkify: true });

/** Blocks and what stands in them. */
function tokensOf(markdown: string): readonly Token[] {
  return forum.parse(markdown, {}).flatMap((token) => [token, ...(token.children ?? [])]);
}

/** What the report itself makes; all else would be the work of the text. */
const own = new Set([
  ...['paragraph', 'heading', 'bullet_list', 'list_item', 'strong'].flatMap((name) => [
    `${name}_open`,
    `${name}_close`,
  ]),
  ...['inline', 'text', 'fence', 'code_inline', 'hr'],
]);

function codeOf(markdown: string): readonly string[] {
  return tokensOf(markdown).flatMap(({ type, content }) => (type === 'fence' ? content.split('\n') : []));
}

/** Words outside of code as a reader sees them, blanks aside. */
function wordsOf(tokens: readonly Token[]): string {
  const words = tokens.map(({ type, content }) => (type === 'text' || type === 'code_inline' ? content : ''));
  return words.join('').replaceAll(/\s/g, '').replaceAll('＠', '@');
}

/** The same of the document, a block at a time. */
function toldWords(diagnosis: Diagnosis): readonly string[] {
  const { verdict, blocks, foot } = documentOf(diagnosis, { verbose: true });
  const words = blocks.flatMap((block) => {
    switch (block.type) {
      case 'heading':
        return [`${block.text}${block.rule === null ? '' : `(${block.rule})`}`];
      case 'words':
        return [textOf(block.words)];
      case 'facts':
        return block.facts.map(([name, text]) => `${name}:${text}`);
      case 'list':
        return block.items.map(textOf);
      case 'pattern':
        return block.lines;
      case 'timeline':
        return block.situations.flatMap(({ rows }) => rows.map(attemptText));
      default:
        return [];
    }
  });
  const all = [verdict.sign + textOf(verdict.words), ...words, foot];
  return all.map((text) => text.replaceAll(/\s/g, '').replaceAll('＠', '@'));
}

function textOf(words: Words): string {
  return words.map(({ text }) => text).join('');
}

describe('the Markdown report', () => {
  test('reads like this', () => {
    expect(written('markdown', qmiOnHuaweiNcm())).toMatchInlineSnapshot(`
      "**✘** The connection stops at **control** (the router cannot talk to the modem): **Protocol 'qmi' is set for a modem that speaks NCM**.

      - router: GL-MT300N, kernel 3.18.27
      - modem: Huawei CDC NCM device, USB port 1-1; ttyUSB0 ttyUSB1 (option), cdc-wdm0 wwan0 (huawei\\_cdc\\_ncm)
      - interface: modem, proto qmi

      \`\`\`text
      ✔ reached      power, mode, driver
      ✘ stops at     control
      · not reached  sim, register, dial, address, route, internet
      \`\`\`

      ### Proven by (\` proto-qmi-on-huawei-ncm \`)

      \`\`\`text
         ╭─ thread.txt:6
       6 │ [  127.220000] huawei_cdc_ncm 1-1:1.2: cdc-wdm0: USB WDM device
         │                ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━ the NCM driver made this port
      12 │         option proto 'qmi'
         │         ━━━━━━━━━━━━━━━━━━ QMI is spoken to it
      13 │         option device '/dev/cdc-wdm0'
         │         ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━ through the same port
      \`\`\`

      The driver huawei\\_cdc\\_ncm owns /dev/cdc-wdm0 and wwan0. It takes AT commands, not QMI, so a QMI dialler never gets an answer there. The modem itself shows no fault.

      ### Next step

      let the interface speak NCM through an AT port of the modem

      **A pattern, not yet to be typed as it stands.** Find out first:

      - **&lt;TTY&gt;**: ttyUSB0 or ttyUSB1; this text does not show which. The one that answers OK to AT.

      - \` opkg update && opkg install comgt-ncm kmod-usb-net-huawei-cdc-ncm \`
      - \` uci set network.modem.proto='ncm'  # was 'qmi' \`
      - \` uci set network.modem.device=<TTY>  # was '/dev/cdc-wdm0' \`
      - \` uci commit network \`
      - \` ifup modem \`

      To install, the router must be online another way: by cable, or as a Wi-Fi client. Or download the packages for exactly this release on a computer, copy them to /tmp with “scp -O”, then “opkg install /tmp/\\*.ipk”.

      47 lines read: 16 understood, 0 of other programs, 6 not known. Secrets are replaced by tokens such as &lt;imei-1&gt;; names in sentences are not recognised.
      "
    `);
  });

  test('quotes lines byte for byte in a code block', () => {
    const lines = brokenPost.replace('1f:00:00', '<mac-1>').split('\n');
    const code = codeOf(written('markdown', diagnosisOf(brokenPost)));
    const quoted = code.flatMap((line) => /^ *\d+ │ (.*)$/.exec(line)?.[1] ?? []);
    expect(quoted).toContain("        option proto 'qmi'");
    expect(quoted.length).toBeGreaterThan(2);
    for (const line of quoted) expect(lines).toContain(line);
  });

  test('lets no line out of its block, whatever it holds', () => {
    const markdown = written('markdown', hostileDiagnosis(), true);
    expect(tokensOf(markdown).filter(({ type }) => !own.has(type))).toEqual([]);
    const code = codeOf(markdown);
    for (const line of [...hostileLines.slice(0, 5), hostileLines[7] ?? ''])
      expect(code.some((one) => one.endsWith(`│ ${line}`))).toBe(true);
    expect(code.some((line) => line.includes('needle'))).toBe(true);
    expect(Math.max(...code.map((line) => line.length))).toBeLessThan(300);
  });

  test('says its words and no mark-up of others, whatever the diagnosis', () => {
    fc.assert(
      fc.property(arbitraryDiagnosis, (any) => {
        const markdown = written('markdown', any, true);
        expect(markdown.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u);
        const tokens = tokensOf(markdown);
        expect(tokens.filter(({ type }) => !own.has(type))).toEqual([]);
        const shown = wordsOf(tokens);
        for (const words of toldWords(any)) expect(shown).toContain(words);
      }),
      { numRuns: 50 },
    );
  });

  test('makes no links and calls nobody', () => {
    const board =
      'giffgaff.com www.evil.example http://evil.example/ joe@evil.example @everyone ftp://a.b.example';
    const told = wholeThread();
    const titled = {
      ...told,
      findings: told.findings.map((one) => ({ ...one, title: board, explanation: board })),
    };
    const markdown = written('markdown', titled, true);
    expect(tokensOf(markdown).filter(({ type }) => type.startsWith('link'))).toEqual([]);
    expect(markdown).not.toContain('@everyone');
  });

  test('says of several files which part is whose, and which could not be looked at', () => {
    const report = new MarkdownReport({ verbose: false });
    report.diagnosed('one_two.txt', qmiOnHuaweiNcm());
    report.failed('<none>.txt', 'There is no file <none>.txt.');
    const headings = tokensOf(report.text()).flatMap((token, index, all) =>
      token.type === 'heading_open' && token.tag === 'h2' ? [all[index + 1]?.content] : [],
    );
    expect(headings).toEqual(['one\\_two\\.txt', '&lt;none&gt;.txt']);
    expect(wordsOf(tokensOf(report.text()))).toContain('Thereisnofile<none>.txt.');
  });
});
