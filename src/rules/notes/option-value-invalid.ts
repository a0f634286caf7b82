import type { UciOption } from '../../grammar/structures/uci-section.ts';
import { knownOptions } from '../../knowledge/proto.ts';
import { present } from '../../situation/evidence.ts';
import { cellularInterfaces, truthOf } from '../../situation/facts/config.ts';
import type { ConfiguredInterface, Episode } from '../../situation/situation.ts';
import { defineRule, found } from '../rule.ts';

/** What a handler takes, and what it does with anything else. */
interface Domain {
  readonly takes: (value: string) => boolean;
  readonly words: string;
  readonly otherwise: string;
}

/**
 * Values that handlers compare with words of their own.
 * Sources: OpenWrt qmi.sh (`pdptype`, `auth` for uqmi --auth-type), ncm.sh (`pdptype`, `mode` looked up in ncm.json),
 * mbim.sh from 23.05 on (`pdptype`), umbim cli.c (auth), 3g.sh (`service`); packages modemmanager.sh (`iptype`).
 */
const domains: Readonly<Record<string, Readonly<Record<string, Domain>>>> = {
  qmi: {
    pdptype: {
      // LuCI writes `ipv4`, and the handler takes it for `ip`, which is the same.
      takes: (value) => /^(?:ip|ipv4|ipv6|ipv4v6)$/i.test(value),
      words: 'ip, ipv6 and ipv4v6',
      otherwise: 'takes anything else for ip',
    },
    auth: {
      takes: (value) => /^(?:none|pap|chap|both)$/i.test(value),
      words: 'none, pap, chap and both',
      otherwise: 'hands anything else to uqmi, which refuses it',
    },
  },
  ncm: {
    pdptype: {
      takes: (value) => /^(?:ip|ipv4|ipv6|ipv4v6)$/i.test(value),
      words: 'IP, IPV6 and IPV4V6',
      otherwise: 'takes anything else for IP',
    },
  },
  mbim: {
    pdptype: {
      takes: (value) => /^(?:ip|ipv4|ipv6|ipv4v6)$/i.test(value),
      words: 'ipv4, ipv6 and ipv4v6',
      otherwise: 'leaves anything else to the modem',
    },
    auth: {
      takes: (value) => /^(?:none|pap|chap|mschapv2)$/i.test(value),
      words: 'none, pap, chap and mschapv2',
      otherwise: 'uses no login with anything else',
    },
  },
  modemmanager: {
    iptype: {
      takes: (value) => /^(?:ipv4|ipv6|ipv4v6)$/i.test(value),
      words: 'ipv4, ipv6 and ipv4v6',
      otherwise: 'hands anything else to ModemManager, which refuses it',
    },
  },
};

/** Of all handlers. Source: netifd and libuci blob.c: what is no number or truth value is not handed over. */
const types: Readonly<Record<'int' | 'boolean', Domain>> = {
  int: {
    takes: (value) => /^-?(?:\d+|0x[\da-f]+)$/i.test(value),
    words: 'a whole number',
    otherwise: 'never gets anything else',
  },
  boolean: {
    takes: (value) => truthOf(value) !== null,
    words: '0 and 1',
    otherwise: 'never gets anything else',
  },
};

/** A PIN has four to eight digits (3GPP TS 31.101). */
const pin: Domain = {
  takes: (value) => /^\d{4,8}$/.test(value),
  words: 'four to eight digits',
  otherwise: 'gives anything else to the SIM card, which counts it as a wrong PIN',
};

/** An option of a modem's interface has a value of which its handler makes something else, or nothing. */
export const optionValueInvalid = defineRule({
  id: 'option-value-invalid',
  role: 'note',
  severity: 'info',
  since: '0.1.0',
  check: ({ episode, earlier }) =>
    wrongValues(episode).flatMap(({ config, option, domain }) => {
      const isOld = earlier.some((before) =>
        wrongValues(before).some(
          (known) => known.option.name === option.name && known.option.value === option.value,
        ),
      );
      if (isOld) return [];
      return [
        found({
          attempt: null,
          confidence: 'proven',
          title: `option ${option.name} of ${config.name} has a value that proto ${config.proto ?? ''} does not know`,
          explanation: `For ${option.name} the handler knows ${domain.words}; it ${domain.otherwise}.`,
          evidence: [present(option.span, `it knows ${domain.words}`)],
        }),
      ];
    }),
});

interface WrongValue {
  readonly config: ConfiguredInterface;
  readonly option: UciOption;
  readonly domain: Domain;
}

function wrongValues(episode: Episode): readonly WrongValue[] {
  return cellularInterfaces(episode).flatMap((config): readonly WrongValue[] => {
    const known = new Map(knownOptions(config.proto ?? '').map(({ name, type }) => [name, type]));
    const last = new Map(config.section.options.map((option) => [option.name, option]));
    return [...last.values()].flatMap((option): readonly WrongValue[] => {
      const type = known.get(option.name);
      // Empty counts as not set; what stands in brackets or crosses was hidden by the poster.
      if (type === undefined || option.list || option.value === '' || isHidden(option.value)) return [];
      const domain = domainOf(config.proto ?? '', option.name, type);
      if (domain === null || domain.takes(option.value)) return [];
      return [{ config, option, domain }];
    });
  });
}

function domainOf(proto: string, name: string, type: string): Domain | null {
  if (name === 'pincode') return pin;
  const own = domains[proto]?.[name];
  if (own !== undefined) return own;
  return type === 'int' || type === 'boolean' ? types[type] : null;
}

function isHidden(value: string): boolean {
  return /^[<[*]|[*x]{3,}|[…]|redacted|hidden|removed/i.test(value) || /^\d*[x#*.-]+\d*$/i.test(value);
}
