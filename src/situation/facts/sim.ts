import type { Kind } from '../../grammar/speakers/index.ts';
import type { Episode } from '../situation.ts';
import { atInformation } from './at.ts';
import { codesOf, codesSaid } from './codes.ts';
import { modemFacts, tellsOfSeveralModems } from './modem-facts.ts';
import { netifdErrors } from './netifd-errors.ts';
import { perEpisode } from './per-episode.ts';
import { radioStates } from './radio.ts';
import { inOrder, type Reading, readingOf, type Said } from './reading.ts';

/**
 * What a line says of the SIM card. `starting`: it is there and not ready yet; `illegal`: uqmi's word for a card that is
 * slow, held by somebody else, or refused; `failed`: it does not work, or cannot be read; `network-lock`: the modem wants
 * another operator's card; `puk`: it is blocked until the PUK is given; `blocked`: for good. A demand for PIN2 is no lock
 * and gives no reading.
 */
export type SimState =
  | 'ready'
  | 'absent'
  | 'pin'
  | 'pin-wrong'
  | 'puk'
  | 'blocked'
  | 'network-lock'
  | 'starting'
  | 'illegal'
  | 'no-profile'
  | 'failed';

/** What is said of the SIM card, by whomever, in the order of events. */
export const simStates = perEpisode((episode): readonly Reading<SimState>[] =>
  inOrder([
    // Huawei's `^CPIN` adds the tries left.
    ...atInformation(episode, '+CPIN', '^CPIN').flatMap((reading) =>
      told(reading, cpinStates, reading.value.values[0]),
    ),
    ...atInformation(episode, ...Object.keys(insertedStates)).flatMap((reading) =>
      told(
        reading,
        insertedStates[reading.value.name] ?? {},
        reading.value.values.at(reading.value.name === '^SYSINFOEX' ? 3 : -1),
      ),
    ),
    ...codesSaid(episode).flatMap((reading) =>
      reading.value.breaks === 'sim' ? told(reading, codeStates, reading.value.name) : [],
    ),
    ...(Object.entries(messageStates) as [Kind, SimState][]).flatMap(([kind, state]) =>
      episode.messages.of(kind).map((message) => readingOf(message, state)),
    ),
    ...worded(episode),
    ...modemFacts(episode, /(?:^|\.)pin1_status$/, 'uqmi').flatMap((fact) =>
      told(fact, pin1States, fact.value),
    ),
    ...modemFacts(episode, /card_application_state$/, 'uqmi').flatMap((fact) =>
      told(fact, applicationStates, fact.value),
    ),
    ...modemFacts(episode, /(?:^|\.)readystate$/, 'umbim').flatMap((fact) =>
      told(fact, readyStates, fact.value),
    ),
    ...modemFacts(episode, /(?:^|\.)required-pin$/, 'umbim').flatMap((fact) =>
      told(fact, requiredPins, fact.value),
    ),
    ...modemFacts(episode, 'modem.generic.unlock-required').flatMap((fact) =>
      told(fact, lockStates, fact.value),
    ),
    ...modemFacts(episode, 'modem.generic.state-failed-reason').flatMap((fact) =>
      told(fact, failedReasons, fact.value),
    ),
    ...cardsInUse(episode),
    ...modemFacts(episode, /card-state$/, 'qmicli').flatMap((fact) =>
      told(fact, cardStates, fact.value.replace(/:.*/, '')),
    ),
    ...modemFacts(episode, /application-state$/, 'qmicli').flatMap((fact) =>
      told(fact, applicationStates, fact.value),
    ),
    ...modemFacts(episode, /ready-state$/, 'mbimcli').flatMap((fact) => told(fact, readyStates, fact.value)),
    ...netifdErrors(episode).flatMap((error) => told(error, netifdStates, error.value)),
  ]),
);

/** How the SIM card stood when the text last spoke of it; null where it never does. */
export function lastSim(episode: Episode): Reading<SimState> | null {
  return simStates(episode).at(-1) ?? null;
}

/**
 * The same as `simStates`, without errors that say nothing of the card: a modem whose radio is off may have switched the card off
 * with it, and then refuses the question with `+CME ERROR: 10` or 13, whether there is a card or not.
 */
export function simStatesWithRadio(episode: Episode): readonly Reading<SimState>[] {
  const radio = radioStates(episode);
  const isOff = (order: number) => {
    const known = radio.findLast((reading) => reading.order <= order) ?? radio[0];
    return known !== undefined && known.value !== 'on';
  };
  const errors = codesOf(episode, 'cme', 10, 13).filter(({ order }) => isOff(order));
  const empty = new Set(errors.map(({ order }) => order));
  return simStates(episode).filter(({ order }) => !empty.has(order));
}

type States = Readonly<Record<string, SimState>>;

/** Source: 3GPP TS 27.007 section 8.3; `NOT INSERTED` and `NOT READY` are Quectel's and Huawei's, `EMPTY_EUICC` Fibocom's. */
const cpinStates: States = {
  READY: 'ready',
  'SIM PIN': 'pin',
  'SIM PUK': 'puk',
  EMPTY_EUICC: 'no-profile',
  'PH-SIM PIN': 'network-lock',
  'PH-SIM PUK': 'network-lock',
  'PH-FSIM PIN': 'network-lock',
  'PH-FSIM PUK': 'network-lock',
  'PH-NET PIN': 'network-lock',
  'PH-NET PUK': 'network-lock',
  'PH-NETSUB PIN': 'network-lock',
  'PH-NETSUB PUK': 'network-lock',
  'PH-SP PIN': 'network-lock',
  'PH-SP PUK': 'network-lock',
  'PH-CORP PIN': 'network-lock',
  'PH-CORP PUK': 'network-lock',
  'NOT INSERTED': 'absent',
  'NOT READY': 'starting',
};

/**
 * Sources: Quectel's AT manuals (+QSIMSTAT, +QUSIM); ZTE's (+ZUSIMR: 2 means no card); Huawei's (^SIMST and the fourth value
 * of ^SYSINFOEX: 1 valid, 255 none).
 */
const insertedStates: Readonly<Record<string, States>> = {
  '+QSIMSTAT': { '0': 'absent' },
  '+QUSIM': { '0': 'absent' },
  '+ZUSIMR': { '2': 'absent' },
  '^SIMST': { '1': 'ready', '255': 'absent' },
  '^SYSINFOEX': { '1': 'ready', '255': 'absent' },
};

/** Names of codes whose family breaks the rung `sim`. Sources: `knowledge/data/error-rows.ts`. */
const codeStates: States = {
  'sim-not-inserted': 'absent',
  'sim-pin': 'pin',
  'sim-puk': 'puk',
  'sim-failure': 'failed',
  'sim-busy': 'starting',
  'sim-wrong': 'failed',
  'incorrect-password': 'pin-wrong',
  'ph-sim-pin': 'network-lock',
  'network-pin': 'network-lock',
  'network-puk': 'network-lock',
  'network-subset-pin': 'network-lock',
  'service-pin': 'network-lock',
  'corp-pin': 'network-lock',
  'incorrect-pin': 'pin-wrong',
  'pin-blocked': 'puk',
  'pin-always-blocked': 'blocked',
  'uim-uninitialized': 'starting',
  'no-sim': 'absent',
};

/** Messages whose kind says it all. */
const messageStates: Readonly<Partial<Record<Kind, SimState>>> = {
  'gcom.sim-ready': 'ready',
  'gcom.pin-accepted': 'ready',
  'gcom.pin-refused': 'pin-wrong',
  'gcom.pin-asked': 'pin',
  // Whether it was wrong or not answered, these words do not tell.
  'gcom.pin-not-taken': 'pin',
  'handler.sim-ready': 'ready',
  'handler.sim-missing': 'absent',
  'handler.sim-puk-required': 'puk',
  'handler.puk-required': 'puk',
  'handler.pin-required': 'pin',
  'handler.pin-wrong': 'pin-wrong',
  'handler.pin-verified': 'ready',
  'handler.pin-already-verified': 'ready',
  'handler.pin-disabled': 'ready',
  'handler.sim-illegal': 'illegal',
  'handler.waiting-for-sim': 'starting',
  'handler.sim-not-initialized': 'starting',
  'handler.sim-unreadable': 'failed',
  'mmcli.pin-accepted': 'ready',
  'qmodem.sim-missing': 'absent',
  'qmodem.sim-ready': 'ready',
  'qmodem.pin-required': 'pin',
  'qmodem.pin-verified': 'ready',
  'qmodem.pin-failed': 'pin-wrong',
  'rooter.pin-failed': 'pin-wrong',
  'sim.missing': 'absent',
  'sim.removed': 'absent',
  'sim.critical-error': 'failed',
  'uqmid.sim-blocked': 'blocked',
};

/** Messages whose fields say it. */
function worded(episode: Episode): readonly Reading<SimState>[] {
  const { messages } = episode;
  const by = (states: States, message: Said, words: string): readonly Reading<SimState>[] => {
    const state = states[words];
    return state === undefined ? [] : [readingOf(message, state)];
  };
  return [
    ...messages.of('sim.locked').flatMap((message) => by(lockStates, message, message.fields.lock)),
    ...messages.of('umbim.ready-state').flatMap((message) => by(readyStates, message, message.fields.words)),
    ...messages
      .of('umbim.pin-required')
      .flatMap((message) => by(requiredPins, message, message.fields.words)),
    ...messages.of('uqmi.pin-status').flatMap((message) => by(pin1States, message, message.fields.status)),
    ...messages
      .of('handler.pin-status-failed')
      .flatMap((message) => by(pin1Failures, message, message.fields.status)),
    ...messages
      .of('quectel-cm.sim-status')
      .flatMap((message) => by(quectelStates, message, message.fields.status)),
  ];
}

/** uqmi's words for PIN1. Source: uqmi commands-dms.c, get_pin_status. */
const pin1States: States = {
  disabled: 'ready',
  verified: 'ready',
  not_verified: 'pin',
  blocked: 'puk',
  permanently_blocked: 'blocked',
};

/** What qmi.sh says where the answer names no state of PIN1 that it knows. Source: OpenWrt qmi.sh, 14.07 to 25.12. */
const pin1Failures: States = { sim_not_present: 'absent', permanently_blocked: 'blocked' };

/** Source: uqmi commands-uim.c; libqmi QmiUimCardApplicationState. */
const applicationStates: States = {
  ready: 'ready',
  detected: 'starting',
  pin1_or_upin_pin_required: 'pin',
  'pin1-or-upin-pin-required': 'pin',
  puk1_or_upin_puk_required: 'puk',
  'puk1-or-upin-puk-required': 'puk',
  pin1_blocked: 'puk',
  'pin1-blocked': 'puk',
  illegal: 'illegal',
};

/** Source: libqmi QmiUimCardState. */
const cardStates: States = { absent: 'absent', error: 'failed' };

/** The PIN that umbim says is asked for; PIN2 locks nothing. Source: umbim mbim-enum.c, mbim_pin_type_values. */
const requiredPins: States = {
  pin1: 'pin',
  puk1: 'puk',
  'device sim pin': 'network-lock',
  'device first sim pin': 'network-lock',
  'network pin': 'network-lock',
  'network subset pin': 'network-lock',
  'service provider pin': 'network-lock',
  'corporate pin': 'network-lock',
  'subsidy lock': 'network-lock',
};

/** Sources: umbim mbim-enum.c; libmbim MbimSubscriberReadyState. */
const readyStates: States = {
  initialized: 'ready',
  'sim not inserted': 'absent',
  'sim-not-inserted': 'absent',
  'not initialized': 'starting',
  'not-initialized': 'starting',
  'bad sim': 'failed',
  'bad-sim': 'failed',
  failure: 'failed',
  'device locked': 'pin',
  'device-locked': 'pin',
  'no-esim-profile': 'no-profile',
};

/** Source: ModemManager MMModemLock. `sim-pin2` and `sim-puk2` lock nothing that a connection needs. */
const lockStates: States = {
  'sim-pin': 'pin',
  'sim-puk': 'puk',
  'ph-sim-pin': 'network-lock',
  'ph-net-pin': 'network-lock',
  'ph-net-puk': 'network-lock',
  'ph-netsub-pin': 'network-lock',
  'ph-sp-pin': 'network-lock',
  'ph-corp-pin': 'network-lock',
};

/** Source: ModemManager MMModemStateFailedReason. */
const failedReasons: States = {
  'sim-missing': 'absent',
  'sim-error': 'failed',
  'esim-without-profiles': 'no-profile',
};

/** Source: quectel-CM QMIThread.c, requestGetSIMStatus; mbim.c. */
const quectelStates: States = {
  SIM_READY: 'ready',
  SIM_ABSENT: 'absent',
  SIM_NOT_READY: 'starting',
  SIM_PIN: 'pin',
  SIM_PUK: 'puk',
  SIM_BAD: 'failed',
  Initialized: 'ready',
  NotInserted: 'absent',
  NotInitialized: 'starting',
  BadSim: 'failed',
  Failure: 'failed',
  DeviceLocked: 'pin',
};

/** Codes of `proto_notify_error` that tell the state of the card. Sources: qmi.sh, mbim.sh, ncm.sh, modemmanager.sh. */
const netifdStates: States = {
  PIN_FAILED: 'pin-wrong',
  PIN_NOT_SPECIFIED: 'pin',
  PUK_NEEDED: 'puk',
  SIM_NOT_INITIALIZED: 'starting',
  SIM_ILLEGAL_STATE: 'illegal',
  MM_PINCODE_REQUIRED: 'pin',
  MM_PINCODE_WRONG: 'pin-wrong',
  MM_CHECK_UNLOCK_PIN: 'pin',
  MM_FAILED_REASON_SIM_MISSING: 'absent',
};

/**
 * ModemManager gets a modem ready only with a card that nothing locks, and calls it locked or failed until then; of no lock mmcli says
 * nothing. A modem that needs no card has none to name. Source: ModemManager mm-broadband-modem.c, initialize_step; mmcli-output.c.
 */
function cardsInUse(episode: Episode): readonly Reading<SimState>[] {
  // The card of one modem says nothing of that of another.
  if (tellsOfSeveralModems(episode)) return [];
  const states = modemFacts(episode, 'modem.generic.state', 'mmcli');
  return modemFacts(episode, 'modem.generic.sim', 'mmcli').flatMap((card) => {
    if (!card.value.includes('/SIM/')) return [];
    // In JSON the state stands behind the card.
    const state = states
      .filter(({ subject, span }) => subject === card.subject && span.source === card.span.source)
      .sort((one, other) => Math.abs(one.order - card.order) - Math.abs(other.order - card.order))[0];
    return told(card, statesWithCard, state?.value);
  });
}

/** Source: ModemManager MMModemState. */
const statesWithCard: States = {
  disabled: 'ready',
  disabling: 'ready',
  enabling: 'ready',
  enabled: 'ready',
  searching: 'ready',
  registered: 'ready',
  disconnecting: 'ready',
  connecting: 'ready',
  connected: 'ready',
};

function told(
  { span, order, teller }: Omit<Reading<unknown>, 'value'>,
  states: States,
  words: unknown,
): readonly Reading<SimState>[] {
  const state = typeof words === 'string' && Object.hasOwn(states, words) ? states[words] : undefined;
  return state === undefined ? [] : [{ value: state, span, order, teller }];
}
