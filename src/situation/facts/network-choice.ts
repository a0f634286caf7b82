import type { AtValue } from '../../grammar/structures/at-answer.ts';
import type { Episode } from '../situation.ts';
import { type AtReading, atInformation, atTalksOf } from './at.ts';
import { modemFacts } from './modem-facts.ts';
import { perEpisode } from './per-episode.ts';
import { inOrder, type Reading } from './reading.ts';

/** What a setting of the modem says of the kinds of networks that it may use. */
interface ModeChoice {
  /** What keeps it; a later answer of the same one counts. */
  readonly setting: string;
  /** Kinds as the setting names them: `LTE`, `WCDMA`, `3g`. */
  readonly allowed: readonly string[] | 'all' | 'unknown';
}

/** What a setting says of the bands: of LTE by their numbers, or the name of a set that the modem knows. */
interface BandChoice {
  readonly setting: string;
  readonly allowed: { readonly lte: readonly number[] } | { readonly set: string } | 'all';
}

/** The network that the modem uses. */
interface UsedNetwork {
  /** In words that all makers share: `LTE`, `5G`, `UMTS`. */
  readonly kind: string;
  /** `20`, `n78`; null where that is not told. */
  readonly band: string | null;
}

/**
 * The kinds of networks that are allowed, by whatever setting, in the order of events. Sources: Quectel's AT manuals
 * (+QCFG="nwscanmode", +QNWPREFCFG="mode_pref"); Huawei's (^SYSCFGEX); Sierra's (!SELRAT); SIMCom's (+CNMP); u-blox's (+URAT);
 * Fibocom's (+GTACT); ModemManager's plugin xmm (+XACT) and MMModemMode.
 */
export const modeChoices = perEpisode((episode): readonly Reading<ModeChoice>[] =>
  inOrder([
    ...atInformation(
      episode,
      '+QCFG',
      '+QNWPREFCFG',
      '^SYSCFGEX',
      '!SELRAT',
      ...Object.keys(numberedModes),
    ).flatMap(({ value: { name, values }, ...rest }) => {
      const allowed = allowedModes(name, values.map(wordsOf));
      return allowed === null ? [] : [{ ...rest, value: { setting: name, allowed } }];
    }),
    ...modemFacts(episode, 'modem.generic.current-modes').map(({ value, span, order, teller }) => {
      const allowed = /allowed: ([^;]*)/.exec(value)?.[1] ?? 'any';
      return {
        value: { setting: 'current-modes', allowed: allowed === 'any' ? 'all' : namesIn(allowed, /[,|]/) },
        span,
        order,
        teller,
      } as const;
    }),
  ]),
);

function allowedModes(name: string, values: readonly string[]): ModeChoice['allowed'] | null {
  const [first = '', second = ''] = values;
  switch (name) {
    case '+QCFG':
      return first.toLowerCase() === 'nwscanmode' ? (scanModes[second] ?? 'unknown') : null;
    case '+QNWPREFCFG':
      if (first.toLowerCase() !== 'mode_pref') return null;
      return /^auto$/i.test(second) ? 'all' : namesIn(second, ':');
    case '^SYSCFGEX': {
      const order: readonly string[] = first.match(/\d\d/g) ?? [];
      if (order.includes('00')) return 'all';
      return order.length === 0 ? 'unknown' : order.map((code) => acquisition[code] ?? code);
    }
    case '!SELRAT': {
      const words = values
        .slice(1)
        .join(', ')
        .replace(/ only$/i, '');
      return /^automatic$/i.test(words) ? 'all' : namesIn(words, /,| and /);
    }
    case '+URAT': {
      // From 7 on each number stands for one kind.
      const listed = values.flatMap((value) => internetOfThings[value] ?? []);
      return listed.length > 0 ? listed : (numberedModes['+URAT']?.[first] ?? 'unknown');
    }
    default:
      return numberedModes[name]?.[first] ?? 'unknown';
  }
}

function namesIn(words: string, between: string | RegExp): readonly string[] | 'unknown' {
  const names = words.split(between).flatMap((name) => name.trim() || []);
  return names.length === 0 ? 'unknown' : names;
}

type Modes = Readonly<Record<string, readonly string[] | 'all'>>;

const scanModes: Modes = { '0': 'all', '1': ['GSM'], '2': ['WCDMA'], '3': ['LTE'], '4': ['TD-SCDMA'] };

const acquisition: Readonly<Record<string, string>> = {
  '01': 'GSM',
  '02': 'WCDMA',
  '03': 'LTE',
  '04': 'CDMA',
  '08': 'NR',
};

/** Settings whose first value is a number for a choice. */
const numberedModes: Readonly<Record<string, Modes>> = {
  '+CNMP': {
    '2': 'all',
    '13': ['GSM'],
    '14': ['WCDMA'],
    '19': ['GSM', 'WCDMA'],
    '38': ['LTE'],
    '39': ['GSM', 'WCDMA', 'LTE'],
    '51': ['GSM', 'LTE'],
    '54': ['WCDMA', 'LTE'],
    '71': ['NR'],
    '109': ['LTE', 'NR'],
  },
  '+GTACT': {
    '1': ['UMTS'],
    '2': ['LTE'],
    '4': ['UMTS', 'LTE'],
    '10': 'all',
    '14': ['NR'],
    '16': ['UMTS', 'NR'],
    '17': ['LTE', 'NR'],
    '20': 'all',
  },
  '+XACT': {
    '0': ['GSM'],
    '1': ['UMTS'],
    '2': ['LTE'],
    '3': ['GSM', 'UMTS'],
    '4': ['UMTS', 'LTE'],
    '5': ['GSM', 'LTE'],
    '6': 'all',
  },
  '+URAT': {
    '0': ['GSM'],
    '1': ['GSM', 'UMTS'],
    '2': ['UMTS'],
    '3': ['LTE'],
    '4': 'all',
    '5': ['GSM', 'LTE'],
    '6': ['UMTS', 'LTE'],
  },
};

const internetOfThings: Readonly<Record<string, string>> = { '7': 'LTE-M', '8': 'NB-IoT', '9': 'GPRS' };

/**
 * The bands that are allowed, in the order of events. Sources: as for `modeChoices`; Quectel's +QCFG="band" and
 * +QNWPREFCFG="lte_band", SIMCom's +CNBP, Sierra's !BAND. Left out is Telit's #BND, whose masks are decimal or hexadecimal by
 * model.
 */
export const bandChoices = perEpisode((episode): readonly Reading<BandChoice>[] =>
  inOrder([
    ...atInformation(episode, '+QCFG', '+QNWPREFCFG', '^SYSCFGEX', '+CNBP', '+GTACT', '+XACT').flatMap(
      ({ value: { name, values }, ...rest }) => {
        const allowed = allowedBands(name, values.map(wordsOf));
        return allowed === null ? [] : [{ ...rest, value: { setting: name, allowed } }];
      },
    ),
    ...atTalksOf(episode, '!BAND').flatMap(({ answers, order }) =>
      answers.flatMap(({ text, span }): readonly Reading<BandChoice>[] => {
        // sample: 00, All bands                       0002000007C00000 0000000000080045 0000000000000000
        const set = /^\d\d, (?<set>\S+(?: \S+)*)/.exec(text.trim())?.groups?.['set'];
        if (set === undefined) return [];
        const allowed = /^all bands$/i.test(set) ? 'all' : { set };
        return [{ value: { setting: '!BAND', allowed }, span, order, teller: 'at' }];
      }),
    ),
  ]),
);

function allowedBands(name: string, values: readonly string[]): BandChoice['allowed'] | null {
  const [first = '', second = '', third = ''] = values;
  switch (name) {
    case '^SYSCFGEX':
      return maskedBands(values[4] ?? '');
    case '+QCFG':
      return first.toLowerCase() === 'band' ? maskedBands(third) : null;
    case '+CNBP':
      return maskedBands(second);
    case '+QNWPREFCFG':
      return first.toLowerCase() === 'lte_band' ? numberedBands(second.split(':').map(Number)) : null;
    default:
      // sample: +GTACT: 17,6,,103,108,5028,5078; LTE is counted from 101 on.
      return numberedBands(
        values.slice(3).flatMap((band) => (/^[12]\d\d$/.test(band) ? Number(band) - 100 : [])),
      );
  }
}

/** Bit 0 stands for band 1. */
function maskedBands(mask: string): BandChoice['allowed'] | null {
  const digits = /^(?:0x)?([0-9A-F]{1,32})$/i.exec(mask)?.[1];
  if (digits === undefined) return null;
  if (/^0*7F{15}$/i.test(digits)) return 'all';
  const bits = [...BigInt(`0x${digits}`).toString(2)].reverse();
  return numberedBands(bits.flatMap((bit, at) => (bit === '1' ? at + 1 : [])));
}

function numberedBands(bands: readonly number[]): BandChoice['allowed'] | null {
  const lte = bands.filter((band) => band > 0);
  return lte.length === 0 ? null : { lte };
}

/** The kind of network and the band that are in use, in the order of events. */
const usedNetworks = perEpisode((episode): readonly Reading<UsedNetwork>[] =>
  inOrder([
    ...atInformation(episode, '+COPS', '+QNWINFO', '+CPSI', '+ZPAS', '^SYSINFOEX', '^HCSQ').flatMap(usedBy),
    ...atTalksOf(episode, '!GSTATUS').flatMap(({ answers, span, order }): readonly Reading<UsedNetwork>[] => {
      const texts = answers.map(({ text }) => text).join('\n');
      const kind = networkKind(/\bSystem mode:\s*(.+?)(?:\s{2}|\t|$)/m.exec(texts)?.[1] ?? '');
      // sample: LTE band:      B20             LTE bw:      10 MHz
      const band = /\b(?:LTE|WCDMA) band:\s*B(\d+)/.exec(texts)?.[1] ?? null;
      return kind === null ? [] : [{ value: { kind, band }, span, order, teller: 'at' }];
    }),
    ...[
      ...modemFacts(episode, /(?:^|\.)type$/, 'uqmi'),
      ...modemFacts(episode, /^modem\.generic\.access-tech/),
    ].flatMap(({ value, span, order, teller }) => {
      const kind = networkKind(value);
      return kind === null ? [] : [{ value: { kind, band: null }, span, order, teller }];
    }),
  ]),
);

function usedBy({ value: { name, values }, ...rest }: AtReading): readonly Reading<UsedNetwork>[] {
  const words = values.map(wordsOf);
  const kind = name === '+COPS' ? accessNetworks[words[3] ?? ''] : networkKind(words[placeOfKind[name] ?? 0]);
  if (kind == null) return [];
  // samples: "LTE BAND 20", "NR5G BAND 78", EUTRAN-BAND3, NR5G_BAND78
  const [, of = '', number = null] = /(EUTRAN|LTE|NR5?G?)[-_ ]BAND[-_ ]?(\d+)/i.exec(words.join('\n')) ?? [];
  return [{ ...rest, value: { kind, band: number !== null && /^NR/i.test(of) ? `n${number}` : number } }];
}

/** Which value names the kind of network, where it is not the first. */
const placeOfKind: Readonly<Record<string, number>> = { '^SYSINFOEX': 6 };

/** Source: 3GPP TS 27.007 section 7.3, `<AcT>`. */
const accessNetworks: Readonly<Record<string, string>> = {
  '0': 'GSM',
  '1': 'GSM',
  '2': 'UMTS',
  '3': 'EDGE',
  '4': 'HSPA',
  '5': 'HSPA',
  '6': 'HSPA',
  '7': 'LTE',
  '9': 'NB-IoT',
  '10': 'LTE',
  '11': '5G',
  '12': '5G',
  '13': 'LTE with 5G',
};

const kinds: readonly (readonly [RegExp, string])[] = [
  [/^(?:no ?(?:service|ne)|limited)/i, ''],
  [/NR5G-NSA|EN-?DC/i, 'LTE with 5G'],
  [/^NR|\bNR|5G/i, '5G'],
  [/CAT-?M|LTE-?M/i, 'LTE-M'],
  [/\bNB/i, 'NB-IoT'],
  [/LTE|E-?UTRAN|^4G/i, 'LTE'],
  [/HSPA|HSDPA|HSUPA/i, 'HSPA'],
  [/TD-?SCDMA/i, 'TD-SCDMA'],
  [/WCDMA|UMTS|UTRAN|^3G/i, 'UMTS'],
  [/EDGE/i, 'EDGE'],
  [/GSM|GPRS|^2G/i, 'GSM'],
  [/CDMA|EV-?DO/i, 'CDMA'],
];

/** The word that all makers share for what one of them names so: `LTE` for `FDD LTE`; null for what is no kind of network. */
export function networkKind(words: string | undefined): string | null {
  return kinds.find(([pattern]) => pattern.test(words ?? ''))?.[1] || null;
}

function wordsOf(value: AtValue): string {
  return typeof value === 'string' ? value.trim() : '';
}

/** Of each setting its last answer. */
export function lastOfSetting<T extends { readonly setting: string }>(
  readings: readonly Reading<T>[],
): readonly Reading<T>[] {
  return [...new Map(readings.map((reading) => [reading.value.setting, reading])).values()];
}

/** The network in use at the end, with its band where some answer tells that of the same kind; null where none is told. */
export function lastUsedNetwork(episode: Episode): UsedNetwork | null {
  const used = usedNetworks(episode).map(({ value }) => value);
  const last = used.at(-1);
  if (last === undefined) return null;
  return used.findLast(({ kind, band }) => kind === last.kind && band !== null) ?? last;
}
