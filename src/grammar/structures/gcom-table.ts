/**
 * Parts of the table that `gcom info` prints: up to its first `====`, from there to the second one, and below that.
 * Source: comgt 0.32 scripts.h.
 */
export type GcomTablePart = 'head' | 'product' | 'rows';

/** A title of the table, with what stands behind it: the answer to a command. */
interface GcomTitle {
  /** What gcom has sent; null where the answer is of no use here. */
  readonly sent: string | null;
  /** The name of the answer, which gcom leaves out. */
  readonly name: string;
  /** 0-based places in the line. */
  readonly titleAt: number;
  readonly titleEnd: number;
  readonly valueAt: number;
  readonly valueEnd: number;
}

/** `##### Wireless WAN Modem Configuration #####`, `##### GlobeTrotter Configuration #####` of older versions */
const head = /^#{5} [\w ]{2,40} Configuration #{5}$/;
const rule = /^={4}$/;
const end = /^#{5} END #{5}$/;

/** What gcom says of itself, in the middle of a row or on a line of its own. */
const fault = /comgt \d\d:\d\d:\d\d -> /;

type Title = Pick<GcomTitle, 'sent' | 'name'>;

const product: Readonly<Record<string, Title>> = { 'Product text': { sent: 'ATI', name: '' } };

const rows: Readonly<Record<string, Title>> = {
  Manufacturer: { sent: 'AT+CGMI', name: '' },
  'Manufacturer Text': { sent: 'AT+CGMI', name: '' },
  'IMEI and Serial Number': { sent: 'AT+GSN', name: '' },
  "Manufacturer's Revision": { sent: 'AT+GMR', name: '' },
  'Hardware Revision': { sent: null, name: '' },
  'Network Locked': { sent: 'AT+CLCK="PN",2', name: '+CLCK: ' },
  Customisation: { sent: null, name: '' },
  'Band settings': { sent: null, name: '' },
  APN: { sent: 'AT+CGDCONT?', name: '+CGDCONT: ' },
  'Auto Attach': { sent: null, name: '' },
};

/** The rest of the settings of the bands, where the modem gives none. */
const bandsEnd = /^\)$/;

interface GcomTableLine {
  /** The part that the line is in or begins; null in no table, or behind it. */
  readonly part: GcomTablePart | null;
  readonly titles: readonly GcomTitle[];
  /** It is none of the modem's: what gcom prints around the answers. */
  readonly isFrame: boolean;
}

/** What a line is to a table of which this part goes before it. */
export function gcomTableLine(text: string, part: GcomTablePart | null): GcomTableLine {
  if (head.test(text)) return frame('head');
  if (part === null) return { part, titles: [], isFrame: false };
  if (end.test(text)) return frame(null);
  if (rule.test(text)) return frame(part === 'head' ? 'product' : 'rows');
  if (part === 'rows' && bandsEnd.test(text)) return frame('rows');
  // The oldest versions have no text of the product, and no rules around it.
  const titles = part === 'product' ? [] : titlesIn(text, part === 'head' ? { ...product, ...rows } : rows);
  const isFault = fault.test(text) && titles.length === 0;
  return { part: isFault ? null : part, titles, isFrame: titles.length > 0 };
}

function frame(part: GcomTablePart | null): GcomTableLine {
  return { part, titles: [], isFrame: true };
}

/** Where the modem gives no answer, the next title follows on the same line. */
function titlesIn(text: string, known: Readonly<Record<string, Title>>): readonly GcomTitle[] {
  const titles: GcomTitle[] = [];
  const until = fault.exec(text)?.index ?? text.length;
  for (let at = 0; at < until; ) {
    const rest = text.slice(at, until);
    const name = Object.keys(known).find((title) => rest.startsWith(`${title}:`));
    const title = name === undefined ? undefined : known[name];
    if (name === undefined || title === undefined) break;
    const behind = rest.slice(name.length + 1);
    const next = Object.keys(known)
      .map((other) => behind.indexOf(`${other}: `))
      .filter((place) => place >= 0);
    const value = behind.slice(0, Math.min(...next, behind.length));
    const valueAt = at + name.length + 1 + (value.length - value.trimStart().length);
    const valueEnd = Math.max(valueAt, at + name.length + 1 + value.trimEnd().length);
    titles.push({ ...title, titleAt: at, titleEnd: at + name.length + 1, valueAt, valueEnd });
    at += name.length + 1 + value.length;
  }
  return titles;
}
