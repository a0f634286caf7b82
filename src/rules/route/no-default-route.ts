import type { Span } from '../../capture/position.ts';
import { readShellLine } from '../../grammar/structures/shell-words.ts';
import { absent, type Evidence, present } from '../../situation/evidence.ts';
import { optionOf, truthOf } from '../../situation/facts/config.ts';
import { internetTests } from '../../situation/facts/internet-tests.ts';
import { defaultRoutes, mainRoutes, modemAddress } from '../../situation/facts/routes.ts';
import type { ConfiguredInterface, Episode } from '../../situation/situation.ts';
import { command } from '../command.ts';
import type { FixStep } from '../finding.ts';
import { defineRule, found, ruledOut } from '../rule.ts';

/**
 * The connection has its address, and the router has no default route at all, so nothing finds its way to the internet.
 * Sources: netifd interface.c (`defaultroute`), interface-ip.c; ip-route(8); a packet without a route fails with ENETUNREACH.
 */
export const noDefaultRoute = defineRule({
  id: 'no-default-route',
  role: 'cause',
  severity: 'error',
  since: '0.1.0',
  concerns: ({ episode }) =>
    modemAddress(episode) !== null && (mainRoutes(episode) !== null || unreached(episode) !== null),
  check: ({ episode }) => {
    const address = modemAddress(episode);
    if (address === null) return [];
    const isCurrent = ({ source, line }: Span): boolean =>
      !isBeforeStart(episode, source, line, address.span);
    const listed = mainRoutes(episode);
    const table = listed !== null && isCurrent(listed.last) ? listed : null;
    const failed = unreached(episode);
    const test = failed !== null && isCurrent(failed.span) ? failed : null;
    const last = internetTests(episode).at(-1);
    if (table !== null && defaultRoutes(table).length > 0) return [ruledOut];
    // mwan3 and policy routing keep the routes of uplinks in tables of their own.
    if (last?.value === 'answered' || episode.observations.of('mwan-interface').length > 0) return [ruledOut];
    if (hasOtherTable(episode, address.interface)) return [ruledOut];
    const shown = table?.isWhole === true ? absent('a default route', table.first, table.last) : null;
    if (shown === null && test === null) return [];
    const config = configOf(episode, address.interface);
    const option = config === null ? null : optionOf(config.section, 'defaultroute');
    const isOff = option !== null && truthOf(option.value) === false;
    const evidence: readonly Evidence[] = [
      present(address.span, 'the modem’s address'),
      ...(isOff ? [present(option.span, 'it forbids the route')] : []),
      ...(shown === null ? [] : [shown]),
      ...(test === null ? [] : [present(test.span, 'the router knows no way')]),
    ];
    return [
      found({
        attempt: address.attempt,
        confidence: 'likely',
        title: 'the modem is connected, and no default route leads to the internet',
        explanation:
          'The connection has its address, but the router has no default route, so packets to the internet have no way to go. ' +
          (isOff
            ? 'The interface is told not to set one (defaultroute 0).'
            : 'netifd sets it with the address, unless the interface is told not to, or another program takes it away.'),
        evidence,
        confirm: {
          text: 'The list of routes shows none that begins with “default”.',
          command: command('ip', 'route'),
        },
        fix: {
          summary: 'Let the interface set its default route.',
          steps: stepsFor(config, isOff, option?.value ?? null),
        },
      }),
    ];
  },
});

function stepsFor(
  config: ConfiguredInterface | null,
  isOff: boolean,
  before: string | null,
): readonly FixStep[] {
  if (config !== null && isOff)
    return [{ type: 'uci-delete', config: 'network', section: config.name, option: 'defaultroute', before }];
  return [
    {
      type: 'advice',
      text: 'Bring the interface down and up again. Where the route is missing then, too, look for “option defaultroute 0” and for programs that change routes (VPN, mwan3, scripts).',
    },
  ];
}

/** The configured interface of an interface or of its child. */
function configOf(episode: Episode, name: string | null): ConfiguredInterface | null {
  return episode.interfaces.find((known) => known.name === name || `${known.name}_4` === name) ?? null;
}

/** Somebody started the connection after this line, and the address came then: what stood before is over. */
function isBeforeStart(
  { commands, printedBy }: Episode,
  source: string,
  line: number,
  address: Span,
): boolean {
  if (address.source !== source) return false;
  const typed = [...commands.map(({ typed: { command: own } }) => own), ...printedBy.values()];
  return typed.some(
    (own) =>
      own.line.source === source &&
      own.line.number > line &&
      own.line.number < address.line &&
      readShellLine(own.text).calls.some(({ program }) => starters.test(program)),
  );
}

const starters = /^(?:ifup|reboot|service|wifi|(?:\/etc\/init\.d\/)?network)$/;

/** Source: netifd interface.c (`ip4table`, `ip6table`); ip-route(8). */
function hasOtherTable(episode: Episode, name: string | null): boolean {
  const section = configOf(episode, name)?.section;
  return (
    (section !== undefined && optionOf(section, 'ip4table') !== null) ||
    episode.observations
      .of('route')
      .some(
        ({ family, table, target }) =>
          family !== 6 && table !== null && table !== 'main' && target === 'default',
      )
  );
}

/** The last test for which the router knew no way, where nothing came through after it. */
function unreached(episode: Episode) {
  const last = internetTests(episode).findLast(({ device }) => device === null);
  return last?.value === 'no-route' ? last : null;
}
