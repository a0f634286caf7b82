import { errorRows } from './data/error-rows.ts';
import { fieldsOf, onFirstUse } from './record-text.ts';
import type { Rung } from './rung.ts';

/**
 * Who counts the codes. `cme`: `+CME ERROR: n` (3GPP TS 27.007; from 515 on Quectel's); `cms`: `+CMS ERROR: n` (3GPP TS
 * 27.005); `sm`: causes of session management, 2G to 4G (3GPP TS
 * 24.008, 24.301 ESM); `emm`: causes of mobility management (3GPP TS 24.301); `qmi`: result of a QMI message;
 * `qmi-call-end`: why a QMI call ended; `qmi-verbose-type`: who counts the verbose reason; `pppd-exit`, `chat-exit`:
 * exit status; `mbim-status`: status of an MBIM
 * answer; `mbim-register`, `mbim-ready`: states that umbim prints.
 */
export type ErrorFamily = (typeof errorFamilies)[number];

export const errorFamilies = [
  'cme',
  'cms',
  'sm',
  'emm',
  'qmi',
  'qmi-call-end',
  'qmi-verbose-type',
  'mbim-status',
  'mbim-register',
  'mbim-ready',
  'pppd-exit',
  'chat-exit',
] as const;

/** Who counts the codes, in words, as they stand before a number. */
export const familyWords: Readonly<Record<ErrorFamily, string>> = {
  cme: '+CME ERROR',
  cms: '+CMS ERROR',
  sm: 'session cause (SM, ESM)',
  emm: 'mobility cause (MM, GMM, EMM)',
  qmi: 'QMI error',
  'qmi-call-end': 'QMI call end reason',
  'qmi-verbose-type': 'QMI verbose call end type',
  'mbim-status': 'MBIM status',
  'mbim-register': 'MBIM register state',
  'mbim-ready': 'MBIM ready state',
  'pppd-exit': 'exit status of pppd',
  'chat-exit': 'exit status of chat',
};

/** What one code of one family says. */
export interface ErrorMeaning {
  readonly family: ErrorFamily;
  readonly code: number;
  /** Name in the standard or header, lower case, words joined by hyphens: `unknown-apn`. */
  readonly name: string;
  /** What it means for the owner of the router, one clause; null where the name says it all. */
  readonly text: string | null;
  /** Rung that it breaks; null where the code alone does not tell, or where nothing is wrong. */
  readonly breaks: Rung | null;
}

type Note = readonly [breaks: Rung | null, text: string | null];

/** Exit status of chat (its manual page); 4 and more count the ABORT strings in the order of the script. */
const chatExits: readonly string[] = ['ok', 'bad-script', 'io-error', 'timeout'];

/** Our words for codes, by family. Session and mobility causes stand once: CME numbers and QMI call ends repeat them. */
const notes: Readonly<Partial<Record<ErrorFamily, Readonly<Record<number, Note>>>>> = {
  cme: {
    3: [null, 'the modem refuses the command in its present state'],
    4: [null, 'the modem does not know the command or the value'],
    5: ['sim', 'the modem is locked to a SIM and wants its unlock code'],
    10: ['sim', 'no SIM card, or its contacts do not touch'],
    11: ['sim', 'the SIM wants its PIN'],
    12: ['sim', 'the SIM is blocked and wants its PUK'],
    13: ['sim', 'the SIM does not work or is not ready'],
    14: ['sim', 'the SIM is still starting, ask again'],
    15: ['sim', 'the modem does not accept this SIM'],
    16: ['sim', 'the PIN or password is wrong'],
    17: ['sim', 'the SIM wants PIN2'],
    18: ['sim', 'the SIM wants PUK2'],
    30: ['register', 'no network: no coverage, or not registered'],
    31: [null, 'the network did not answer in time'],
    32: ['register', 'the network admits emergency calls only'],
    40: ['sim', 'the modem is locked to a network'],
    41: ['sim', 'the modem is locked to a network and wants the PUK'],
    42: ['sim', 'the modem is locked to part of a network'],
    44: ['sim', 'the modem is locked to a service provider'],
    46: ['sim', 'the modem is locked to a company'],
    50: [null, 'a parameter of the command is wrong'],
    53: ['register', 'not attached: the modem is in a mode that does not allow it'],
    54: ['register', 'the network admits emergency calls only'],
    100: [null, 'the modem names no reason'],
    148: ['dial', 'the network or the modem refused the session without a reason'],
    149: ['dial', 'user name, password or kind of login are not accepted'],
    177: ['dial', 'the operator has barred the service'],
    178: ['dial', 'the modem or the network has no session left to give'],
    179: ['dial', 'the APN is not offered here'],
    192: ['dial', 'only IPv4 is allowed'],
    193: ['dial', 'only IPv6 is allowed'],
    194: ['dial', 'IPv4 and IPv6 need a session each'],
    201: ['dial', 'the profile the modem attaches with has no APN'],
    203: ['dial', 'there is a session with this APN already'],
  },
  sm: {
    8: ['dial', 'the operator has barred the SIM or the service'],
    26: ['dial', 'the network is short of resources, try later'],
    27: ['dial', 'the APN is missing or the network does not know it'],
    28: ['dial', 'the network does not know the PDP type: try plain IP'],
    29: ['dial', 'user name, password or kind of login are not accepted'],
    30: ['dial', 'the gateway refused: APN not allowed for this SIM, or too many sessions'],
    31: ['dial', 'refused without a reason: APN, login or tariff'],
    32: ['dial', 'the network does not support the service'],
    33: ['dial', 'the SIM has no subscription for this APN'],
    34: ['dial', 'the service is out of order for now'],
    36: [null, 'the session was ended in the regular way'],
    37: ['dial', 'the network does not grant the quality asked for'],
    38: ['dial', 'a fault in the network, try again'],
    39: ['dial', 'the network wants the session to be set up anew'],
    50: ['dial', 'only IPv4 is allowed'],
    51: ['dial', 'only IPv6 is allowed'],
    52: ['dial', 'IPv4 and IPv6 need a session each'],
    53: ['dial', 'the profile the modem attaches with has no APN'],
    54: ['dial', 'there is no session to go on with'],
    55: ['dial', 'there is a session with this APN already: use that one'],
  },
  emm: {
    2: ['register', 'the network does not know this SIM'],
    3: ['register', 'the network rejects this SIM'],
    5: ['register', 'the network rejects the IMEI'],
    6: ['register', 'the network rejects this device'],
    7: ['register', 'the SIM has no data service'],
    8: ['register', 'the SIM has no service at all'],
    9: ['register', 'the network has lost track of the modem, which has to attach anew'],
    10: ['register', 'the network has detached the modem'],
    11: ['register', 'this network is not allowed for the SIM'],
    12: ['register', 'this area is not allowed for the SIM'],
    13: ['register', 'roaming is not allowed in this area'],
    14: ['register', 'no data service for the SIM in this network'],
    15: ['register', 'no cell here that the SIM may use'],
    17: ['register', 'a fault in the network'],
    19: ['register', 'attach refused with the session: mostly the APN or the login of the attach profile'],
    22: ['register', 'the network is congested, try later'],
    35: ['register', 'the service is not authorised in this network'],
    42: ['register', 'a severe fault in the network'],
  },
  qmi: {
    5: ['control', 'all QMI client ids are in use'],
    12: ['sim', 'the PIN is wrong'],
    13: ['register', 'no network found'],
    14: ['dial', 'the call was not set up; the call end reason says why'],
    15: [null, 'there is no call'],
    16: ['dial', 'the modem is not provisioned for the service'],
    23: ['control', 'another program uses the device'],
    26: [null, 'the state asked for is the state it is in'],
    34: ['dial', 'user name, password or kind of login are not accepted'],
    35: ['sim', 'the SIM is blocked and wants its PUK'],
    36: ['sim', 'the SIM is blocked for good'],
    37: ['sim', 'the SIM is not initialised'],
    52: [null, 'the modem is not ready yet'],
    53: ['register', 'the network is not ready yet'],
    64: ['dial', 'the IP family does not fit the profile'],
    79: ['dial', 'the modem refuses: another call, profile or IP family is in the way'],
    82: [null, 'the modem refuses access'],
    83: ['register', 'the radio is switched off by hardware'],
    93: ['register', 'the radio is off'],
    95: ['sim', 'no subscription'],
    102: ['sim', 'no SIM card, or its contacts do not touch'],
  },
  'qmi-call-end': {
    3: ['register', 'no coverage'],
    10: ['dial', 'user name, password or kind of login are not accepted'],
    1002: ['register', 'no coverage'],
  },
  'mbim-status': {
    3: ['sim', 'no SIM card, or its contacts do not touch'],
    4: ['sim', 'the SIM does not work'],
    5: ['sim', 'the SIM wants its PIN'],
    7: ['register', 'the modem is not registered'],
    12: ['register', 'the modem is not attached for data'],
    13: ['dial', 'the modem or the network has no session left to give'],
    18: ['dial', 'the APN is not accepted'],
    19: ['dial', 'user name, password or kind of login are not accepted'],
    20: ['register', 'the radio is off'],
  },
  'pppd-exit': {
    1: [null, 'a system call failed or memory ran out'],
    2: [null, 'its options are wrong'],
    4: ['driver', 'the kernel has no PPP support'],
    5: [null, 'somebody or something stopped it'],
    6: ['control', 'another program has locked the port'],
    7: ['control', 'the port could not be opened'],
    8: [null, 'the chat script failed; its own lines say where'],
    10: [null, 'no IP connection came about: link, login or addresses'],
    11: ['dial', 'the network did not log in to us, which it was asked to do'],
    12: [null, 'the line was idle'],
    15: ['dial', 'the peer stopped answering'],
    16: ['dial', 'the modem hung up'],
    17: ['dial', 'the line loops back: the modem is not in data mode'],
    18: ['control', 'the init script failed'],
    19: ['dial', 'user name, password or kind of login are not accepted'],
  },
  'chat-exit': {
    1: [null, 'an argument or string of the script is wrong'],
    2: ['control', 'the port broke off or the script was stopped'],
    3: ['control', 'no answer in time'],
  },
  'mbim-register': {
    1: ['register', 'not registered'],
    2: ['register', 'still searching for a network'],
    6: ['register', 'the network has denied registration'],
  },
  'mbim-ready': {
    0: ['sim', 'the SIM is not initialised'],
    2: ['sim', 'no SIM card, or its contacts do not touch'],
    3: ['sim', 'the SIM does not work'],
    4: ['sim', 'the SIM failed'],
    5: ['sim', 'the SIM is not activated'],
    6: ['sim', 'the SIM wants its PIN or PUK'],
  },
};

const names = onFirstUse(() => {
  const families = new Map<string, Map<number, string>>();
  let family = new Map<number, string>();
  for (const line of errorRows.split('\n')) {
    const [code = '', name = ''] = fieldsOf(line);
    if (code.startsWith('=')) {
      family = new Map();
      families.set(code.slice(1), family);
    } else family.set(Number(code), name);
  }
  families.set('chat-exit', new Map(chatExits.map((name, code) => [code, name])));
  return families;
});

/** What a code means; undefined for codes the tables do not have, such as those of one vendor only. */
export function errorMeaning(family: ErrorFamily, code: number): ErrorMeaning | undefined {
  const name = names().get(family)?.get(code) ?? abortName(family, code);
  if (name === undefined) return undefined;
  const [breaks, text] = noteFor(family, code) ?? [null, null];
  return { family, code, name, text, breaks };
}

/**
 * The code whose name a program prints in words: uqmi's `"Call failed"`, ModemManager's `IllegalUe`. Case, blanks and
 * signs do not count. Undefined where no name fits.
 */
export function errorNamed(family: ErrorFamily, name: string): ErrorMeaning | undefined {
  const wanted = lettersOf(name);
  if (wanted === '') return undefined;
  for (const [code, known] of names().get(family) ?? []) {
    if (lettersOf(known) === wanted) return errorMeaning(family, code);
  }
  return undefined;
}

function lettersOf(text: string): string {
  return text.toLowerCase().replace(/[^a-z0-9]/g, '');
}

/** chat leaves with 4 for the first ABORT string of its script, 5 for the second, and so on. */
function abortName(family: ErrorFamily, code: number): string | undefined {
  const place = code - chatExits.length;
  return family === 'chat-exit' && Number.isInteger(code) && place >= 0 && place < 50
    ? `abort-string-${place + 1}`
    : undefined;
}

function noteFor(family: ErrorFamily, code: number): Note | undefined {
  const own = notes[family]?.[code];
  if (own !== undefined) return own;
  if (family === 'chat-exit' && code >= chatExits.length) {
    return ['dial', 'the modem answered with a string the script gives up on'];
  }
  if (family === 'cme') return cmeNote(code);
  if (family === 'qmi-call-end') return callEndNote(code);
  return undefined;
}

/** 3GPP TS 27.007: 102 to 125 are causes of mobility management, 126 to 137 of session management, each plus 100. */
function cmeNote(code: number): Note | undefined {
  if (code >= 102 && code <= 125) return notes.emm?.[code - 100];
  if (code >= 126 && code <= 137) return notes.sm?.[code - 100];
  return undefined;
}

/** libqmi names the call ends of 3GPP networks after the causes of session management. */
function callEndNote(code: number): Note | undefined {
  const cause = /^gsm-wcdma-(.+)$/.exec(names().get('qmi-call-end')?.get(code) ?? '')?.[1];
  if (cause === undefined) return undefined;
  for (const [smCode, name] of names().get('sm') ?? []) {
    if (name === cause) return notes.sm?.[smCode];
  }
  return undefined;
}
