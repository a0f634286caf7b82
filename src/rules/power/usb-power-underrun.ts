import type { Message, MessageOf } from '../../grammar/message.ts';
import { type Evidence, said } from '../../situation/evidence.ts';
import { usbPorts } from '../../situation/facts/usb.ts';
import {
  type Departure,
  deviceAt,
  endsConnected,
  isUnder,
  modemDepartures,
  placeOf,
  portOf,
  secondsBetween,
} from '../../situation/facts/usb-health.ts';
import type { Episode } from '../../situation/situation.ts';
import type { Confidence, Fix } from '../finding.ts';
import { defineRule, found, type RuleVerdict } from '../rule.ts';

/** A modem that dies of its own transmission does so at once. */
const secondsAfterDial = 5;

/**
 * The supply does not carry the modem. Hubs that measure say so (over-current); else it shows in what falls when the
 * modem draws most: the whole bus, or the modem as soon as it dials.
 * Source: linux drivers/usb/core/hub.c (port_event: over-current; hub_port_connect: "disabled by hub (EMI?)"), USB 2.0,
 * 7.2.1 (500 mA); 3GPP TS 45.005: up to 2 W while sending.
 */
export const usbPowerUnderrun = defineRule({
  id: 'usb-power-underrun',
  role: 'cause',
  severity: 'error',
  since: '0.1.0',
  check: ({ episode }): readonly RuleVerdict[] => {
    if (endsConnected(episode)) return [];
    const shown = overCurrent(episode) ?? collapse(episode) ?? dropsAtDial(episode);
    return shown === null ? [] : [found({ ...shown, confirm, fix })];
  },
});

interface Shown {
  readonly confidence: Confidence;
  readonly title: string;
  readonly explanation: string;
  readonly evidence: readonly Evidence[];
}

/** The hub cut the current, or has too little of it to give, and the modem is gone or never came. */
function overCurrent(episode: Episode): Shown | null {
  const { messages } = episode;
  const lines = [
    ...messages.of('usb.over-current'),
    ...messages.of('usb.hub-over-current'),
    ...messages.of('usb.over-current-change'),
    ...messages.of('usb.power-short'),
  ].filter((message) => isModems(episode, message));
  const [first] = lines;
  if (first === undefined || (episode.modems.length === 0 && episode.attempts.length === 0)) return null;
  return {
    confidence: 'likely',
    title: 'the USB port does not give the modem enough current',
    explanation:
      'The hub says itself that the current was too high or the supply too small, and switches the port off. ' +
      'A modem draws most when it searches a network and when it sends; then it drops off the bus.',
    evidence: lines.slice(0, 3).map((message) => said(message)),
  };
}

/**
 * Some hubs measure wrongly, and a hub without a supply of its own always says that it has too little. What stays on the
 * bus afterwards has enough, and where the modem is to be seen, words about an empty port are not about it.
 */
function isModems(episode: Episode, message: Message): boolean {
  const place = placeOf(message);
  const carried = usbPorts(episode).filter(
    ({ port }) => (place === null || isUnder(port, place)) && deviceAt(episode, port) === 'modem',
  );
  const [carries] = carried;
  if (carries !== undefined)
    return !carried.some(({ arrivals }) => {
      const last = arrivals.at(-1);
      if (last === undefined || last.gone !== null || last.failure !== null) return false;
      return last.functions.length > 0 || last.first.origin.order > message.origin.order;
    });
  const isElsewhere = episode.modems.some(({ attached }) => attached);
  const device = place === null ? 'unknown' : deviceAt(episode, place);
  return device === 'unknown' && !isElsewhere && message.kind !== 'usb.over-current-change';
}

/** A hub falls with all that hangs on it, while a modem is at work. */
function collapse({ messages }: Episode): Shown | null {
  const [disturbed] = messages.of('usb.port-disturbed');
  const [trouble] = [...messages.of('serial.transfer-error'), ...messages.of('wdm.transfer-error')];
  if (disturbed === undefined || trouble === undefined) return null;
  const port = portOf(disturbed);
  const hub = messages
    .of('usb.disconnect')
    .find((gone) => gone.fields.port === port && gone.origin.order > disturbed.origin.order);
  const child = messages
    .of('usb.disconnect')
    .find((gone) => port !== null && gone.fields.port.startsWith(`${port}.`));
  if (hub === undefined || child === undefined) return null;
  return {
    confidence: 'likely',
    title: 'the USB bus collapses while the modem works: its supply is too weak',
    explanation:
      'First transfers of the modem fail, then the port above disables itself, and everything on it leaves the bus at once. ' +
      'One bad device does not take its hub along; a supply that breaks down under the modem’s load does.',
    evidence: [
      said(trouble, 'transfers fail'),
      said(disturbed),
      said(hub, 'the hub leaves'),
      said(child, 'and what hangs on it'),
    ],
  };
}

/** The modem leaves the bus within seconds of a dial. */
function dropsAtDial(episode: Episode): Shown | null {
  const drops = modemDepartures(episode).flatMap((departure) => {
    const dial = dialBefore(episode, departure);
    return dial === null ? [] : [{ departure, dial }];
  });
  const [first, second] = drops;
  if (first === undefined) return null;
  return {
    confidence: second === undefined ? 'possible' : 'likely',
    title: 'the modem leaves the USB bus as soon as it dials',
    explanation:
      (second === undefined
        ? 'The modem disconnects within seconds of the dial. '
        : `${drops.length} times the modem disconnects within seconds of the dial. `) +
      'It draws most when it sends, and where the supply breaks down it restarts. Firmware that stumbles over the dial looks alike.',
    evidence: drops
      .slice(0, 2)
      .flatMap(({ departure, dial }) => [
        said(dial, 'the dial'),
        said(departure.gone, 'and the modem is gone'),
      ]),
  };
}

function dialBefore({ messages }: Episode, { gone }: Departure): Message | null {
  const dials: readonly Message[] = [
    ...messages.of('handler.starting-network'),
    ...messages.of('gcom.sending').filter(isDial),
    ...messages.of('chat.send').filter(isDial),
  ];
  const close = dials.filter((dial) => {
    const seconds = secondsBetween(dial, gone);
    return dial.origin.order < gone.origin.order && seconds !== null && seconds <= secondsAfterDial;
  });
  return [...close].sort((one, other) => one.origin.order - other.origin.order).at(-1) ?? null;
}

/** ATD, and what takes its place for network devices. */
function isDial({ fields }: MessageOf<'gcom.sending'> | MessageOf<'chat.send'>): boolean {
  const sent = 'command' in fields ? fields.command : fields.words;
  return /^AT(?:D|\+CGDATA|\+CGACT=1|\^NDISDUP=\d+,1|\$QCRMCALL=1)/i.test(sent);
}

const confirm = {
  text: 'Give the modem a hub with its own power supply, or stop it from sending with AT+CFUN=4: if it stays on the bus then, the supply is the cause.',
  command: null,
};

const fix: Fix = {
  summary: 'Give the modem a supply that carries it. No setting of the router helps.',
  steps: [
    {
      type: 'advice',
      text: 'Use a hub with its own supply (5 V, 2 A or more) and a short cable, and a supply for the router that carries both.',
    },
    {
      type: 'advice',
      text: 'A card in an adapter needs 3.3 V that hold at 2.5 A; feed the adapter itself where it has a socket.',
    },
  ],
};
