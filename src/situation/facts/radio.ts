import type { Episode } from '../situation.ts';
import { atInformation } from './at.ts';
import { lowPowerVoters } from './low-power-voters.ts';
import { modemFacts } from './modem-facts.ts';
import { perEpisode } from './per-episode.ts';
import { inOrder, type Reading, readingOf } from './reading.ts';

/** `low`: in low power, by command or by a lock of the maker; `locked`: by the FCC lock; `hardware-off`: by a switch or a pin. */
export type RadioState = 'on' | 'off' | 'low' | 'locked' | 'hardware-off';

/** What is said of the radio, by whomever, in the order of events. */
export const radioStates = perEpisode((episode): readonly Reading<RadioState>[] =>
  inOrder([
    ...atInformation(episode, '+CFUN').flatMap((reading) =>
      told(reading, cfunStates, reading.value.values[0]),
    ),
    ...modemFacts(episode, /device-operating-mode$/, 'uqmi').flatMap((fact) =>
      told(fact, qmiModes, fact.value),
    ),
    ...modemFacts(episode, /(?:^|\.)mode$/, 'qmicli').flatMap((fact) => told(fact, qmiModes, fact.value)),
    ...modemFacts(episode, 'modem.generic.power-state').flatMap((fact) => told(fact, mmStates, fact.value)),
    ...modemFacts(episode, /hw-restricted$/, 'qmicli').flatMap((fact) =>
      fact.value === 'yes' ? [{ ...fact, value: 'hardware-off' as const }] : [],
    ),
    ...modemFacts(episode, /quectel.*radio-state$|^radio-state$/).flatMap((fact) =>
      told(fact, mbimStates, fact.value),
    ),
    ...mbimSwitches(episode),
    ...episode.messages
      .of('modem.power-state')
      .flatMap((message) => told(readingOf(message, ''), mmStates, message.fields.state)),
    // ModemManager spells it `sotware`; a radio that stays off when it is told to go on may be locked (see fcc-lock).
    ...episode.messages
      .of('modem.radio-off')
      .map((message) =>
        readingOf(
          message,
          message.fields.switch === 'hardware' ? ('hardware-off' as const) : ('low' as const),
        ),
      ),
    ...lowPowerVotes(episode),
    ...episode.messages.of('qmodem.radio-off').map((message) => readingOf(message, 'off' as const)),
  ]),
);

/** How the radio stood when the text last spoke of it; null where it never does. */
export function lastRadio(episode: Episode): Reading<RadioState> | null {
  return radioStates(episode).at(-1) ?? null;
}

/** Both switches have to be on. Sources: MBIM 1.0 section 10.5.3; umbim cli.c; libmbim mbimcli-basic-connect.c. */
function mbimSwitches(episode: Episode): readonly Reading<RadioState>[] {
  const hardware = modemFacts(episode, /(?:^|\.)(?:hwradiostate|hardware-radio-state)$/);
  const software = modemFacts(episode, /(?:^|\.)(?:swradiostate|software-radio-state)$/);
  const isHeld = ({ span: { source, line } }: Reading<string>): boolean =>
    hardware.some(
      ({ value, span }) => value === 'off' && span.source === source && Math.abs(span.line - line) === 1,
    );
  return [
    ...hardware.flatMap((fact) =>
      fact.value === 'off' ? [{ ...fact, value: 'hardware-off' as const }] : [],
    ),
    ...software.flatMap((fact) => (isHeld(fact) ? [] : told(fact, mbimStates, fact.value))),
  ];
}

/** A Sierra modem that somebody holds in low power. */
function lowPowerVotes(episode: Episode): readonly Reading<RadioState>[] {
  return lowPowerVoters(episode).flatMap((reading): readonly Reading<RadioState>[] => {
    if (/\bW_DISABLE:\s?1\b/.test(reading.value)) return [{ ...reading, value: 'hardware-off' }];
    return /\bBIOS:\s?1\b/.test(reading.value) ? [{ ...reading, value: 'locked' }] : [];
  });
}

type States = Readonly<Record<string, RadioState>>;

/** Source: 3GPP TS 27.007 section 8.2; 7 is offline on Huawei modems. */
const cfunStates: States = { '0': 'low', '1': 'on', '4': 'off', '7': 'off' };

/** Sources: uqmi qmi-message-dms.h; libqmi QmiDmsOperatingMode. */
const qmiModes: States = {
  online: 'on',
  low_power: 'low',
  'low-power': 'low',
  offline: 'off',
  persistent_low_power: 'low',
  'persistent-low-power': 'low',
  mode_only_low_power: 'low',
  'mode-only-low-power': 'low',
};

/** Source: ModemManager MMModemPowerState. */
const mmStates: States = { on: 'on', low: 'low', off: 'off' };

/** Sources: libmbim MbimRadioSwitchState; Quectel's FCC lock as mbimcli prints it. */
const mbimStates: States = { on: 'on', off: 'off', 'fcc-locked': 'locked' };

function told(
  { span, order, teller }: Omit<Reading<unknown>, 'value'>,
  states: States,
  words: unknown,
): readonly Reading<RadioState>[] {
  const state = typeof words === 'string' && Object.hasOwn(states, words) ? states[words] : undefined;
  return state === undefined ? [] : [{ value: state, span, order, teller }];
}
