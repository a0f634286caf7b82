import { lastPinTries } from '../../situation/facts/pin-tries.ts';
import type { Reading } from '../../situation/facts/reading.ts';
import { lastSim, type SimState, simStatesWithRadio } from '../../situation/facts/sim.ts';
import type { Episode } from '../../situation/situation.ts';
import type { Bench, LiveTestKind, Outcome } from '../live-test.ts';
import { mayAskBeside, simQueriesBeside } from '../queries.ts';
import { simWords } from '../sim-words.ts';
import { ask, askPort, questions } from './asked.ts';

/** How the SIM card stands, and how many tries are left. Never sends a PIN. */
export const simTest: LiveTestKind = {
  id: 'sim',
  rung: 'sim',
  question: 'Is the SIM card ready?',
  plan(subject) {
    const commands = questions('sim', subject);
    if (typeof commands === 'string') return commands;
    const beside = mayAskBeside(subject)
      ? [`${simQueriesBeside.join(', ')} to its AT port, where that leaves it open`]
      : [];
    return { class: 'reads', when: 'always', commands: [...commands, ...beside], changes: [] };
  },
  async run(bench): Promise<Outcome> {
    const why = await ask('sim', bench);
    // Without a card QMI and MBIM may say no more than that it is not ready.
    if (mayAskBeside(bench.subject) && isOpen(stateSeen(bench))) await askPort(simQueriesBeside, bench);
    const episode = bench.seen();
    const state = stateSeen(bench);
    if (episode === null || state === undefined) {
      const isRefused = episode !== null && lastSim(episode) !== null;
      const answer = isRefused
        ? 'The radio of the modem is off, and so it does not say how its SIM card stands.'
        : (why ?? 'The modem does not say how its SIM card stands.');
      return { outcome: 'inconclusive', answer };
    }
    const outcome =
      state.value === 'ready' ? 'reached' : state.value === 'starting' ? 'inconclusive' : 'broken';
    return { outcome, answer: `${simWords[state.value]}${triesWords(episode, state.value)}` };
  },
};

function stateSeen(bench: Bench): Reading<SimState> | undefined {
  const episode = bench.seen();
  return episode === null ? undefined : simStatesWithRadio(episode).at(-1);
}

function isOpen(state: Reading<SimState> | undefined): boolean {
  return state === undefined || state.value === 'starting';
}

/** The codes whose tries matter in a state. */
const codeOf: Readonly<Partial<Record<SimState, 'pin' | 'puk'>>> = {
  ready: 'pin',
  pin: 'pin',
  'pin-wrong': 'pin',
  puk: 'puk',
};

/** How often the code may still be given wrong, a sentence behind others; nothing where the modem does not tell. */
function triesWords(episode: Episode, state: SimState): string {
  const code = codeOf[state];
  const left = code === undefined ? undefined : lastPinTries(episode, code)?.value;
  if (left === undefined) return '';
  const what = state === 'ready' ? ' for its PIN' : '';
  return left === 1 ? ` 1 try${what} is left.` : ` ${left} tries${what} are left.`;
}
