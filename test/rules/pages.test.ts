import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { kindsPath, kindsReadSource, listPath, ruleListSource } from '../../scripts/rule-files.mjs';
import { speakers } from '../../src/grammar/speakers/index.ts';
import type { Finding } from '../../src/rules/finding.ts';
import { rules } from '../../src/rules/list.ts';
import { type PageExample, pageHeader, pageSections, readPage } from '../../src/rules/page.ts';
import { diagnosisOf } from '../diagnosis-of.ts';

const regenerate = 'run npm run generate:rules';

function pageOf(id: string) {
  return readPage(readFileSync(`docs/rules/${id}.md`, 'utf8'));
}

/** Without what Biome decides: where lines end. */
function squeezed(source: string): string {
  return source.replaceAll(/\s+/g, '').replaceAll(',}', '}');
}

/** What a rule says and is not shown to be wrong. */
function speaking(findings: readonly Finding[]): readonly Finding[] {
  return findings.filter(({ confidence }) => confidence !== 'refuted');
}

/** Rules that find a fault: notes and harmless lines alarm nobody. */
function faultsIn(findings: readonly Finding[]): readonly string[] {
  return [
    ...new Set(
      speaking(findings)
        .filter(({ role }) => role === 'cause' || role === 'symptom')
        .map(({ rule }) => rule),
    ),
  ].sort();
}

describe('what is written from the rules', () => {
  it('is the list of all of them', () => {
    expect(squeezed(readFileSync(listPath, 'utf8')), regenerate).toBe(squeezed(ruleListSource()));
  });

  it('is what each of them looks at', () => {
    expect(squeezed(readFileSync(kindsPath, 'utf8')), regenerate).toBe(squeezed(kindsReadSource(speakers)));
  });

  it('is a page for each rule, and for nothing else', () => {
    expect(readdirSync('docs/rules').sort()).toEqual(rules.map(({ id }) => `${id}.md`).sort());
  });

  it.each(rules.map((rule) => [rule.id, rule] as const))('is the head of the page %s', (id, rule) => {
    expect(pageOf(id).header, regenerate).toBe(pageHeader(rule));
  });
});

const ids = rules.map(({ id }) => id);

describe('a page', () => {
  it.each(ids)('%s has its sections, none of them empty', (id) => {
    const { sections } = pageOf(id);
    expect(sections.map(({ title }) => title)).toEqual(pageSections);
    for (const { title, text } of sections) expect(text.trim().length, title).toBeGreaterThan(20);
  });

  it.each(ids)('%s has a text where the rule speaks, and one where it is silent', (id) => {
    expect(new Set(pageOf(id).examples.map(({ expected }) => expected))).toEqual(
      new Set(['speaks', 'silent']),
    );
  });

  it.each(ids)('%s has no fenced block that nobody runs', (id) => {
    const text = readFileSync(`docs/rules/${id}.md`, 'utf8');
    const blocks = text.split('\n').filter((line) => /^```[a-z]/.test(line) && !/^```(?:sh|uci)$/.test(line));
    expect(pageOf(id).examples).toHaveLength(blocks.length);
  });
});

const examples: readonly (readonly [place: string, id: string, example: PageExample])[] = ids.flatMap((id) =>
  pageOf(id).examples.map((example) => [`docs/rules/${id}.md:${example.line}`, id, example] as const),
);

describe('an example of a page', () => {
  it.each(examples)('%s does what it says', (_, id, { expected, confidence, text }) => {
    const own = speaking(diagnosisOf(text).findings).filter(({ rule }) => rule === id);
    if (expected === 'silent') expect(own).toEqual([]);
    else {
      expect(own).not.toEqual([]);
      if (confidence !== null) expect(own.map((finding) => finding.confidence)).toContain(confidence);
    }
  });

  it.each(examples)('%s lists the other rules that find a fault in it', (_, id, { also, text }) => {
    expect(faultsIn(diagnosisOf(text).findings).filter((rule) => rule !== id)).toEqual([...also].sort());
  });
});

describe('a sample of a connection that works', () => {
  const samples = readdirSync('samples').filter((name) => /^(?!.*\.out\.txt$).*\.txt$/.test(name));

  it.each(samples)('%s: no rule finds a fault where it works', (name) => {
    const { findings, episodeVerdicts } = diagnosisOf(readFileSync(`samples/${name}`, 'utf8'));
    const working = episodeVerdicts.filter(({ state }) => state === 'working').map(({ episode }) => episode);
    expect(faultsIn(findings.filter(({ episode }) => working.includes(episode)))).toEqual([]);
  });
});
