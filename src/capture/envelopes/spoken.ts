import type { Envelope } from '../section.ts';

/** What programs print on a terminal so plainly that nobody needs the command above it, which is often not copied. */
interface Spoken {
  /** Null where the line itself names it. */
  readonly program: string | null;
  /** It takes the beginning of such a line, but for what belongs to the message. */
  readonly pattern: RegExp;
}

/** In the order in which they are tried. */
const spoken: readonly Spoken[] = [
  {
    // Busybox udhcpc and udhcpc6: `udhcpc: sending discover`, `udhcpc: started, v1.36.1`
    program: null,
    pattern:
      /^\s*(?<program>udhcpc6?): (?!.{0,200}[^.][.?!]\s*$)(?=(?:started, v|sending |lease of |no lease|received DHCP|performing DHCP|entering released|broadcasting |unicasting |executing |SIOC|bind|socket|can't|write|read)\S?)/,
  },
  {
    // `<wrn> [modem0/bearer1] connection attempt #1 failed`, `[modem0] state changed …`; a stamp of four decimals is
    // NetworkManager's: `<info>  [1571483646.4585] modem["ttyUSB2"]: …`
    program: 'ModemManager',
    pattern:
      /^\s*(?=<(?:error|warn|info|debug|err|wrn|msg|inf|dbg)>\s{1,2}(?:\[\d{1,12}\.\d{6}\] )?(?:[[(][a-z]|Modem |Bearer )|\[(?:modem\d{1,3}(?:\/(?:bearer|sim|sms|call)\d{1,3})?|(?:tty|cdc-wdm|wwan)\w{1,16}\/(?:at|qmi|mbim|net|gps)|base-manager|plugin-manager)\] \S)/,
  },
  {
    // `comgt 20:04:54 -> Error @139, line 8, Could not write to COM device. (1)`: part of the message
    program: 'gcom',
    pattern: /^\s*(?=comgt \d\d:\d\d:\d\d -> \S)/,
  },
  {
    // chat -v: `send (ATD*99#^M)`, `abort on (BUSY)`, ` -- got it`
    program: 'chat',
    pattern:
      /^\s*(?=(?:(?:abort on|clear abort on|report|clear report|send|expect) \(.*\)|timeout set to \d{1,4} seconds|-- (?:got it|failed|(?:read|write) timed out)|Failed \((?:NO |BUSY|ERROR|DELAYED|VOICE|\+C).*\))\s*$)/,
  },
];

/** The envelope of a line that begins like this; null for any other line. */
export function readSpoken(text: string): Envelope | null {
  for (const { program, pattern } of spoken) {
    const found = pattern.exec(text);
    if (found !== null) return envelopeOf(program ?? found.groups?.['program'] ?? '', found[0].length);
  }
  return null;
}

/** What the modem says while chat runs: the echo, and answers. Samples: `ATZ^M^M`, `^M`, `CONNECT 7200000`, `+CME ERROR: 10` */
const heardByChat =
  /^(?:.{0,200}\^M|OK|ERROR|BUSY|RING|NO CARRIER|NO DIAL ?TONE|NO ANSWER|CONNECT(?: .{1,40})?|[+^][A-Z]{1,24}: .{1,200})\s*$/;

/** The envelope of a line right below one that this program has spoken, where it goes on with it; null where it does not. */
export function readSpokenOn(program: string, text: string): Envelope | null {
  return program === 'chat' && heardByChat.test(text) ? envelopeOf(program, 0) : null;
}

/** `wwan (4880): Waiting for SIM initialization`: what netifd relays, its own tag cut off. */
const relayed = /^\s*(?=[a-z][\w.-]{0,14} \(\d{1,7}\): \S)/;

/**
 * The envelope of a line that may be one which netifd relays. Sentences begin so, too, so that somebody has to know the
 * message.
 */
export function readRelayed(text: string): Envelope | null {
  const found = relayed.exec(text);
  return found === null ? null : envelopeOf('netifd', found[0].length);
}

/** `--> Sending: ATQ0 V1 E1` */
const dialled = /^\s*--> \S/;

/** Whether a line is one of wvdial's own, among which its talk with the modem stands. Nobody else writes such lines. */
export function isDialled(text: string): boolean {
  return dialled.test(text);
}

function envelopeOf(program: string, bodyAt: number): Envelope {
  return {
    format: 'tagged',
    clock: null,
    facility: null,
    severity: null,
    host: null,
    uptime: null,
    program,
    pid: null,
    bodyAt,
  };
}
