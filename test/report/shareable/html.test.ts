import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { type DefaultTreeAdapterTypes, parse } from 'parse5';
import { describe, expect, test } from 'vitest';
import { style, styleHash } from '../../../src/report/shareable/html-style.ts';
import { HtmlReport } from '../../../src/report/shareable/to-html.ts';
import { brokenPost } from '../../cli/inputs.ts';
import { diagnosisOf } from '../../diagnosis-of.ts';
import { arbitraryDiagnosis } from '../arbitrary-diagnosis.ts';
import { qmiOnHuaweiNcm, wholeThread } from '../seed-situations.ts';
import { hostileDiagnosis, hostileLines, written } from './reports.ts';

type Element = DefaultTreeAdapterTypes.Element;
type Node = DefaultTreeAdapterTypes.Node;

/** The elements of a page, in order; a page with a mistake in it is none. */
function elementsOf(html: string): readonly Element[] {
  const mistakes: string[] = [];
  const document = parse(html, { onParseError: ({ code }) => mistakes.push(code) });
  expect(mistakes).toEqual([]);
  return [...within(document)];
}

function* within(node: Node): Generator<Element> {
  if ('tagName' in node) yield node;
  if ('childNodes' in node) for (const child of node.childNodes) yield* within(child);
}

function textOf(node: Node): string {
  if ('value' in node) return node.value;
  return 'childNodes' in node ? node.childNodes.map(textOf).join('') : '';
}

function named(elements: readonly Element[], ...tags: readonly string[]): readonly Element[] {
  return elements.filter(({ tagName }) => tags.includes(tagName));
}

function attributeOf({ attrs }: Element, wanted: string): string | undefined {
  return attrs.find(({ name }) => name === wanted)?.value;
}

const ownTags = new Set(
  (
    'html head meta title style body main article nav div header footer h1 h2 h3 p a ol ul li dl dt dd strong span mark code pre ' +
    'figure figcaption svg path rect text'
  ).split(' '),
);
const ownAttributes = new Set(
  (
    'lang charset http-equiv content name class id href value role aria-label aria-hidden viewBox d x y width height rx ' +
    'text-anchor'
  ).split(' '),
);

function expectHarmless(html: string): readonly Element[] {
  expect(html.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u);
  const elements = elementsOf(html);
  for (const { tagName, attrs } of elements) {
    expect(ownTags).toContain(tagName);
    for (const { name, value } of attrs) {
      expect(ownAttributes).toContain(name);
      if (name === 'href') expect(value).toMatch(/^#file-\d+$/);
    }
  }
  return elements;
}

describe('the HTML report', () => {
  test('lets the text do nothing, and shows it as it is', () => {
    const elements = expectHarmless(written('html', hostileDiagnosis(), true));
    const lines = named(elements, 'code').map(textOf);
    for (const line of [...hostileLines.slice(0, 5), hostileLines[7] ?? '']) expect(lines).toContain(line);
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThan(3000);
  });

  test('is a page without mistakes, whatever the diagnosis', () => {
    fc.assert(
      fc.property(arbitraryDiagnosis, fc.boolean(), (any, verbose) => {
        const html = written('html', any, verbose);
        expectHarmless(html);
        expect(written('html', any, verbose)).toBe(html);
      }),
      { numRuns: 50 },
    );
  });

  test('its policy lets nothing in but its own style', () => {
    expect(styleHash).toBe(createHash('sha256').update(style).digest('base64'));
    const elements = elementsOf(written('html', qmiOnHuaweiNcm()));
    const policy = named(elements, 'meta').find(
      (one) => attributeOf(one, 'http-equiv') === 'Content-Security-Policy',
    );
    expect(policy === undefined ? '' : attributeOf(policy, 'content')).toBe(
      `default-src 'none'; style-src 'sha256-${styleHash}'; base-uri 'none'; form-action 'none'`,
    );
    expect(named(elements, 'style').map(textOf)).toEqual([style]);
    expect(style).not.toMatch(/url\(|@import/);
  });

  test('marks in each line what counts, under the number of the line', () => {
    const elements = elementsOf(written('html', diagnosisOf(brokenPost)));
    const lines = brokenPost.replace('1f:00:00', '<mac-1>').split('\n');
    const frames = elements.filter((one) => attributeOf(one, 'class') === 'lines');
    const [frame] = frames;
    const parts = frame === undefined ? [] : [...within(frame)].slice(1);
    const numbers = parts.filter((one) => attributeOf(one, 'class') === 'number').map(textOf);
    const codes = named(parts, 'code');
    expect(numbers.length).toBeGreaterThan(2);
    expect(codes.map(textOf)).toEqual(numbers.map((number) => lines[Number(number) - 1]));
    for (const code of codes) expect(named([...within(code)], 'mark').length).toBeGreaterThan(0);
  });

  test('tells in words what its drawings show', () => {
    const elements = elementsOf(written('html', wholeThread()));
    const labels = named(elements, 'svg').map((svg) => attributeOf(svg, 'aria-label'));
    expect(labels[0]).toMatch(
      /^The ladder, from below\. power: \w.* address: stops here\. route: not reached\./,
    );
    expect(labels[1]).toMatch(/The list below says the same in words\.$/);
    const numbers = named(elements, 'li').flatMap((item) => attributeOf(item, 'value') ?? []);
    expect(numbers).toEqual(
      wholeThread().situation.episodes.flatMap(({ attempts }) => attempts.map(({ id }) => String(id))),
    );
  });

  test('has one heading of the first level, and skips none', () => {
    const report = new HtmlReport({ verbose: true });
    report.diagnosed('a.txt', wholeThread());
    report.diagnosed('<b>.txt', hostileDiagnosis());
    report.failed('c.txt', 'There is no file <c>.');
    for (const html of [written('html', wholeThread()), report.text()]) {
      const levels = named(elementsOf(html), 'h1', 'h2', 'h3').map(({ tagName }) => Number(tagName.slice(1)));
      expect(levels[0]).toBe(1);
      expect(levels.slice(1)).not.toContain(1);
      for (const [index, level] of levels.entries())
        expect(level - (levels[index - 1] ?? 0)).toBeLessThanOrEqual(1);
    }
  });

  test('of several files is one page with a list of them', () => {
    const report = new HtmlReport({ verbose: false });
    report.diagnosed('a.txt', wholeThread());
    report.failed('<c>.txt', 'There is no file <c>.txt.');
    const elements = expectHarmless(report.text());
    const links = named(elements, 'a');
    expect(links.map(textOf)).toEqual(['a.txt', '<c>.txt']);
    const ids = named(elements, 'article').map((one) => `#${attributeOf(one, 'id')}`);
    expect(links.map((link) => attributeOf(link, 'href'))).toEqual(ids);
    expect(named(elements, 'h2').map(textOf)).toEqual(['a.txt', '<c>.txt']);
    expect(named(elements, 'p').map(textOf)).toContain('!There is no file <c>.txt.');
  });
});
