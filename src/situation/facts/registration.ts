import { readAtRegistration } from '../../grammar/structures/at-registration.ts';
import type { Episode } from '../situation.ts';
import { type AtReading, atInformation } from './at.ts';
import { modemFacts } from './modem-facts.ts';
import { perEpisode } from './per-episode.ts';
import { inOrder, type Reading, readingOf } from './reading.ts';

/**
 * What a line says of the registration. `idle`: not registered and not looking for a network; `limited`: emergency calls
 * only; `unknown`: the modem does not know.
 */
export type RegistrationState = 'home' | 'roaming' | 'searching' | 'denied' | 'idle' | 'limited' | 'unknown';

/** One reading, and for what part of the network. */
export interface Registration extends Reading<RegistrationState> {
  /** `cs`: calls and SMS; `ps`, `eps`, `5gs`: data; null where the line does not say. */
  readonly domain: 'cs' | 'ps' | 'eps' | '5gs' | null;
  /** The line says that the modem is registered, and not whether at home: `home` stands for that. */
  readonly isAnywhere?: boolean;
}

/** What is said of the registration, by whomever, in the order of events. */
export const registrations = perEpisode((episode): readonly Registration[] =>
  inOrder([
    ...atInformation(episode, ...Object.keys(domains)).flatMap(atRegistration),
    ...handlerStates(episode),
    ...worded(episode),
    ...gcomFailures(episode),
    ...servingSystems(episode),
    ...modemFacts(episode, 'modem.3gpp.registration-state').flatMap((fact) =>
      told(fact, mmStates, fact.value),
    ),
    ...qmicliRegistrations(episode),
    ...modemFacts(episode, /registerstate$/, 'umbim').flatMap((fact) => told(fact, mbimStates, fact.value)),
    ...modemFacts(episode, /register-state$/, 'mbimcli').flatMap((fact) =>
      told(fact, mbimStates, fact.value),
    ),
  ]),
);

/**
 * How the registration for data stood at the end: the last reading of a part that carries data, or of one that the line
 * does not name. `+CREG: 0,3` says nothing of data. The parts are asked one after the other, and one of them is enough: a
 * modem on 3G is not registered in LTE.
 */
export function lastRegistration(episode: Episode): Registration | null {
  const known = registrations(episode).filter(({ domain }) => domain !== 'cs');
  const last = known.at(-1);
  if (last === undefined) return null;
  if (last.domain === null || isRegistered(last.value)) return last;
  const others = new Map(
    known
      .filter(
        ({ domain, teller, order }) =>
          domain !== null && teller === last.teller && last.order - order <= oneRound,
      )
      .map((reading) => [reading.domain, reading]),
  );
  return [...others.values()].findLast(({ value }) => isRegistered(value)) ?? last;
}

/** Lines between the questions for two parts of the network, as one asks them in a row. */
const oneRound = 16;

/**
 * Whether the modem is in a foreign network, by what was last said of one that it is in; null where nothing is. A part of the
 * network that carries no data tells it, too, and where parts that were asked in a row differ, the foreign one counts.
 */
export function roams(episode: Episode): boolean | null {
  const known = registrations(episode).filter(
    ({ value, isAnywhere }) => isRegistered(value) && isAnywhere !== true,
  );
  const last = known.at(-1);
  if (last === undefined) return insideRoams(episode);
  const round = known.filter(
    ({ teller, order }) => teller === last.teller && Math.abs(last.order - order) <= oneRound,
  );
  const latest = new Map(round.map((reading) => [reading.domain, reading]));
  return [...latest.values()].some(({ value }) => value === 'roaming');
}

/** What the page of a stick that is a router of its own says. Source: Huawei's HiLink API, api/monitoring/status. */
function insideRoams(episode: Episode): boolean | null {
  const said = modemFacts(episode, 'RoamingStatus', 'hilink').at(-1)?.value;
  return said === '0' || said === '1' ? said === '1' : null;
}

/** Any part of the network that carries data has let the modem in, at some time. */
export function wasRegistered(episode: Episode): Registration | null {
  return (
    registrations(episode).findLast(({ domain, value }) => domain !== 'cs' && isRegistered(value)) ?? null
  );
}

export function isRegistered(state: RegistrationState): boolean {
  return state === 'home' || state === 'roaming';
}

type States = Readonly<Record<string, RegistrationState>>;

const domains: Readonly<Record<string, Registration['domain']>> = {
  '+CREG': 'cs',
  '+CGREG': 'ps',
  '+CEREG': 'eps',
  '+C5GREG': '5gs',
};

/** Source: 3GPP TS 27.007 section 7.2: 6, 7, 9 and 10 are registered for SMS only or without CSFB; 8 emergency only. */
const atStates: States = {
  '0': 'idle',
  '1': 'home',
  '2': 'searching',
  '3': 'denied',
  '4': 'unknown',
  '5': 'roaming',
  '6': 'home',
  '7': 'roaming',
  '8': 'limited',
  '9': 'home',
  '10': 'roaming',
};

function atRegistration({ value, span, order, teller }: AtReading): readonly Registration[] {
  const state = atStates[String(readAtRegistration(value).state)];
  return state === undefined
    ? []
    : [{ value: state, domain: domains[value.name] ?? null, span, order, teller }];
}

function handlerStates({ messages }: Episode): readonly Registration[] {
  const states = {
    'handler.roaming': 'roaming',
    'handler.searching': 'searching',
    'handler.not-registered': 'idle',
    'handler.register-denied': 'denied',
    'registration.awaited': 'searching',
    'registration.denied': 'denied',
    'gcom.registered': 'home',
    'gcom.roaming': 'roaming',
  } as const;
  const anywhere = ['registration.succeeded', 'mmcli.registered'] as const;
  return [
    ...(Object.keys(states) as (keyof typeof states)[]).flatMap((kind) =>
      messages.of(kind).map((message) => ({ ...readingOf(message, states[kind]), domain: null })),
    ),
    ...anywhere.flatMap((kind) =>
      messages.of(kind).map((message) => registeredAnywhere(readingOf(message, ''))),
    ),
    ...messages.of('handler.registered').flatMap((message) => {
      // “Registered in roaming mode” of mbim.sh; other handlers have no mode.
      const reading = readingOf(message, '');
      return 'mode' in message.fields
        ? told(reading, mbimStates, message.fields.mode)
        : [registeredAnywhere(reading)];
    }),
  ];
}

function anywhere(reading: Registration): Registration {
  return reading.value === 'home' ? { ...reading, isAnywhere: true } : reading;
}

function registeredAnywhere({ span, order, teller }: Omit<Reading<unknown>, 'value'>): Registration {
  return { value: 'home', isAnywhere: true, domain: null, span, order, teller };
}

/** qmicli calls a modem registered, and tells the roaming apart, in the same answer. Source: libqmi qmicli-nas.c. */
function qmicliRegistrations(episode: Episode): readonly Registration[] {
  const facts = modemFacts(episode, /(?:registration-state|roaming-status)$/, 'qmicli');
  return facts.flatMap((fact, at) => {
    const next = facts[at + 1];
    const isTold = next?.key.endsWith('roaming-status') === true && next.span.source === fact.span.source;
    return told(fact, qmicliStates, fact.value).map((reading) => {
      if (reading.value !== 'home') return reading;
      if (!isTold) return { ...reading, isAnywhere: true };
      return next.value === 'on' ? { ...reading, value: 'roaming' as const } : reading;
    });
  });
}

/**
 * gcom asks for the registration for calls only. It says so of a modem, too, that it has just called registered, where that
 * does not name its network. Source: comgt 0.32 scripts.h.
 */
function gcomFailures({ messages }: Episode): readonly Registration[] {
  const nameless = [...messages.of('gcom.registered'), ...messages.of('gcom.roaming')].filter(
    ({ fields }) => fields.operator === '',
  );
  return messages
    .of('gcom.register-failed')
    .filter(({ origin }) => !nameless.some((other) => other.origin.order === origin.order - 1))
    .map((message) => ({ ...readingOf(message, 'searching' as const), domain: 'cs' as const }));
}

function worded({ messages }: Episode): readonly Registration[] {
  return [
    ...messages
      .of('uqmi.serving-system')
      .flatMap((message) =>
        told(readingOf(message, ''), uqmiStates, message.fields.registration).map((reading) =>
          reading.value === 'home' && message.fields.roaming === 'true'
            ? { ...reading, value: 'roaming' as const }
            : reading,
        ),
      ),
    ...messages
      .of('registration.changed')
      .flatMap((message) => told(readingOf(message, ''), mmStates, message.fields.now)),
    ...messages
      .of('handler.register-failed')
      .flatMap((message) =>
        'reason' in message.fields
          ? told(readingOf(message, ''), uqmiStates, message.fields.reason)
          : 'code' in message.fields
            ? told(readingOf(message, ''), mbimNumbers, String(message.fields.code))
            : [],
      ),
    ...messages
      .of('umbim.register-state')
      .flatMap((message) => told(readingOf(message, ''), mbimStates, message.fields.words)),
    ...messages
      .of('quectel-cm.registration')
      .flatMap((message) =>
        told(readingOf(message, ''), quectelAttachments, message.fields.attachment).map(anywhere),
      ),
    ...messages
      .of('quectel-cm.register-state')
      .flatMap((message) => told(readingOf(message, ''), quectelStates, message.fields.now)),
    ...messages
      .of('uqmid.registration')
      .flatMap((message) =>
        told(readingOf(message, ''), qmiNumbers, String(message.fields.state)).map(anywhere),
      ),
  ];
}

/** uqmi calls a modem registered, and tells apart from that whether it roams: in the same answer, on one line or several. */
function servingSystems(episode: Episode): readonly Registration[] {
  const facts = modemFacts(episode, /(?:^|\.)(?:registration|roaming)$/, 'uqmi');
  return facts.flatMap((fact, at) => {
    const next = facts[at + 1];
    const isAbroad =
      next?.key === fact.key.replace(/registration$/, 'roaming') &&
      next.value === 'true' &&
      next.span.source === fact.span.source;
    return told(fact, uqmiStates, fact.value).map((reading) =>
      reading.value === 'home' && isAbroad ? { ...reading, value: 'roaming' as const } : reading,
    );
  });
}

/** Sources: uqmi commands-nas.c, get_serving_system; OpenWrt qmi.sh, 18.06 to 25.12, which knows `registration_denied`, too. */
const uqmiStates: States = {
  registered: 'home',
  searching: 'searching',
  registering_denied: 'denied',
  registration_denied: 'denied',
  not_registered: 'idle',
  unknown: 'unknown',
};

/** Source: libqmi QmiNasRegistrationState. */
const qmicliStates: States = {
  registered: 'home',
  'not-registered-searching': 'searching',
  'registration-denied': 'denied',
  'not-registered': 'idle',
  unknown: 'unknown',
};
const qmiNumbers: States = { '0': 'idle', '1': 'home', '2': 'searching', '3': 'denied', '4': 'unknown' };

/** Source: ModemManager MMModem3gppRegistrationState. */
const mmStates: States = {
  home: 'home',
  roaming: 'roaming',
  'home-sms-only': 'home',
  'roaming-sms-only': 'roaming',
  'home-csfb-not-preferred': 'home',
  'roaming-csfb-not-preferred': 'roaming',
  searching: 'searching',
  denied: 'denied',
  idle: 'idle',
  'emergency-only': 'limited',
  'attached-rlos': 'limited',
  unknown: 'unknown',
};

/** Sources: umbim mbim-enum.c, libmbim MbimRegisterState. */
const mbimStates: States = {
  home: 'home',
  roaming: 'roaming',
  partner: 'roaming',
  searching: 'searching',
  denied: 'denied',
  deregistered: 'idle',
  'de-registered': 'idle',
  unknown: 'unknown',
};

/**
 * What mbim.sh shows of umbim's exit status. Sources: umbim cli.c; OpenWrt mbim.sh from 22.03.3 on; MBIM 1.0 table 10-48,
 * MBIM_REGISTER_STATE.
 */
const mbimNumbers: States = {
  '0': 'unknown',
  '1': 'idle',
  '2': 'searching',
  '3': 'home',
  '4': 'roaming',
  '5': 'roaming',
  '6': 'denied',
};

/** Source: quectel-CM mbim.c. */
const quectelStates: States = {
  Home: 'home',
  Roaming: 'roaming',
  Partner: 'roaming',
  Searching: 'searching',
  Denied: 'denied',
  Deregistered: 'idle',
  Unknown: 'unknown',
};

/** The attachment for packets, which is registration for data. Source: quectel-CM QMIThread.c, requestRegistrationState2. */
const quectelAttachments: States = { Attached: 'home', Detached: 'idle' };

function told(
  { span, order, teller }: Omit<Reading<unknown>, 'value'>,
  states: States,
  words: string,
): readonly Registration[] {
  const state = Object.hasOwn(states, words) ? states[words] : undefined;
  return state === undefined ? [] : [{ value: state, domain: null, span, order, teller }];
}
