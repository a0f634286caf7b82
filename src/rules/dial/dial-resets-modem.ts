import type { MessageOf } from '../../grammar/message.ts';
import { isDialCommand } from '../../grammar/structures/at-meaning.ts';
import { present, said } from '../../situation/evidence.ts';
import { type AtTalk, atTalks } from '../../situation/facts/at.ts';
import { usbPorts } from '../../situation/facts/usb.ts';
import type { Episode } from '../../situation/situation.ts';
import { defineRule, found, ruledOut } from '../rule.ts';
import { attemptAround, isMadeGood } from './standing.ts';

/** A modem that the dial throws off the bus goes at once. */
const seconds = 4;

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
    const atPort = episode.messages.of('usb.disconnect').filter(({ fields }) => fields.port === port);
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

/** Departures of a modem with a dial as the last command before, within seconds where the log has a clock. */
function departuresAtDial(episode: Episode): readonly Reset[] {
  const talks = atTalks(episode);
  const sent = episode.messages.of('gcom.sending');
  const parts = [...episode.messages.of('usb.serial-detached'), ...episode.messages.of('usb.netdev-gone')];
  const modemPorts = new Set([
    ...episode.modems.map(({ usbPort }) => usbPort),
    ...usbPorts(episode)
      .filter(({ arrivals }) => arrivals.some(({ functions }) => functions.length > 0))
      .map(({ port }) => port),
  ]);
  return episode.messages.of('usb.disconnect').flatMap((departure): readonly Reset[] => {
    const { order, clock } = departure.origin;
    const last = talks.findLast((talk) => talk.order < order);
    const tornDown = parts.some((part) => part.origin.order > order && part.origin.order <= order + 6);
    if (last === undefined || !(modemPorts.has(departure.fields.port) || tornDown)) return [];
    const isDial = last.commands.some((command) => isDialCommand(command));
    const told = sent.find(({ origin }) => origin.order === last.order)?.origin.clock ?? null;
    const isAtOnce =
      clock !== null && told !== null
        ? Math.abs(clock.seconds - told.seconds) <= seconds
        : last.result === null && order - last.order <= 2;
    return isDial && isAtOnce ? [{ dial: last, departure }] : [];
  });
}
