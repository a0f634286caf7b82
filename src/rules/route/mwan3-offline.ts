import type { Span } from '../../capture/position.ts';
import { protoInfo } from '../../knowledge/proto.ts';
import { present } from '../../situation/evidence.ts';
import { internetTests } from '../../situation/facts/internet-tests.ts';
import { inOrder, type Reading } from '../../situation/facts/reading.ts';
import { isModemDevice, modemAddress } from '../../situation/facts/routes.ts';
import type { Episode } from '../../situation/situation.ts';
import { command } from '../command.ts';
import { slot } from '../placeholder.ts';
import { defineRule, found, ruledOut } from '../rule.ts';

/**
 * mwan3 takes the modem’s interface for offline and sends nothing over it, while it has its address.
 * Source: OpenWrt packages net/mwan3, mwan3track (an interface whose `track_ip` does not answer is offline), mwan3.sh (its
 * routes are taken out of the policies).
 */
export const mwan3Offline = defineRule({
  id: 'mwan3-offline',
  role: 'cause',
  severity: 'error',
  since: '0.1.0',
  concerns: ({ episode }) => tracked(episode).length > 0,
  check: ({ episode }) => {
    const address = modemAddress(episode);
    if (address === null || address.interface === null) return [];
    const own = tracked(episode).filter(({ value }) => value.interface === address.interface);
    const last = own.at(-1);
    if (last === undefined || isParent(episode, address.interface)) return [];
    if (last.value.state !== 'offline' || last.order < orderOf(episode, address.span)) return [ruledOut];
    const bound = internetTests(episode).findLast(
      ({ device }) => device !== null && isModemDevice(episode, device),
    );
    if (bound !== undefined && bound.value !== 'answered') return [ruledOut];
    return [
      found({
        attempt: address.attempt,
        confidence: bound === undefined ? 'possible' : 'likely',
        title: `mwan3 takes ${address.interface} for offline, and it has its address`,
        explanation:
          'mwan3 asks the addresses in track_ip over the interface. When they do not answer, it takes the uplink for dead and sends nothing over it. ' +
          (bound === undefined
            ? 'Either they do not answer over this network though others would, or the connection really carries nothing.'
            : 'Other addresses answer over the modem, so the fault is in what mwan3 asks.'),
        evidence: [
          present(address.span, 'the address'),
          present(last.span, 'what mwan3 makes of it'),
          ...(bound === undefined ? [] : [present(bound.span, 'the modem carries packets')]),
        ],
        confirm: {
          text: 'Ping the addresses of track_ip and another one over the modem’s device.',
          command: [
            ...command('ping', '-c', '3', '-I'),
            slot('NETDEV', address.device, 'the modem’s network device, see “ip addr”'),
            { known: '9.9.9.9' },
          ],
        },
        fix: {
          summary: 'Let mwan3 ask what answers over this network.',
          steps: [
            {
              type: 'advice',
              text: `In /etc/config/mwan3, in the section of ${address.interface}: several addresses as list track_ip that answer over the modem, reliability 1, family ipv4; then restart mwan3. Some operators drop ping: use another track_method.`,
            },
          ],
        },
      }),
    ];
  },
});

interface Tracked {
  readonly interface: string;
  readonly state: string;
}

/** What mwan3 says of interfaces, in its log and in its status. */
function tracked(episode: Episode): readonly Reading<Tracked>[] {
  const shown = episode.observations
    .of('mwan-interface')
    .filter(({ tracking }) => tracking === null || tracking === 'active' || tracking === 'up')
    .map(({ interface: name, state, span, order }) => ({
      value: { interface: name, state },
      span,
      order,
      teller: 'mwan3',
    }));
  const logged = (['mwan3.offline', 'mwan3.online', 'mwan3.connecting'] as const).flatMap((kind) =>
    episode.messages.of(kind).map(({ fields, origin }) => ({
      value: { interface: fields.interface, state: kind.slice('mwan3.'.length) },
      span: origin.spans[0],
      order: origin.order,
      teller: 'mwan3',
    })),
  );
  return inOrder([...shown, ...logged]);
}

/** The interface that only dials; that mwan3 watches it is another rule’s matter. */
function isParent(episode: Episode, name: string): boolean {
  const config = episode.interfaces.find((known) => known.name === name);
  return config?.proto != null && protoInfo(config.proto)?.addressOn === 'child';
}

/** Where the address is told among the lines of its text; mwan3’s words before it are about an earlier connection. */
function orderOf(episode: Episode, { source, line }: Span): number {
  const before = tracked(episode).filter(({ span }) => span.source === source && span.line < line);
  return before.length === 0 ? -1 : Math.max(...before.map(({ order }) => order)) + 1;
}
