import type { Episode } from '../situation.ts';
import { type AtReading, atInformation } from './at.ts';
import { modemFacts } from './modem-facts.ts';
import { perEpisode } from './per-episode.ts';
import { inOrder, type Reading, readingOf } from './reading.ts';

/** The network that the modem names, as its name or as MCC and MNC (`26202`), in the order of events. */
const operators = perEpisode((episode): readonly Reading<string>[] =>
  inOrder([
    ...atInformation(episode, '+COPS').flatMap(chosen),
    ...episode.messages
      .of('uqmi.serving-system')
      .map((message) => readingOf(message, message.fields.operator)),
    ...[...episode.messages.of('gcom.registered'), ...episode.messages.of('gcom.roaming')].map((message) =>
      readingOf(message, message.fields.operator),
    ),
    ...[...episode.messages.of('handler.operator'), ...episode.messages.of('handler.bearer-operator')].map(
      (message) => readingOf(message, message.fields.operator),
    ),
    ...episode.messages
      .of('registration.succeeded')
      .flatMap((message) =>
        'operator' in message.fields ? [readingOf(message, message.fields.operator)] : [],
      ),
    // mmcli, uqmi, umbim, mbimcli; qmicli tells the home network apart from the one at hand.
    ...modemFacts(episode, /(?:^|\.)(?:operator-name|plmn[-_]description|provider[-_]?name)$/),
    ...modemFacts(episode, /current-plmn\.description$/, 'qmicli'),
  ]).filter(({ value }) => isName(value)),
);

/** The name it had at the end; null where nothing names it. */
export function lastOperator(episode: Episode): Reading<string> | null {
  return operators(episode).at(-1) ?? null;
}

/** `+COPS: 0,0,"Vodafone.de",7`: the third value is the name. A list of networks (`+COPS: (2,"…")`) has none in its place. */
function chosen({ value, ...rest }: AtReading): readonly Reading<string>[] {
  const [, , name] = value.values;
  return typeof name === 'string' ? [{ ...rest, value: name }] : [];
}

function isName(value: string): boolean {
  return !/^(?:--|-|unknown|null)?$/i.test(value.trim());
}
