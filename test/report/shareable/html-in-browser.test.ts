import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type BrowserContext, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { HtmlReport } from '../../../src/report/shareable/to-html.ts';
import { brokenPost, workingLog } from '../../cli/inputs.ts';
import { diagnosisOf } from '../../diagnosis-of.ts';
import { wholeThread } from '../seed-situations.ts';
import { hostileDiagnosis, written } from './reports.ts';

/** Debian's browser. */
const executable = '/usr/bin/chromium';
if (!existsSync(executable)) {
  process.stderr.write(
    `Skipped: the HTML report is not looked at in a browser, as there is no ${executable}.\n`,
  );
}

const flags = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

function severalFiles(): string {
  const report = new HtmlReport({ verbose: true });
  report.diagnosed('a.txt', diagnosisOf(brokenPost));
  report.diagnosed(`${'long-name-'.repeat(30)}.txt`, hostileDiagnosis());
  report.failed('c.txt', 'There is no file c.txt.');
  return report.text();
}

const pages: readonly (readonly [name: string, html: () => string])[] = [
  ['a fault', () => written('html', diagnosisOf(brokenPost), true)],
  ['a connection that works', () => written('html', diagnosisOf(workingLog), true)],
  ['several situations', () => written('html', wholeThread(), true)],
  ['hostile lines', () => written('html', hostileDiagnosis(), true)],
  ['several files', severalFiles],
  ['no modem', () => written('html', diagnosisOf('hello'), true)],
];

/** What a reader finds on the page; elements by the beginning of their HTML. */
interface Measured {
  /** Of the page as it scrolls, in pixels. */
  readonly width: number;
  readonly paper: string;
  /** How many elements have words. */
  readonly words: number;
  /** Elements that end right of the window. */
  readonly beyond: readonly string[];
  /** Words with too little contrast to what is behind them. */
  readonly faint: readonly string[];
  readonly tiny: readonly string[];
  /** Words that leave their drawing. */
  readonly outside: readonly string[];
}

const measure = readFileSync(new URL('in-page.js', import.meta.url), 'utf8');

/** What the page does without being asked: words on the console, requests. */
interface Watched {
  readonly said: readonly string[];
  readonly asked: readonly string[];
}

// A browser is slow where others are at work, too.
describe.skipIf(!existsSync(executable))('the HTML report in a browser', { timeout: 120_000 }, () => {
  let folder = '';
  let browser: BrowserContext;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'hwdiag-browser-'));
    browser = await chromium.launchPersistentContext(join(folder, 'profile'), {
      executablePath: executable,
      args: flags,
    });
  }, 120_000);

  afterAll(async () => {
    await browser.close();
    rmSync(folder, { recursive: true, force: true });
  });

  async function opened(
    html: string,
    width: number,
    scheme: 'light' | 'dark',
    look: (page: Page) => Promise<void>,
  ): Promise<Watched> {
    const file = join(folder, 'report.html');
    writeFileSync(file, html);
    const url = pathToFileURL(file).href;
    const page = await browser.newPage();
    const said: string[] = [];
    const asked: string[] = [];
    page.on('console', (message) => said.push(message.text()));
    page.on('pageerror', (error) => said.push(error.message));
    page.on('dialog', (dialog) => {
      said.push(dialog.message());
      void dialog.dismiss();
    });
    page.on('request', (request) => {
      if (request.url() !== url) asked.push(request.url());
    });
    await page.setViewportSize({ width, height: 740 });
    await page.emulateMedia({ colorScheme: scheme });
    await page.goto(url);
    await look(page);
    await page.close();
    return { said, asked };
  }

  test.each(pages)(
    '%s: all can be read, light and dark, on a phone and a desk; nothing is sent',
    async (_, build) => {
      const html = build();
      const papers = new Set<string>();
      for (const width of [320, 360, 1200]) {
        for (const scheme of ['light', 'dark'] as const) {
          const watched = await opened(html, width, scheme, async (page) => {
            const { paper, words, ...rest } = await page.evaluate<Measured>(measure);
            papers.add(paper);
            expect(words).toBeGreaterThan(5);
            expect(rest).toEqual({ width, beyond: [], faint: [], tiny: [], outside: [] });
          });
          expect(watched).toEqual({ said: [], asked: [] });
        }
      }
      expect(papers.size).toBe(2);
    },
  );

  test('several files: the keyboard reaches each', async () => {
    await opened(severalFiles(), 1200, 'light', async (page) => {
      await page.keyboard.press('Tab');
      await page.keyboard.press('Tab');
      expect(await page.evaluate("document.activeElement.getAttribute('href')")).toBe('#file-2');
      await page.keyboard.press('Enter');
      const top = await page.evaluate<number>(
        "document.querySelector('#file-2').getBoundingClientRect().top",
      );
      expect(top).toBeLessThan(40);
    });
  });
});
