import type { Episode } from '../situation.ts';
import { type AtReading, atInformation } from './at.ts';
import { modemFacts } from './modem-facts.ts';
import { perEpisode } from './per-episode.ts';
import { inOrder, type Reading, readingOf } from './reading.ts';

/** One measure of the signal. `rssi` and `rsrp` in dBm, `rsrq` and `sinr` in dB, `quality` in percent of ModemManager's. */
export interface SignalReading extends Reading<number> {
  readonly measure: 'rssi' | 'rsrp' | 'rsrq' | 'sinr' | 'quality';
}

/**
 * What is measured of the signal, in the order of events. A modem that knows no signal (`+CSQ: 99,99`) gives no reading:
 * ask `hasNoSignal`.
 */
export const signals = perEpisode((episode): readonly SignalReading[] => {
  const readings = measured(episode);
  // One line tells of several measures, and two may have the same number.
  return (['rssi', 'rsrp', 'rsrq', 'sinr', 'quality'] as const)
    .flatMap((measure) => inOrder(readings.filter((reading) => reading.measure === measure)))
    .sort((one, other) => one.order - other.order);
});

function measured(episode: Episode): readonly SignalReading[] {
  return [
    ...atInformation(episode, '+CSQ').flatMap((reading) => {
      const value = dBmOf(Number(reading.value.values[0]));
      return value === null ? [] : [{ ...reading, value, measure: 'rssi' as const }];
    }),
    ...atInformation(episode, '+CESQ', '^HCSQ', '+QCSQ').flatMap(ofMaker),
    ...episode.messages.of('gcom.signal').flatMap((message): readonly SignalReading[] => {
      const value = dBmOf(message.fields.rssi);
      return value === null ? [] : [{ ...readingOf(message, value), measure: 'rssi' }];
    }),
    ...modemFacts(episode, /(?:^|\.)(?:rssi|rsrp|rsrq|snr|sinr)$/).flatMap(
      (fact): readonly SignalReading[] => {
        // `-65 dBm`, `-65`, `12.4 dB`
        const value = Number(/^-?\d{1,3}(?:\.\d+)?/.exec(fact.value)?.[0] ?? Number.NaN);
        const measure = measures[fact.key.slice(fact.key.lastIndexOf('.') + 1)];
        const { span, order, teller } = fact;
        return Number.isNaN(value) || measure === undefined ? [] : [{ value, measure, span, order, teller }];
      },
    ),
    ...modemFacts(episode, 'modem.generic.signal-quality.value').map(
      ({ value, span, order, teller }): SignalReading => ({
        value: Number(value),
        measure: 'quality',
        span,
        order,
        teller,
      }),
    ),
  ];
}

/**
 * The last line in which the modem says that it hears nothing: `+CSQ: 99,99`, or what gcom makes of it and of `0,0`; null
 * where a later one tells a signal.
 */
export function hasNoSignal(episode: Parameters<typeof signals>[0]): Reading<null> | null {
  const { messages } = episode;
  const last = inOrder([
    ...atInformation(episode, '+CSQ').map((reading) => ({
      ...reading,
      value: Number(reading.value.values[0]) === unknownSteps,
    })),
    ...messages.of('gcom.signal').map((message) => readingOf(message, message.fields.rssi === unknownSteps)),
    ...messages.of('gcom.signal-none').map((message) => readingOf(message, true)),
  ]).at(-1);
  return last?.value === true ? { ...last, value: null } : null;
}

/**
 * What LTE modems say of it in steps:
 *
 * - `+CESQ: <rxlev>,<ber>,<rscp>,<ecno>,<rsrq>,<rsrp>`: -20 dB and half a dB a step, -141 dBm and 1 dB; 255 is not known
 *   (3GPP TS 27.007 section 8.69)
 * - `^HCSQ:"LTE",<rssi>,<rsrp>,<sinr>,<rsrq>`: -121 dBm, -141 dBm, -20.2 dB in fifths, -20 dB in halves; 255 is not known
 *   (Huawei's AT manuals)
 * - `+QCSQ: "LTE",<rssi>,<rsrp>,<sinr>,<rsrq>`: rssi, rsrp and rsrq as they are (Quectel's AT manuals, whose models scale
 *   the sinr differently)
 */
function ofMaker(reading: AtReading): readonly SignalReading[] {
  const values = reading.value.values.map((value) => (typeof value === 'string' ? value : ''));
  const told = (
    measure: SignalReading['measure'],
    words: string | undefined,
    scale: (steps: number) => number,
  ): readonly SignalReading[] => {
    if (words === undefined || !/^-?\d{1,3}$/.test(words) || Number(words) === 255) return [];
    const { span, order, teller } = reading;
    return [{ value: scale(Number(words)), measure, span, order, teller }];
  };
  const halves = (steps: number): number => -20 + steps / 2;
  const asIs = (value: number): number => value;
  if (reading.value.name === '+CESQ') {
    const [, , , , rsrq, rsrp] = values;
    return [...told('rsrp', rsrp, (steps) => -141 + steps), ...told('rsrq', rsrq, halves)];
  }
  const [system, rssi, rsrp, sinr, rsrq] = values;
  if (system !== 'LTE') return [];
  return reading.value.name === '^HCSQ'
    ? [
        ...told('rssi', rssi, (steps) => -121 + steps),
        ...told('rsrp', rsrp, (steps) => -141 + steps),
        ...told('sinr', sinr, (steps) => -20.2 + steps / 5),
        ...told('rsrq', rsrq, halves),
      ]
    : [...told('rssi', rssi, asIs), ...told('rsrp', rsrp, asIs), ...told('rsrq', rsrq, asIs)];
}

/** `+CSQ` as a power: -113 dBm and 2 dB a step; null for others, 99 of which is “not known”. 3GPP TS 27.007 section 8.5. */
function dBmOf(steps: number): number | null {
  return steps >= 0 && steps <= 31 ? -113 + 2 * steps : null;
}

const unknownSteps = 99;

const measures: Readonly<Record<string, SignalReading['measure']>> = {
  rssi: 'rssi',
  rsrp: 'rsrp',
  rsrq: 'rsrq',
  snr: 'sinr',
  sinr: 'sinr',
};
