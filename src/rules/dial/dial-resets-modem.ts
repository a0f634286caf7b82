import type { MessageOf } from '../../grammar/message.ts';
import { isDialCommand } from '../../grammar/structures/at-meaning.ts';
import { present, said } from '../../situation/evidence.ts';
import { type AtTalk, atTalks } from '../../situation/facts/at.ts';
import { usbPorts } from '../../situation/facts/usb.ts';
import type { Episode } from '../../situation/situation.ts';
import { defineRule, found, ruledOut } from '../rule.ts';
import { attemptAround, isMadeGood } from './standing.ts';

/** So long a dial script waits for the modem's answer. Source: OpenWrt comgt 3g.chat (TIMEOUT 30 before CONNECT). */
const unansweredFor = 30;

/** A supply breaks down as the transmitter comes on, a firmware as it opens the session: right after the answer. */
const answeredFor = 5;

/**
 * The dial command is the last thing the modem was told, and with it the modem leaves the bus. Some modems start anew
 * when the command comes while their net device is down; a supply that breaks down under the transmitter looks the same.
 * Where the modem leaves without a dial, too, the dial is not why. Source: LEDE pull request 641 (net device up before the dial).
 */
export const dialResetsModem = defineRule({
  id: 'dial-resets-modem',
  role: 'cause',
  severity: 'error',
  since: '0.1.0',
  concerns: ({ episode }) => episode.messages.count('usb.disconnect') > 0 && dials(episode).length > 0,
  check: ({ episode }) => {
    const resets = departuresAtDial(episode);
    const last = resets.at(-1);
    if (last === undefined) return [ruledOut];
    const { departure, dial } = last;
    const port = departure.fields.port;
    const atPort = modemDepartures(episode).filter(({ fields }) => fields.port === port);
    if (
      atPort.length > resets.filter((one) => one.departure.fields.port === port).length ||
      isMadeGood(episode, { span: departure.origin.spans[0], order: departure.origin.order })
    )
      return [ruledOut];
    return [
      found({
        attempt: attemptAround(episode, dial.span),
        confidence: 'likely',
        title: 'the modem drops off the bus when it is told to dial',
        explanation:
          `Up to the dial command everything is answered; with it the modem at port ${port} leaves the USB bus. ` +
          'Either its firmware starts anew when the session begins while the network device is down, or its power supply breaks down as the transmitter comes on.',
        evidence: resets.slice(-2).flatMap((reset) => [present(reset.dial.span), said(reset.departure)]),
        confirm: {
          text: 'Bring the network device up first (ip link set wwan0 up, with its own name), then send the dial command by hand. If the modem stays, it is the firmware; if it goes as well, power.',
          command: null,
        },
        fix: {
          summary: 'Rule out the power supply, then dial with the network device up.',
          steps: [
            {
              type: 'advice',
              text: 'Try the modem on a powered hub, or with a short cable on another port.',
            },
            {
              type: 'advice',
              text: 'If it then still goes, use another protocol of the same modem (qmi, mbim or 3g), or a newer OpenWrt, whose handlers bring the network device up before the dial.',
            },
          ],
        },
      }),
    ];
  },
});

interface Reset {
  readonly dial: AtTalk;
  readonly departure: MessageOf<'usb.disconnect'>;
}

function dials(episode: Episode): readonly AtTalk[] {
  return atTalks(episode).filter(({ commands }) => commands.some((command) => isDialCommand(command)));
}

/** Departures of a modem with a dial as the last command before, while its answer is waited for or right after it. */
function departuresAtDial(episode: Episode): readonly Reset[] {
  const { messages } = episode;
  const talks = atTalks(episode);
  const sent = [...messages.of('gcom.sending'), ...messages.of('chat.send')];
  const went = [...messages.of('handler.setting-up-device'), ...messages.of('handler.connected')];
  return modemDepartures(episode).flatMap((departure): readonly Reset[] => {
    const { order, clock } = departure.origin;
    const dial = talks.findLast((talk) => talk.order < order);
    if (dial === undefined || !dial.commands.some((command) => isDialCommand(command))) return [];
    const told = sent.find(({ origin }) => origin.order === dial.order)?.origin.clock ?? null;
    const isAnswered =
      dial.result === 'ok' ||
      dial.result === 'connect' ||
      went.some(({ origin }) => origin.order > dial.order && origin.order < order);
    // Typed by hand beside the kernel's lines: nothing came between.
    if (clock === null || told === null)
      return dial.result === null && order === dial.order + 1 ? [{ dial, departure }] : [];
    const waited = Math.abs(clock.seconds - told.seconds);
    return waited <= (isAnswered ? answeredFor : unansweredFor) ? [{ dial, departure }] : [];
  });
}

/**
 * Departures at which the kernel lets go of a modem's ports or net device, or of what is known as a modem. A drive that
 * leaves to come back as a modem is none.
 */
function modemDepartures(episode: Episode): readonly MessageOf<'usb.disconnect'>[] {
  const { messages, modems } = episode;
  const departures = messages.of('usb.disconnect');
  const parts = [...messages.of('usb.serial-detached'), ...messages.of('usb.netdev-gone')];
  const torn = departures.filter(({ origin }, at) => {
    const next = departures[at + 1]?.origin.order ?? Number.POSITIVE_INFINITY;
    return parts.some((part) => part.origin.order > origin.order && part.origin.order < next);
  });
  const ports = new Set([
    ...modems.map(({ usbPort }) => usbPort),
    ...usbPorts(episode)
      .filter(({ arrivals }) => arrivals.some(({ functions }) => functions.length > 0))
      .map(({ port }) => port),
  ]);
  return departures.filter(
    (departure) =>
      torn.includes(departure) ||
      // The log does not show what the drivers let go of.
      (ports.has(departure.fields.port) && parts.length === 0),
  );
}
