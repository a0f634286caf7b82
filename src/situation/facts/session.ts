import { atInformation } from './at.ts';
import { modemFacts } from './modem-facts.ts';
import { perEpisode } from './per-episode.ts';
import { inOrder, type Reading, readingOf } from './reading.ts';

/**
 * What a line says of the data session. uqmi's `"disconnected"` is left out: asked without the session's client id it is
 * the answer while data flows, too. Source: uqmi commands-wds.c; libqmi, WDS Get Packet Service Status.
 */
export type SessionState = 'connected' | 'disconnected' | 'connecting';

const huaweiWords: Readonly<Record<string, SessionState>> = {
  '0': 'disconnected',
  '1': 'connected',
  '2': 'connecting',
};

/**
 * Huawei tells a session of each IP family: `^NDISSTATQRY: 1,,,"IPV4"` and `0,33,,"IPV6"`, in two lines or in one. There is one
 * where either is. Source: Huawei AT command reference, ^NDISSTATQRY; the answers in ModemManager's plugin for Huawei.
 */
export const huaweiSessions = perEpisode((episode): readonly Reading<SessionState>[] => {
  const byFamily = new Map<string, SessionState>();
  return atInformation(episode, '^NDISSTATQRY', '^NDISSTAT').flatMap(({ value, span, order, teller }) => {
    const { values } = value;
    let isTold = false;
    for (let at = 0; at < values.length; at += 4) {
      const [word, , , family] = values.slice(at, at + 4);
      const state = typeof word === 'string' ? huaweiWords[word] : undefined;
      if (state === undefined) continue;
      isTold = true;
      // Without a family it is of all.
      if (typeof family !== 'string' || family === '') byFamily.clear();
      else byFamily.delete('');
      byFamily.set(typeof family === 'string' ? family.toUpperCase() : '', state);
    }
    const states = [...byFamily.values()];
    const best = (['connected', 'connecting'] as const).find((state) => states.includes(state));
    return isTold ? [{ value: best ?? 'disconnected', span, order, teller }] : [];
  });
});

export const sessionStates = perEpisode((episode): readonly Reading<SessionState>[] =>
  inOrder([
    ...huaweiSessions(episode),
    ...atInformation(episode, '+CGACT').flatMap((reading) =>
      // `+CGACT: <cid>,<state>` of one context says nothing of the others.
      reading.value.values[1] === '1' ? [{ ...reading, value: 'connected' as const }] : [],
    ),
    ...modemFacts(episode, /(?:^|\.)data-status$/, 'uqmi').flatMap((fact) =>
      told(fact, { connected: 'connected' }, fact.value),
    ),
    ...modemFacts(episode, /connection-status$/, 'qmicli').flatMap((fact) =>
      told(fact, { connected: 'connected' }, fact.value),
    ),
    ...modemFacts(episode, 'bearer.status.connected').flatMap((fact) =>
      told(fact, { yes: 'connected', no: 'disconnected' }, fact.value),
    ),
    ...modemFacts(episode, 'modem.generic.state').flatMap((fact) =>
      told(fact, { connected: 'connected', connecting: 'connecting' }, fact.value),
    ),
    ...modemFacts(episode, /activationstate$/, 'umbim').flatMap((fact) =>
      told(
        fact,
        { activated: 'connected', deactivated: 'disconnected', activating: 'connecting' },
        fact.value,
      ),
    ),
    ...episode.messages
      .of('modem.state-changed')
      .flatMap((message) => told(readingOf(message, ''), { connected: 'connected' }, message.fields.now)),
    ...episode.messages.of('quectel-cm.dialled').map((message) => readingOf(message, 'connected' as const)),
    ...episode.messages
      .of('quectel-cm.disconnected')
      .map((message) => readingOf(message, 'disconnected' as const)),
  ]),
);

function told(
  { span, order, teller }: Omit<Reading<unknown>, 'value'>,
  states: Readonly<Record<string, SessionState>>,
  words: unknown,
): readonly Reading<SessionState>[] {
  const state = typeof words === 'string' && Object.hasOwn(states, words) ? states[words] : undefined;
  return state === undefined ? [] : [{ value: state, span, order, teller }];
}
