import { atTalksOf } from './at.ts';
import { modemFacts } from './modem-facts.ts';
import { perEpisode } from './per-episode.ts';
import { inOrder, type Reading } from './reading.ts';

/**
 * The first digits of the SIM card's own number (IMSI): the country (MCC, three digits) and the operator (MNC, two or
 * three). The last one that the text shows, also where the poster has crossed out the rest; null where none does.
 * Sources: 3GPP TS 23.003 section 2.2; TS 27.007 section 5.6 (+CIMI); mmcli's sim.properties; uqmi --get-imsi.
 */
export const homeDigits = perEpisode((episode): Reading<string> | null => {
  const answers = atTalksOf(episode, '+CIMI').flatMap(({ answers: lines, order }) =>
    lines.map(({ text, span }) => ({ value: text.trim(), span, order, teller: 'at' })),
  );
  const shown = [
    ...modemFacts(episode, 'sim.properties.imsi'),
    ...modemFacts(episode, 'sim.properties.operator-code'),
    ...modemFacts(episode, /(?:^|\.)imsi$/, 'uqmi'),
  ];
  return (
    inOrder([...answers, ...shown])
      .flatMap((reading) => {
        const digits = /^"?(\d{5,15})(?!\d)/.exec(reading.value)?.[1];
        return digits === undefined ? [] : [{ ...reading, value: digits.slice(0, 6) }];
      })
      .at(-1) ?? null
  );
});
