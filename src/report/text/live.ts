import type { LiveProof, LiveTest } from '../../rules/live-proof.ts';
import { changesWords, judgedTitle, judgementWords, leftChanges, leftTitle, liveTitle } from '../live.ts';
import { capital } from '../words.ts';
import { type Glyphs, glyphsFor } from './glyphs.ts';
import type { Page, Row } from './layout.ts';
import { heading, joined, paragraph, run } from './layout.ts';
import type { Style } from './palette.ts';

/** What tests on the router showed, what that means for the findings, and whether all is as it was. */
export function liveRows(page: Page, proof: LiveProof | null): Row[] {
  if (proof === null) return [];
  return joined([
    [...heading(page, liveTitle(proof)), ...shownTests(page, proof).flatMap((test) => testRows(page, test))],
    endRows(page, proof),
    judgementRows(page, proof),
    leftRows(page, proof),
  ]);
}

/** Tests that were not run are told where nothing else is asked for. */
function shownTests(page: Page, { tests }: LiveProof): readonly LiveTest[] {
  const ran = tests.filter(({ outcome }) => outcome !== 'not-run');
  return page.verbose || ran.length === 0
    ? tests
    : tests.filter((test) => ran.includes(test) || isTelling(test));
}

/** Why a test above the broken rung is not run needs no words. */
function isTelling({ answer }: LiveTest): boolean {
  return !/ already\.$/.test(answer);
}

function testRows(page: Page, { outcome, question, answer }: LiveTest): Row[] {
  const { sign, style } = signOf(outcome, glyphsFor(page.unicode));
  return paragraph(
    page,
    [run(page, question, 'muted'), run(page, ` ${answer}`)],
    [run(page, '  '), run(page, `${sign} `, style)],
  );
}

function signOf(
  outcome: LiveTest['outcome'],
  glyphs: Glyphs,
): { readonly sign: string; readonly style: Style } {
  switch (outcome) {
    case 'reached':
      return { sign: glyphs.reached, style: 'good' };
    case 'broken':
      return { sign: glyphs.broken, style: 'error' };
    case 'inconclusive':
      return { sign: glyphs.unknown, style: 'warning' };
    case 'not-run':
      return { sign: glyphs.unreached, style: 'muted' };
  }
}

function endRows(page: Page, proof: LiveProof): Row[] {
  const ended = proof.endedBecause === null ? null : `The tests ended early: ${proof.endedBecause}.`;
  return [ended, changesWords(proof)].flatMap((words) =>
    words === null
      ? []
      : paragraph(page, [run(page, words, ended === words ? 'warning' : 'muted')], [run(page, '  ')]),
  );
}

function judgementRows(page: Page, proof: LiveProof): Row[] {
  if (proof.judgements.length === 0) return [];
  return [
    ...heading(page, judgedTitle(proof)),
    ...proof.judgements.flatMap((judgement) =>
      paragraph(
        page,
        [run(page, capital(judgementWords(judgement, proof))), run(page, ` [${judgement.rule}]`, 'muted')],
        [run(page, `  ${glyphsFor(page.unicode).bullet} `)],
      ),
    ),
  ];
}

function leftRows(page: Page, proof: LiveProof): Row[] {
  const left = leftChanges(proof);
  if (left.length === 0) return [];
  return [
    ...heading(page, leftTitle(proof)),
    ...left.flatMap(({ what, advice }) =>
      paragraph(
        page,
        [run(page, `${capital(what)}.`, 'warning'), run(page, advice === null ? '' : ` ${advice}`)],
        [run(page, `  ${glyphsFor(page.unicode).bullet} `)],
      ),
    ),
  ];
}
