import { absent, type Evidence, present } from '../../situation/evidence.ts';
import { optionOf, truthOf } from '../../situation/facts/config.ts';
import { defaultRoutes, isModemDevice, mainRoutes } from '../../situation/facts/routes.ts';
import type { Attempt, ConfiguredInterface, Episode } from '../../situation/situation.ts';
import { defineRule, found, type RuleVerdict, ruledOut } from '../rule.ts';

/**
 * The only interface of the modem is disabled, or is not started at boot, and nobody started it.
 * Source: netifd config.c (`disabled`: the section is skipped; `auto 0`: the interface waits for ifup).
 */
export const disabledOrAuto0 = defineRule({
  id: 'disabled-or-auto0',
  role: 'cause',
  severity: 'error',
  since: '0.1.0',
  concerns: ({ episode }) => episode.interfaces.some(({ cellular }) => cellular),
  check: ({ episode, later }): readonly RuleVerdict[] => {
    const own = episode.interfaces.filter(({ cellular }) => cellular);
    const off = own.filter(isOff);
    // Another interface is meant to be up, or the modem was tried in some way: then this one was switched off on purpose.
    if (off.length === 0 || off.length < own.length) return [];
    if ([episode, ...later].some(({ attempts }) => attempts.some(isTried))) return [];
    if (hasOtherUplink(episode)) return [ruledOut];
    return off.flatMap((config): readonly RuleVerdict[] => {
      const disabled = optionOf(config.section, 'disabled');
      const isDisabled = disabled !== null && truthOf(disabled.value) === true;
      const option = isDisabled ? disabled : optionOf(config.section, 'auto');
      if (option === null) return [];
      const status = episode.observations
        .of('interface-status')
        .findLast((known) => known.interface === config.name);
      if (status?.up === true) return [];
      const evidence: readonly Evidence[] = [
        present(option.span, isDisabled ? 'netifd skips this section' : 'it waits for ifup'),
        ...(status === undefined ? [] : [present(status.span, 'netifd has not started it')]),
        ...neverTried(episode, config.name),
      ];
      // The option alone may be what its owner wants.
      if (evidence.length === 1) return [];
      return [
        found({
          attempt: null,
          confidence: 'likely',
          title: isDisabled
            ? `the modem’s interface ${config.name} is disabled`
            : `the modem’s interface ${config.name} is not started at boot`,
          explanation: isDisabled
            ? 'netifd leaves a disabled section out altogether: it logs nothing and never asks the modem.'
            : 'With auto 0 netifd waits until somebody brings the interface up; nothing shows that anybody did.',
          evidence,
          confirm: {
            text: `Does “ifup ${config.name}” bring it up, once the option is gone?`,
            command: null,
          },
          fix: {
            summary: 'Take the option out.',
            steps: [
              {
                type: 'uci-delete',
                config: 'network',
                section: config.name,
                option: isDisabled ? 'disabled' : 'auto',
                before: option.value,
              },
            ],
          },
        }),
      ];
    });
  },
});

function isOff({ section }: ConfiguredInterface): boolean {
  const says = (option: string, truth: boolean): boolean =>
    truthOf(optionOf(section, option)?.value ?? '') === truth;
  return says('disabled', true) || says('auto', false);
}

/** The router is online over something else: then a modem that is switched off is a spare, as its owner wants it. */
function hasOtherUplink(episode: Episode): boolean {
  const own = new Set(episode.interfaces.filter(({ cellular }) => cellular).map(({ name }) => name));
  const isUplink = (name: string, proto: string | null): boolean =>
    !own.has(name) && (proto === null ? /^wan/i.test(name) : uplinks.has(proto));
  const protoOf = (name: string): string | null =>
    episode.interfaces.find((known) => known.name === name)?.proto ?? null;
  const table = mainRoutes(episode);
  return (
    episode.messages
      .of('interface.up')
      .some(({ fields }) => isUplink(fields.interface, protoOf(fields.interface))) ||
    episode.observations
      .of('interface-status')
      .some(
        ({ interface: name, proto, up, gateways }) =>
          up === true && !own.has(name ?? '') && (gateways.length > 0 || isUplink(name ?? '', proto)),
      ) ||
    (table !== null &&
      defaultRoutes(table).some(({ device }) => device !== null && !isModemDevice(episode, device)))
  );
}

/** Protocols of wired uplinks. */
const uplinks: ReadonlySet<string> = new Set(['dhcp', 'dhcpv6', 'pppoe', 'pppoa', 'pptp', 'l2tp', 'dslite']);

/** A handler was at work; an `ifstatus` of an interface that is down is no try. */
function isTried({ reached, broken, outcome }: Attempt): boolean {
  return outcome !== 'unfinished' || reached === 'dial' || broken !== null;
}

/** A log in which netifd starts other interfaces while the modem is there, and this one never. */
function neverTried(episode: Episode, name: string): readonly Evidence[] {
  const hasModem = episode.modems.some(({ attached, functions }) => attached && functions.length > 0);
  const starts = episode.messages.of('interface.setting-up');
  const [first] = starts;
  if (!hasModem || first === undefined) return [];
  if (starts.some(({ fields }) => fields.interface === name)) return [];
  if (!episode.view.wouldShow(`Interface '${name}' is setting up now`, first)) return [];
  const last = episode.view.lastOfSection(first);
  return [absent(`a start of ${name}`, first.origin.spans[0], last.origin.spans[0])];
}
