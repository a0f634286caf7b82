import type { MessageOf } from '../../grammar/message.ts';
import type { Kind } from '../../grammar/speakers/index.ts';
import { readModemManagerError } from '../../grammar/structures/modem-manager-error.ts';
import { type ErrorFamily, type ErrorMeaning, errorMeaning, errorNamed } from '../../knowledge/error-code.ts';
import type { Episode } from '../situation.ts';
import { atInformation, atTalks } from './at.ts';
import { modemFacts } from './modem-facts.ts';
import { perEpisode } from './per-episode.ts';
import { inOrder, type Reading, readingOf, type Said } from './reading.ts';

/** An error code that some program printed, as a number or by its name, with what the tables know of it. */
export type CodeReading = Reading<ErrorMeaning>;

/** All codes that the tables know, in the order of events: CME, session and mobility causes, QMI, MBIM, pppd. */
export const codesSaid = perEpisode((episode): readonly CodeReading[] =>
  inOrder([
    ...atTalks(episode).flatMap(({ result, code, resultSpan, order }) =>
      result === 'cme-error' && code !== null && resultSpan !== null
        ? known('cme', code, { span: resultSpan, order, teller: 'at' })
        : [],
    ),
    ...numbered(episode, 'gcom.cme-error', 'cme', ({ fields }) => ('code' in fields ? fields.code : null)),
    ...numbered(episode, 'call.end-reason', 'qmi-call-end', ({ fields }) => fields.code),
    ...numbered(episode, 'quectel-cm.end-reason', 'qmi-call-end', ({ fields }) => fields.reason),
    ...episode.messages
      .of('quectel-cm.network-error')
      .flatMap((message) => networkCause(message, message.fields.error)),
    ...episode.messages
      .of('umbim.network-error')
      .flatMap((message) => networkCause(message, Number.parseInt(message.fields.code, 16))),
    ...numbered(episode, 'network.rejected', 'emm', ({ fields }) => ('code' in fields ? fields.code : null)),
    ...numbered(episode, 'wvdial.pppd-died', 'pppd-exit', ({ fields }) =>
      'status' in fields ? fields.status : null,
    ),
    ...numbered(episode, 'uqmid.start-failed', 'qmi', ({ fields }) =>
      'status' in fields ? fields.status : null,
    ),
    ...atInformation(episode, '+CEREG').flatMap((reading) =>
      // `+CEREG: 3,3,,,,0,15`: cause type 0 and an EMM cause. Source: 3GPP TS 27.007 section 10.1.22.
      reading.value.values[5] === '0' ? known('emm', Number(reading.value.values[6]), reading) : [],
    ),
    ...episode.messages.of('uqmi.error').flatMap((message) => {
      const meaning = errorNamed('qmi', message.fields.reason);
      return meaning === undefined ? [] : [readingOf(message, meaning)];
    }),
    ...reasons.flatMap((kind) => episode.messages.of(kind)).flatMap(reasonGiven),
    ...modemFacts(episode, /(?:^|\.)error$/).flatMap((fact) => {
      const { meaning } = readModemManagerError(fact.value.replace(/^couldn't [\w -]{1,60}: /, ''));
      return meaning === null ? [] : [{ ...fact, value: meaning }];
    }),
    ...modemFacts(episode, /(?:^|\.)call-end-reason\.code$/).flatMap((fact) =>
      known('qmi-call-end', Number(fact.value), fact),
    ),
  ]),
);

/** Codes of one family, or of a few numbers of it. */
export function codesOf(
  episode: Episode,
  family: ErrorFamily,
  ...codes: readonly number[]
): readonly CodeReading[] {
  return codesSaid(episode).filter(
    ({ value }) => value.family === family && (codes.length === 0 || codes.includes(value.code)),
  );
}

/**
 * MBIM passes on what the network said, mobility and session causes in one number. From 24 on only session causes are in
 * use; 0 is none. Sources: MBIM 1.0 section 10.5.9 and 10.5.12; 3GPP TS 24.008 tables 10.5.95 and 10.5.157.
 */
function networkCause(message: Said, code: number): readonly CodeReading[] {
  return known(code < 24 ? 'emm' : 'sm', code, readingOf(message, null));
}

/** Messages of ModemManager and mmcli that give a reason in layers. */
const reasons = [
  'bearer.attempt-failed',
  'bearer.connect-failed',
  'bearer.setup-failed',
  'bearer.start-failed',
  'mmcli.attach-apn-failed',
  'mmcli.connect-failed',
  'mmcli.enable-failed',
  'mmcli.pin-failed',
  'mmcli.register-failed',
  'modem.enable-failed',
  'modem.init-failed',
  'packet-service.failed',
  'registration.failed',
  'sim.inaccessible',
  'sim.pin-failed',
] as const satisfies readonly Kind[];

function reasonGiven(message: Said & { readonly fields: object }): readonly CodeReading[] {
  const reason = 'reason' in message.fields ? message.fields.reason : null;
  const meaning = typeof reason === 'string' ? readModemManagerError(reason).meaning : null;
  return meaning === null ? [] : [readingOf(message, meaning)];
}

function numbered<K extends Kind>(
  episode: Episode,
  kind: K,
  family: ErrorFamily,
  codeOf: (message: MessageOf<K>) => number | null,
): readonly CodeReading[] {
  return episode.messages.of(kind).flatMap((message) => {
    const code = codeOf(message);
    const { spans, order, speaker } = message.origin;
    return code === null ? [] : known(family, code, { span: spans[0], order, teller: speaker });
  });
}

function known(family: ErrorFamily, code: number, place: Omit<CodeReading, 'value'>): readonly CodeReading[] {
  const meaning = errorMeaning(family, code);
  const { span, order, teller } = place;
  return meaning === undefined ? [] : [{ value: meaning, span, order, teller }];
}
