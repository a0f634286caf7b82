import type { Episode } from '../situation.ts';
import { type AtReading, atInformation } from './at.ts';
import { modemFacts } from './modem-facts.ts';
import { perEpisode } from './per-episode.ts';
import { inOrder, type Reading, readingOf } from './reading.ts';

/** How often a code may still be given wrong before the SIM card blocks. */
export interface PinTries extends Reading<number> {
  readonly code: 'pin' | 'puk';
}

/** What is said of the tries left, by whomever. PIN2 and PUK2 are none of the internet's business. */
const pinTries = perEpisode((episode): readonly PinTries[] => [
  ...atInformation(episode, '+CPINR').flatMap(ofCpinr),
  ...atInformation(episode, '+QPINC').flatMap(ofQpinc),
  ...atInformation(episode, '^CPIN').flatMap(ofHuawei),
  ...episode.messages.of('uqmi.pin-status').flatMap((message): readonly PinTries[] => {
    const { tries, unblockTries } = message.fields;
    return [
      { ...readingOf(message, tries), code: 'pin' },
      { ...readingOf(message, unblockTries), code: 'puk' },
    ];
  }),
  ...modemFacts(episode, /(?:^|\.)pin1_verify_tries$/, 'uqmi').flatMap((fact) =>
    told(fact, 'pin', fact.value),
  ),
  ...modemFacts(episode, /(?:^|\.)pin1_unb?lock_tries$/, 'uqmi').flatMap((fact) =>
    told(fact, 'puk', fact.value),
  ),
  ...ofUmbim(episode),
  // `sim-pin (3), sim-puk (10), sim-pin2 (3)` of mmcli
  ...modemFacts(episode, /^modem\.generic\.unlock-retries/, 'mmcli').flatMap((fact) => [
    ...told(fact, 'pin', /\bsim-pin \((\d+)\)/.exec(fact.value)?.[1]),
    ...told(fact, 'puk', /\bsim-puk \((\d+)\)/.exec(fact.value)?.[1]),
  ]),
]);

/** The tries left when the text last spoke of them; null where it never does. */
export function lastPinTries(episode: Episode, code: PinTries['code']): PinTries | null {
  // One line tells of both, and may tell the same number.
  return inOrder(pinTries(episode).filter((reading) => reading.code === code)).at(-1) ?? null;
}

/** `+CPINR: SIM PIN,3,3`: code, tries left, tries of a new card. 3GPP TS 27.007 section 8.65. */
function ofCpinr(reading: AtReading): readonly PinTries[] {
  const [code, left] = reading.value.values;
  if (code === 'SIM PIN') return told(reading, 'pin', left);
  return code === 'SIM PUK' ? told(reading, 'puk', left) : [];
}

/** `+QPINC: "SC",3,10`: PIN and PUK of the card; `"P2"` are those of PIN2. Source: Quectel's AT manuals. */
function ofQpinc(reading: AtReading): readonly PinTries[] {
  const [which, pin, puk] = reading.value.values;
  return which === 'SC' ? [...told(reading, 'pin', pin), ...told(reading, 'puk', puk)] : [];
}

/** `^CPIN: READY,,10,3,10,3`: state, tries of what it asks for, then PUK, PIN, PUK2, PIN2. Source: Huawei's AT manuals. */
function ofHuawei(reading: AtReading): readonly PinTries[] {
  const [, , puk, pin] = reading.value.values;
  return [...told(reading, 'pin', pin), ...told(reading, 'puk', puk)];
}

/** `required pin: 2 - pin1` and on the next line `remaining attempts: 3`. Source: umbim cli.c, mbim_pin_state_response. */
function ofUmbim(episode: Episode): readonly PinTries[] {
  const facts = modemFacts(episode, /^(?:required-pin|remaining-attempts)$/, 'umbim');
  return facts.flatMap((fact, at) => {
    const asked = facts[at - 1];
    if (fact.key !== 'remaining-attempts' || asked?.key !== 'required-pin') return [];
    if (asked.value === 'pin1') return told(fact, 'pin', fact.value);
    return asked.value === 'puk1' ? told(fact, 'puk', fact.value) : [];
  });
}

function told(
  { span, order, teller }: Omit<Reading<unknown>, 'value'>,
  code: PinTries['code'],
  words: unknown,
): readonly PinTries[] {
  return typeof words === 'string' && /^\d{1,2}$/.test(words)
    ? [{ value: Number(words), code, span, order, teller }]
    : [];
}
