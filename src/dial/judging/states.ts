import type { Reading } from '../../situation/facts/reading.ts';
import { isRegistered, type Registration, registrations } from '../../situation/facts/registration.ts';
import { type SimState, simStatesWithRadio } from '../../situation/facts/sim.ts';
import { simWords } from '../sim-words.ts';
import { inconclusive, type Judge, type LiveScene, proven, refuted } from './judge.ts';

/**
 * The tests that ask for states. Only what they were told counts: a log or a status of netifd that is read later may tell of a try
 * before them.
 */
const asking = ['sim', 'network'] as const;

/** Readings that the answers to a test's own questions show. */
function askedFor<T extends Reading<unknown>>(readings: readonly T[], { tests }: LiveScene): readonly T[] {
  const sources = new Set(asking.flatMap((id) => tests.get(id)?.sources ?? []));
  return readings.filter(({ span }) => sources.has(span.source));
}

/** The states of the SIM card in which a finding is right. */
const simFindings: Readonly<Record<string, readonly SimState[]>> = {
  'sim-missing': ['absent'],
  'sim-pin-required': ['pin'],
  'sim-puk': ['puk', 'blocked'],
  'sim-network-lock': ['network-lock'],
  'sim-not-ready-yet': [],
  'sim-state-stuck': [],
  'sim-illegal-cycle': [],
  'esim-no-profile': ['no-profile'],
};

const locked: ReadonlySet<SimState> = new Set(['pin', 'pin-wrong', 'puk', 'blocked', 'network-lock']);

/** The SIM card as it is now. */
export const simJudge: Judge = {
  rules: Object.keys(simFindings),
  tests: asking,
  judge(scene) {
    const { finding, seen, tests } = scene;
    const told = seen === null ? [] : askedFor(simStatesWithRadio(seen), scene);
    const state = told.at(-1);
    if (state === undefined) return null;
    // The modem may tell only when it is asked for the network.
    const test = asking.find((id) => tests.get(id)?.sources.includes(state.span.source)) ?? 'sim';
    const answer = simWords[state.value];
    if (simFindings[finding.rule]?.includes(state.value)) return proven(test, answer);
    if (state.value !== 'ready') return inconclusive(test, answer);
    // Nobody has unlocked it meanwhile. A modem may call a card ready because it is there.
    const lock = told.find(({ value }) => locked.has(value));
    return lock === undefined
      ? refuted(test, answer)
      : inconclusive(test, `${simWords[lock.value]} Another answer calls it ready.`);
  },
};

/** How the modem stood with the network when it was asked: a network that has let it in for one kind of data has let it in. */
function registrationOf(scene: LiveScene): Registration | null {
  const told = scene.seen === null ? [] : askedFor(registrations(scene.seen), scene);
  const known = told.filter(({ domain }) => domain !== 'cs');
  return known.findLast(({ value }) => isRegistered(value)) ?? known.at(-1) ?? null;
}

/** A network that takes the modem in is no longer the trouble. */
export const registrationJudge: Judge = {
  rules: [
    'no-signal',
    'radio-off-cfun',
    'registration-denied',
    'searching-forever',
    'rat-lock',
    'attach-rejected-esm',
    'fcc-lock',
    'w-disable-asserted',
    'sim-inactive',
  ],
  tests: ['network'],
  judge(scene) {
    const { finding, tests } = scene;
    const state = registrationOf(scene);
    const test = tests.get('network');
    if (state === null || test === undefined) return null;
    if (test.outcome === 'reached') return refuted('network', test.answer);
    if (finding.rule === 'registration-denied' && state.value === 'denied')
      return proven('network', test.answer);
    if (finding.rule === 'searching-forever' && state.value === 'searching')
      return inconclusive('network', `${test.answer} How long it looks already is not told.`);
    return inconclusive('network', test.answer);
  },
};

/** Roaming is a fact of the registration. That it is not allowed shows only where it keeps the modem from the internet. */
export const roamingJudge: Judge = {
  rules: ['roaming-not-allowed'],
  tests: ['network', 'internet'],
  judge(scene) {
    const { finding, facts, tests } = scene;
    const state = registrationOf(scene);
    const network = tests.get('network');
    if (state === null || network === undefined) return null;
    if (state.value === 'home' && state.isAnywhere !== true) return refuted('network', network.answer);
    if (state.value !== 'roaming') return null;
    const internet = tests.get('internet');
    if (facts.dial === 'up' && facts.internet?.packets === true && internet !== undefined)
      return refuted('internet', `${network.answer} ${internet.answer}`);
    return finding.confidence === 'proven' && tests.get('dial')?.outcome === 'broken'
      ? proven('network', network.answer)
      : inconclusive('network', `${network.answer} That does not show that it is refused for it.`);
  },
};
