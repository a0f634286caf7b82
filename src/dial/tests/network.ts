import { listed } from '../../report/words.ts';
import {
  bandChoices,
  lastOfSetting,
  lastUsedNetwork,
  modeChoices,
  networkKind,
} from '../../situation/facts/network-choice.ts';
import { lastOperator } from '../../situation/facts/operator.ts';
import {
  isRegistered,
  lastRegistration,
  type RegistrationState,
} from '../../situation/facts/registration.ts';
import type { Episode } from '../../situation/situation.ts';
import type { LiveTestKind, Outcome } from '../live-test.ts';
import { ask, questions } from './asked.ts';

const words: Readonly<Record<RegistrationState, string>> = {
  home: 'The modem is registered in its home network',
  roaming: 'The modem is registered in a foreign network: it is roaming',
  searching: 'The modem is looking for a network and has found none that lets it in',
  denied: 'The network refuses the modem',
  idle: 'The modem is not registered and is not looking for a network',
  limited: 'The modem may make emergency calls only',
  unknown: 'The modem does not know whether it is registered',
};

/** Whether the modem is in a network, in which, and how well it hears it. */
export const networkTest: LiveTestKind = {
  id: 'network',
  rung: 'register',
  question: 'Is the modem registered in a network?',
  plan(subject) {
    const commands = questions('network', subject);
    return typeof commands === 'string'
      ? commands
      : { class: 'reads', when: 'always', commands, changes: [] };
  },
  async run(bench): Promise<Outcome> {
    const why = await ask('network', bench);
    const episode = bench.seen();
    const state = episode === null ? null : lastRegistration(episode);
    if (episode === null || state === null) {
      return { outcome: 'inconclusive', answer: why ?? 'The modem does not say whether it is registered.' };
    }
    const operator = lastOperator(episode)?.value;
    const where = operator === undefined || operator === '' ? '' : ` (${operator})`;
    const said = state.isAnywhere === true ? 'The modem is registered' : words[state.value];
    const answer = `${said}${where}.${choiceWords(episode, isRegistered(state.value))}`;
    switch (state.value) {
      case 'home':
      case 'roaming':
        return { outcome: 'reached', answer };
      case 'unknown':
        return { outcome: 'inconclusive', answer };
      case 'searching':
      case 'denied':
      case 'idle':
      case 'limited':
        return { outcome: 'broken', answer };
    }
  },
};

/** More bands are all that a modem has. */
const mostBands = 12;

/** Which network the modem uses, and which ones it may use, as far as it tells; sentences behind others. */
function choiceWords(episode: Episode, isInNetwork: boolean): string {
  const used = isInNetwork ? lastUsedNetwork(episode) : null;
  const sentences = used === null ? [] : [`It uses ${used.kind}${bandWords(used.band)}.`];
  const modes = lastOfSetting(modeChoices(episode)).map(({ value }) => value.allowed);
  const kinds = modes.findLast((allowed) => typeof allowed !== 'string');
  if (typeof kinds === 'object') {
    const names = [...new Set(kinds.map((name) => networkKind(name) ?? name))];
    sentences.push(names.length === 1 ? `It is held to ${names[0]}.` : `It may use ${listed(names)}.`);
  } else if (modes.includes('all') && !modes.includes('unknown'))
    sentences.push('It may use every kind of network.');
  const bands = lastOfSetting(bandChoices(episode)).map(({ value }) => value.allowed);
  const chosen = bands.findLast((allowed) => allowed !== 'all') ?? bands.at(-1);
  if (chosen === 'all') sentences.push('It may use every band of LTE.');
  else if (chosen !== undefined && 'set' in chosen)
    sentences.push(`Its bands are restricted to “${chosen.set}”.`);
  else if (chosen !== undefined) {
    const [only, another] = chosen.lte;
    if (another === undefined) sentences.push(`Of LTE it is held to band ${only}.`);
    else if (chosen.lte.length <= mostBands)
      sentences.push(`Of LTE it may use the bands ${listed(chosen.lte.map(String))}.`);
  }
  return sentences.map((sentence) => ` ${sentence}`).join('');
}

function bandWords(band: string | null): string {
  return band === null ? '' : `, band ${band}`;
}
