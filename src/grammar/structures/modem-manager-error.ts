import { type ErrorMeaning, errorMeaning, errorNamed } from '../../knowledge/error-code.ts';

/**
 * Who gave an error its name or number. The first seven are ModemManager's own; `qmi` and `mbim` are what the modem
 * answered, the `-core` and `-protocol` ones what libqmi and libmbim found wrong themselves; `mbim-network` a cause of
 * the network that an MBIM modem passed on; `call-end` why a QMI call ended; `dbus` and `gio` the system around.
 */
type ErrorDomain =
  | 'core'
  | 'mobile-equipment'
  | 'connection'
  | 'serial'
  | 'message'
  | 'cdma-activation'
  | 'carrier-lock'
  | 'qmi'
  | 'qmi-core'
  | 'mbim'
  | 'mbim-core'
  | 'mbim-protocol'
  | 'mbim-network'
  | 'call-end'
  | 'dbus'
  | 'gio';

/** One layer of an error that names itself. */
export interface ErrorOrigin {
  /** Null for a D-Bus error of somebody else; `name` is whole then. */
  readonly domain: ErrorDomain | null;
  readonly code: number | null;
  /** `CallFailed`, `SimNotInserted`, `no-service`; null where only the number is given. */
  readonly name: string | null;
  /** Who counts the reason of a call's end: `cm`, `3gpp`, `internal`, …; null for the others and where it is not said. */
  readonly scope: string | null;
}

/** A reason that ModemManager or mmcli gives, taken apart. */
interface ModemManagerError {
  /** What was being done or was the matter, outermost first: `Couldn't check unlock status`. */
  readonly contexts: readonly string[];
  /** Layers that name themselves, outermost first; none for a plain sentence. */
  readonly origins: readonly ErrorOrigin[];
  /** The innermost words. */
  readonly text: string;
  /** What the tables of codes know of it, the innermost layer first; null where they know nothing. */
  readonly meaning: ErrorMeaning | null;
}

/** A reason has three or four layers; more is no reason. */
const mostLayers = 12;

// GDBus.Error:org.freedesktop.ModemManager1.Error.MobileEquipment.SimNotInserted: SIM not inserted
const busError = /^GDBus\.Error:(?:([\w.]{1,200})\.)?(\w{1,100})(?:: ?|$)/;
// QMI protocol error (14): 'CallFailed'; Unhandled MBIM status error (28): …; MBIM status error: Not registered
const countedError =
  /^(?:Unhandled )?(QMI core|QMI protocol|MBIM core|MBIM protocol|MBIM status|core|mobile equipment|connection|serial|message|CDMA activation|carrier lock|GIO) error(?: \((\d{1,10})\))?: /;
// Unsupported error (33): requested-service-option-not-subscribed
const networkError = /^Unsupported error \((\d{1,10})\): /;
// Call failed: cm error: no-service; Call failed: generic-no-service
const callEnd = /^Call failed: (?:([\w-]{1,40}) error: )?([\w-]{1,100})$/;
// 'CallFailed'
const quotedName = /^'(\w{1,100})'$/;

const domainsOnBus: ReadonlyMap<string, ErrorDomain> = new Map([
  ['org.freedesktop.ModemManager1.Error.Core', 'core'],
  ['org.freedesktop.ModemManager1.Error.MobileEquipment', 'mobile-equipment'],
  ['org.freedesktop.ModemManager1.Error.Connection', 'connection'],
  ['org.freedesktop.ModemManager1.Error.Serial', 'serial'],
  ['org.freedesktop.ModemManager1.Error.Message', 'message'],
  ['org.freedesktop.ModemManager1.Error.CdmaActivation', 'cdma-activation'],
  ['org.freedesktop.ModemManager1.Error.CarrierLock', 'carrier-lock'],
  ['org.freedesktop.libqmi.Error.Core', 'qmi-core'],
  ['org.freedesktop.libqmi.Error.Protocol', 'qmi'],
  ['org.freedesktop.libmbim.Error.Core', 'mbim-core'],
  ['org.freedesktop.libmbim.Error.Protocol', 'mbim-protocol'],
  ['org.freedesktop.libmbim.Error.Status', 'mbim'],
  ['org.freedesktop.DBus.Error', 'dbus'],
]);

const domainsInWords: ReadonlyMap<string, ErrorDomain> = new Map([
  ['QMI core', 'qmi-core'],
  ['QMI protocol', 'qmi'],
  ['MBIM core', 'mbim-core'],
  ['MBIM protocol', 'mbim-protocol'],
  ['MBIM status', 'mbim'],
  ['core', 'core'],
  ['mobile equipment', 'mobile-equipment'],
  ['connection', 'connection'],
  ['serial', 'serial'],
  ['message', 'message'],
  ['CDMA activation', 'cdma-activation'],
  ['carrier lock', 'carrier-lock'],
  ['GIO', 'gio'],
]);

/**
 * ModemManager's sentences for codes of 3GPP TS 27.007, where their words are not those of the name, in lower case.
 * Source: mm-error-helpers.c, 1.12 and 1.24.
 */
const sentences: ReadonlyMap<string, number> = new Map([
  ['operation not allowed', 3],
  ['operation not supported', 4],
  ['ph-sim pin required', 5],
  ['sim pin required', 11],
  ['sim puk required', 12],
  ['sim pin2 required', 17],
  ['sim puk2 required', 18],
  ['no network service', 30],
  ['network not allowed - emergency calls only', 32],
  ['network personalization pin required', 40],
  ['network personalization puk required', 41],
  ['network subset personalization pin required', 42],
  ['service provider personalization pin required', 44],
  ['corporate personalization pin required', 46],
  ['imsi unknown in hlr/hss', 102],
  ['illegal ms', 103],
  ['illegal ms/ue', 103],
  ['gprs services not allowed', 107],
  ['location area not allowed', 112],
  ['location/tracking area not allowed', 112],
  ['roaming not allowed in this location area', 113],
  ['roaming not allowed in this location/tracking area', 113],
  ['no cells in location/tracking area', 115],
  ['requested service option not subscribed', 133],
  ['service option temporarily out of order', 134],
  ['unspecified gprs error', 148],
  ['pdp authentication failure', 149],
  ['maximum number of pdp/bearer contexts reached', 178],
  ['multiple pdn connection to same apn not allowed', 203],
]);

/** Takes a reason apart. Never fails: words that are not understood are the text. */
export function readModemManagerError(reason: string): ModemManagerError {
  const contexts: string[] = [];
  const origins: ErrorOrigin[] = [];
  let text = reason.trim();
  for (let layer = 0; layer < mostLayers; layer += 1) {
    const named = originOf(text);
    if (named !== null) {
      origins.push(named.origin);
      text = named.rest;
      if (named.isLast) break;
      continue;
    }
    const colon = text.indexOf(': ');
    if (colon <= 0) break;
    contexts.push(text.slice(0, colon));
    text = text.slice(colon + 2);
  }
  return { contexts, origins, text, meaning: meaningOf(contexts, origins, text) };
}

interface Named {
  readonly origin: ErrorOrigin;
  /** What is said behind it. */
  readonly rest: string;
  readonly isLast: boolean;
}

/** The layer that the text begins with. */
function originOf(text: string): Named | null {
  const bus = busError.exec(text);
  if (bus !== null) {
    const [head, prefix = '', name = ''] = bus;
    const domain = domainsOnBus.get(prefix) ?? null;
    const whole = domain === null && prefix !== '' ? `${prefix}.${name}` : name;
    return {
      origin: { domain, code: null, name: whole, scope: null },
      rest: text.slice(head.length),
      isLast: head.length === text.length,
    };
  }
  const counted = countedError.exec(text);
  if (counted !== null) {
    const [head, words = '', code] = counted;
    const rest = text.slice(head.length);
    const name = quotedName.exec(rest)?.[1] ?? null;
    const domain = domainsInWords.get(words) ?? null;
    return {
      origin: { domain, code: code === undefined ? null : Number(code), name, scope: null },
      rest: name ?? rest,
      isLast: name !== null,
    };
  }
  const network = networkError.exec(text);
  if (network !== null) {
    const rest = text.slice(network[0].length);
    return {
      origin: { domain: 'mbim-network', code: Number(network[1]), name: rest, scope: null },
      rest,
      isLast: true,
    };
  }
  const ended = callEnd.exec(text);
  if (ended !== null) {
    const [, scope = null, name = ''] = ended;
    return { origin: { domain: 'call-end', code: null, name, scope }, rest: name, isLast: true };
  }
  return null;
}

function meaningOf(
  contexts: readonly string[],
  origins: readonly ErrorOrigin[],
  text: string,
): ErrorMeaning | null {
  const known = [
    ...origins.toReversed().map(meaningOfOrigin),
    ...[text, ...contexts.toReversed()].map(meaningOfWords),
  ].filter((meaning) => meaning !== undefined);
  // "Unknown error" is a code, too; whatever else is known says more.
  return known.find(({ code, family }) => family !== 'cme' || code !== 100) ?? known[0] ?? null;
}

function meaningOfOrigin({ domain, code, name }: ErrorOrigin): ErrorMeaning | undefined {
  switch (domain) {
    case 'qmi':
      return code === null ? errorNamed('qmi', name ?? '') : errorMeaning('qmi', code);
    case 'mobile-equipment':
      // Up to 1.16 the causes of the network begin with Gprs: GprsServiceOptionNotSubscribed.
      return errorNamed('cme', name ?? '') ?? errorNamed('cme', (name ?? '').replace(/^Gprs/, ''));
    case 'call-end':
      return (
        errorNamed('qmi-call-end', name ?? '') ??
        errorNamed('sm', name ?? '') ??
        errorNamed('qmi-call-end', `generic-${name}`)
      );
    case 'mbim-network':
      return errorMeaning('emm', code ?? -1) ?? errorMeaning('sm', code ?? -1);
    default:
      return undefined;
  }
}

function meaningOfWords(words: string): ErrorMeaning | undefined {
  const code = sentences.get(words.toLowerCase());
  return code === undefined ? errorNamed('cme', words) : errorMeaning('cme', code);
}
