import { atTalksOf } from './at.ts';
import { modemFacts } from './modem-facts.ts';
import { perEpisode } from './per-episode.ts';
import { inOrder, type Reading, readingOf } from './reading.ts';

/**
 * Codes (MCC and MNC) that the SIM card's operator may have: by its number, in which nothing tells two digits of the MNC from
 * three, and by the network that serves it while it does not roam. Source: uqmi commands-nas.c, serving_system.
 */
export const homeCodes = perEpisode((episode): readonly Reading<string>[] => {
  const digits = homeDigits(episode);
  const [roaming] = modemFacts(episode, 'serving-system.roaming', 'uqmi').slice(-1);
  const [mcc] = modemFacts(episode, 'serving-system.plmn_mcc', 'uqmi').slice(-1);
  const [mnc] = modemFacts(episode, 'serving-system.plmn_mnc', 'uqmi').slice(-1);
  const isHome = roaming?.value === 'false' && mcc !== undefined && mnc !== undefined;
  return [
    ...(digits === null ? [] : [5, 6].map((length) => ({ ...digits, value: digits.value.slice(0, length) }))),
    ...(isHome
      ? [2, 3].map((length) => ({ ...mnc, value: mcc.value + mnc.value.padStart(length, '0') }))
      : []),
  ];
});

/**
 * The first digits of the SIM card's own number (IMSI): the country (MCC, three digits) and the operator (MNC, two or
 * three). The last one that the text shows, also where the poster has crossed out the rest; null where none does.
 * Sources: 3GPP TS 23.003 section 2.2; TS 27.007 section 5.6 (+CIMI); mmcli's sim.properties; uqmi --get-imsi; umbim cli.c,
 * mbim_subscriber_response.
 */
export const homeDigits = perEpisode((episode): Reading<string> | null => {
  const answers = atTalksOf(episode, '+CIMI').flatMap(({ answers: lines, order }) =>
    lines.map(({ text, span }) => ({ value: text.trim(), span, order, teller: 'at' })),
  );
  const shown = [
    ...modemFacts(episode, 'sim.properties.imsi'),
    ...modemFacts(episode, 'sim.properties.operator-code'),
    ...modemFacts(episode, /(?:^|\.)imsi$/, 'uqmi'),
    ...modemFacts(episode, /(?:^|\.)subscriberid$/, 'umbim'),
    ...episode.remarks
      .of('umbim.imsi')
      .map((remark) => readingOf(remark, String(remark.fields.values['value'] ?? ''))),
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
