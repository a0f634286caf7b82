import type { Span } from '../../capture/position.ts';
import { present } from '../../situation/evidence.ts';
import { cellularInterfaces, optionsOf } from '../../situation/facts/config.ts';
import { modeChoices } from '../../situation/facts/network-choice.ts';
import type { Episode } from '../../situation/situation.ts';
import { askCommand } from '../ask-command.ts';
import type { FixStep } from '../finding.ts';
import { defineRule, found, ruledOut } from '../rule.ts';
import { notInNetwork } from './not-in-network.ts';

/**
 * The modem may use 2G or 3G only, which operators have closed or are closing, and it gets into no network.
 * Sources: those of `modeChoices`; OpenWrt ncm.sh (`mode`), qmi.sh (`modes`), 3g.sh (`service`), modemmanager.sh (`allowedmode`).
 */
export const ratLock = defineRule({
  id: 'rat-lock',
  role: 'cause',
  severity: 'error',
  since: '0.1.0',
  explains: ['dhcp-discover-no-offer', 'qmi-call-failed', 'chat-no-carrier'],
  concerns: ({ episode }) => locks(episode).length > 0,
  check: ({ episode }) => {
    const stuck = notInNetwork(episode);
    const lock = lastLock(episode);
    if (lock === null || stuck === null) return [ruledOut];
    return [
      found({
        attempt: stuck.attempt,
        confidence: 'likely',
        title: `the modem may use ${lock.only} only, and gets into no network`,
        explanation:
          'The choice of network types is narrowed to old ones. Many operators have closed 3G, and some 2G, so a modem that is held to them finds nobody.',
        evidence: [present(lock.span, `${lock.only} only`), present(stuck.span, 'in no network')],
        confirm: {
          text: 'Allow all network types and ask for the registration again after two minutes.',
          command: askCommand(episode, { at: 'AT+CEREG?', uqmi: '--get-serving-system', mmcli: '-m any' }),
        },
        fix: { summary: 'Allow all network types.', steps: [lock.step] },
      }),
    ];
  },
});

interface Lock {
  readonly only: string;
  readonly span: Span;
  readonly step: FixStep;
  /** The setting it belongs to; a later answer to the same question counts. */
  readonly setting: string;
}

/** Of each setting the last answer, as far as it narrows the choice to old networks. */
function lastLock(episode: Episode): Lock | null {
  const last = new Map(readings(episode).map((known) => [known.setting, known]));
  return [...last.values()].findLast((known): known is Lock => known.only !== null) ?? null;
}

function locks(episode: Episode): readonly Reading[] {
  return readings(episode).filter(({ only }) => only !== null);
}

type Reading = Omit<Lock, 'only'> & { readonly only: string | null };

function readings(episode: Episode): readonly Reading[] {
  return [...fromModem(episode), ...fromConfig(episode)];
}

function fromModem(episode: Episode): readonly Reading[] {
  return modeChoices(episode).map(({ value: { setting, allowed }, span }) => ({
    only: typeof allowed === 'string' ? null : onlyOld(allowed),
    span,
    setting,
    step: { type: 'advice', text: advice[setting] ?? '' },
  }));
}

/** How to allow all network types, by setting. */
const advice: Readonly<Record<string, string>> = {
  '+QCFG': 'Send AT+QCFG="nwscanmode",0,1 to the modem (it keeps this).',
  '+QNWPREFCFG': 'Send AT+QNWPREFCFG="mode_pref",AUTO to the modem (it keeps this).',
  '^SYSCFGEX': 'Send AT^SYSCFGEX="00",3FFFFFFF,1,2,7FFFFFFFFFFFFFFF,, to the modem (it keeps this).',
  '!SELRAT': 'Send AT!SELRAT=00 to the modem (it keeps this).',
  '+CNMP': 'Send AT+CNMP=2 to the modem (it keeps this).',
  '+GTACT':
    'Allow all network types with AT+GTACT (the modem keeps this); AT+GTACT=? lists the numbers that it knows.',
  '+XACT':
    'Allow all network types with AT+XACT (the modem keeps this); AT+XACT=? lists the numbers that it knows.',
  '+URAT':
    'Allow all network types with AT+URAT (the modem keeps this); AT+URAT=? lists the numbers that it knows.',
  'current-modes':
    'Allow all network types: mmcli -m any --set-allowed-modes with all that “supported” lists, or option allowedmode any (from 23.05 on).',
};

/** The names joined, where all of them are of 2G and 3G; null where any is newer or unknown. */
function onlyOld(names: readonly string[]): string | null {
  const isOld =
    names.length > 0 &&
    names.every((name) =>
      /^(?:gsm(?: 2g)?|gprs|umts(?: 3g)?|wcdma|cdma|td-?scdma|[23]g)$/i.test(name.trim()),
    );
  return isOld ? names.map((name) => name.trim().toUpperCase()).join(' and ') : null;
}

/** What the handlers take for old networks only. 3g.sh acts on `service` with a few vendors’ modems. */
function fromConfig(episode: Episode): readonly Reading[] {
  const options: Readonly<Record<string, string>> = {
    ncm: 'mode',
    qmi: 'modes',
    modemmanager: 'allowedmode',
  };
  return cellularInterfaces(episode).flatMap(({ name, proto, section }): readonly Reading[] => {
    const option = options[proto ?? ''];
    const shown = option === undefined ? undefined : optionsOf(section, option).at(-1);
    if (option === undefined || shown === undefined) return [];
    return [
      {
        only: onlyOld(shown.value.split(/[,|]/)),
        span: shown.span,
        setting: `${name}.${option}`,
        step: { type: 'uci-delete', config: 'network', section: name, option, before: shown.value },
      },
    ];
  });
}
