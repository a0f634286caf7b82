import { present } from '../../situation/evidence.ts';
import { cellularInterfaces } from '../../situation/facts/config.ts';
import { sessionStates } from '../../situation/facts/session.ts';
import type { Episode } from '../../situation/situation.ts';
import { defineRule, found, ruledOut } from '../rule.ts';

const modemDevice = /^(?:wwan|usb|wwp|wwx)\d*/;

/**
 * The modem says that its session is up, and its network device has no address because nothing asks for one: the session
 * was dialled by hand, or the modem dials by itself. Where an interface of netifd is at work on it, another rung breaks.
 * Sources: uqmi commands-wds.c; libqmi qmicli-wds.c; OpenWrt qmi.sh (the handler starts DHCP or sets the address).
 */
export const sessionWithoutInterface = defineRule({
  id: 'session-without-interface',
  role: 'cause',
  severity: 'error',
  since: '0.1.0',
  concerns: ({ episode }) => sessionStates(episode).at(-1)?.value === 'connected',
  check: ({ episode }) => {
    const state = sessionStates(episode).at(-1);
    const bare = bareDevice(episode);
    if (state === undefined || bare === null) return [];
    const isAtWork =
      episode.attempts.some(({ method }) => method !== 'by-hand') ||
      cellularInterfaces(episode).length > 0 ||
      episode.messages.count('dhcp.discover') > 0;
    if (isAtWork) return [ruledOut];
    return [
      found({
        attempt: null,
        confidence: 'likely',
        title: `a session is up, and nothing gives ${bare.device} its address`,
        explanation: `The modem reports a data session, and ${bare.device} has no address. A session alone moves no packet: DHCP has to run on the device, or the address that the modem knows has to be set on it. No interface of the router does that here.`,
        evidence: [present(state.span), present(bare.span, 'no IPv4 address')],
        confirm: {
          text: 'uci show network shows whether an interface uses the modem; uqmi --get-current-settings which address the session has.',
          command: null,
        },
        fix: {
          summary: 'Let netifd dial, with an interface for the modem.',
          steps: [
            {
              type: 'advice',
              text: 'Make an interface with proto qmi (or mbim), device /dev/cdc-wdm0 and the APN, in the firewall zone wan. For a modem that dials by itself, an interface with proto dhcp on its network device will do.',
            },
          ],
        },
      }),
    ];
  },
});

/** The modem’s network device, shown without an IPv4 address. */
function bareDevice(episode: Episode) {
  const own = new Set(
    episode.modems.flatMap(({ functions }) =>
      functions.filter(({ kind }) => kind === 'network').map(({ node }) => node),
    ),
  );
  const links = episode.observations.of('link');
  const isModems = (device: string): boolean =>
    own.has(device) || (own.size === 0 && modemDevice.test(device));
  if (
    links.some(({ device, addresses }) => isModems(device) && addresses.some((known) => !known.includes(':')))
  ) {
    return null;
  }
  return (
    links.findLast(({ device, carrier, up }) => isModems(device) && (carrier !== false || up !== false)) ??
    null
  );
}
