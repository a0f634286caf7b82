import type { Span } from '../../capture/position.ts';
import { present } from '../../situation/evidence.ts';
import { atTalks } from '../../situation/facts/at.ts';
import { homeDigits } from '../../situation/facts/home-operator.ts';
import { modemFacts } from '../../situation/facts/modem-facts.ts';
import type { Episode } from '../../situation/situation.ts';
import { askCommand } from '../ask-command.ts';
import { defineRule, found, ruledOut } from '../rule.ts';
import { notInNetwork } from './not-in-network.ts';

/**
 * The modem is made for another part of the world than its SIM card, and finds no network: the bands differ.
 * Sources: Quectel's specifications of EC20, EC21, EC25, EP06, EM06, EG06 and EM12 (the letters behind the model name the
 * region); ITU-T E.212 (country codes: 2 Europe, 3 North America, 4 Asia, 5 Oceania, 6 Africa, 7 South and Central America).
 */
export const bandUnsupported = defineRule({
  id: 'band-unsupported',
  role: 'cause',
  severity: 'error',
  since: '0.1.0',
  concerns: ({ episode }) => regionalModel(episode) !== null && homeDigits(episode) !== null,
  check: ({ episode }) => {
    const model = regionalModel(episode);
    const home = homeDigits(episode);
    const stuck = notInNetwork(episode);
    if (model === null || home === null || stuck === null) return [];
    // 901 is for networks and cards of no country (ITU-T E.212), as those for machines.
    if (model.countries.test(home.value) || home.value.startsWith('901')) return [ruledOut];
    return [
      found({
        attempt: stuck.attempt,
        confidence: 'possible',
        title: `${model.name} is made for ${model.region}, and the SIM card is of another part of the world`,
        explanation:
          'Modems of one family are built for different regions, with different bands. One that lacks the bands of the operator here finds no network, or only an old one, however good the signal is.',
        evidence: [
          present(model.span, `made for ${model.region}`),
          present(home.span, `country code ${home.value.slice(0, 3)}`),
          present(stuck.span, 'in no network'),
        ],
        confirm: {
          text: 'Compare the bands of the modem’s data sheet with those of the operator; scan for networks.',
          command: askCommand(episode, { at: 'AT+COPS=?' }),
        },
        fix: {
          summary: 'Use a modem of the right region.',
          steps: [
            {
              type: 'advice',
              text: 'Compare bands first. Where none of the operator’s is among the modem’s, no setting helps: take the variant for this region, or one for all regions.',
            },
          ],
        },
      }),
    ];
  },
});

interface RegionalModel {
  readonly name: string;
  readonly region: string;
  readonly countries: RegExp;
  readonly span: Span;
}

/**
 * What is on sale everywhere under other letters (G: global) is not in this table, nor AU: it has the bands of Europe, Asia
 * and America, too. Much of South America uses bands 3, 7 and 28, as the European variants do.
 */
const regions: Readonly<Record<string, { readonly region: string; readonly countries: RegExp }>> = {
  A: { region: 'North America', countries: /^[37]/ },
  AF: { region: 'North America', countries: /^[37]/ },
  V: { region: 'North America', countries: /^3/ },
  E: { region: 'Europe, Africa and Asia', countries: /^[24567]/ },
  EU: { region: 'Europe, Africa and Asia', countries: /^[24567]/ },
  J: { region: 'Japan', countries: /^44/ },
};

// samples: EC25-AF, EC25AFFAR07A08M4G, Revision: EP06ELAR02A08M4G, EC21AUFAR02A02M4G
const quectel = /\b(E[CGMP](?:2[015]|06|12))(?:-([A-Z]{1,2})\b|([A-Z]{1,2}?)[A-Z]{2}R\d\d[A-Z])/;

function regionalModel(episode: Episode): RegionalModel | null {
  const texts = [
    ...atTalks(episode).flatMap(({ answers }) => answers),
    ...modemFacts(episode, /^modem\.generic\.(?:model|revision)$/).map(({ value, span }) => ({
      text: value,
      span,
    })),
  ];
  for (const { text, span } of texts) {
    const [, family, letters, inRevision] = quectel.exec(text) ?? [];
    const suffix = letters ?? inRevision ?? '';
    const known = Object.hasOwn(regions, suffix) ? regions[suffix] : undefined;
    if (family !== undefined && known !== undefined) return { name: `${family}-${suffix}`, ...known, span };
  }
  return null;
}
