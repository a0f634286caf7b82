import type { Span } from '../../capture/position.ts';
import { present } from '../../situation/evidence.ts';
import { atInformation } from '../../situation/facts/at.ts';
import { cellularInterfaces, optionsOf } from '../../situation/facts/config.ts';
import { modemFacts } from '../../situation/facts/modem-facts.ts';
import type { Episode } from '../../situation/situation.ts';
import { askCommand } from '../ask-command.ts';
import type { FixStep } from '../finding.ts';
import { defineRule, found, ruledOut } from '../rule.ts';
import { notInNetwork } from './not-in-network.ts';

/**
 * The modem may use 2G or 3G only, which operators have closed or are closing, and it gets into no network.
 * Sources: Quectel's AT manuals (+QCFG="nwscanmode": 1 GSM, 2 WCDMA, 4 TD-SCDMA; +QNWPREFCFG="mode_pref"); Huawei's
 * ^SYSCFGEX (acqorder 01 GSM, 02 UMTS, 03 LTE, 00 any); Sierra's !SELRAT; SIMCom's +CNMP (13 GSM, 14 WCDMA); OpenWrt ncm.sh
 * (`mode`), qmi.sh (`modes`), 3g.sh (`service`), modemmanager.sh (`allowedmode`); ModemManager MMModemMode.
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
  return [...fromModem(episode), ...fromTools(episode), ...fromConfig(episode)];
}

function fromModem(episode: Episode): readonly Reading[] {
  return atInformation(episode, '+QCFG', '+QNWPREFCFG', '^SYSCFGEX', '!SELRAT', '+CNMP').flatMap(
    ({ value: { name, values }, span }): readonly Reading[] => {
      const [first, second] = values.map((value) => (typeof value === 'string' ? value : ''));
      const reading = (only: string | null, text: string): readonly Reading[] => [
        { only, span, setting: name, step: { type: 'advice', text } },
      ];
      switch (name) {
        case '+QCFG':
          if (first?.toLowerCase() !== 'nwscanmode') return [];
          return reading(
            scanModes[second ?? ''] ?? null,
            'Send AT+QCFG="nwscanmode",0,1 to the modem (it keeps this).',
          );
        case '+QNWPREFCFG':
          if (first?.toLowerCase() !== 'mode_pref') return [];
          return reading(
            onlyOld((second ?? '').split(':')),
            'Send AT+QNWPREFCFG="mode_pref",AUTO to the modem (it keeps this).',
          );
        case '^SYSCFGEX':
          return reading(
            onlyOld(((first ?? '').match(/\d\d/g) ?? []).map((code) => acquisition[code] ?? code)),
            'Send AT^SYSCFGEX="00",3FFFFFFF,1,2,7FFFFFFFFFFFFFFF,, to the modem (it keeps this).',
          );
        case '!SELRAT':
          return reading(
            /^(?:umts 3g only|gsm 2g only|gsm and umts only)/i.test(second ?? '')
              ? (second ?? '').replace(/ only.*/i, '')
              : null,
            'Send AT!SELRAT=00 to the modem (it keeps this).',
          );
        default:
          return reading(
            first === '13' ? 'GSM' : first === '14' ? 'WCDMA' : null,
            'Send AT+CNMP=2 to the modem (it keeps this).',
          );
      }
    },
  );
}

const scanModes: Readonly<Record<string, string>> = { '1': 'GSM', '2': 'WCDMA', '4': 'TD-SCDMA' };
const acquisition: Readonly<Record<string, string>> = {
  '01': 'GSM',
  '02': 'WCDMA',
  '04': 'CDMA',
  '03': 'LTE',
};

/** The names joined, where all of them are of 2G and 3G; null where any is newer or unknown. */
function onlyOld(names: readonly string[]): string | null {
  const isOld =
    names.length > 0 && names.every((name) => /^(?:gsm|umts|wcdma|cdma|td-?scdma|[23]g)$/i.test(name.trim()));
  return isOld ? names.map((name) => name.trim().toUpperCase()).join(' and ') : null;
}

function fromTools(episode: Episode): readonly Reading[] {
  return modemFacts(episode, 'modem.generic.current-modes').map(({ value, span }) => ({
    only: onlyOld((/allowed: ([^;]*)/.exec(value)?.[1] ?? 'any').split(/[,|]/)),
    span,
    setting: 'current-modes',
    step: {
      type: 'advice',
      text: 'Allow all network types: mmcli -m any --set-allowed-modes with all that “supported” lists, or option allowedmode any (from 23.05 on).',
    },
  }));
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
