import type { AtCommand } from './at-command.ts';

/**
 * Where commands that define a context carry its APN: 0-based index of the parameter.
 * `+CGDCONT=<cid>,<type>,<apn>`: 3GPP TS 27.007 section 10.1.1. `+ZGDCONT` and `+QICSGP` with the same order:
 * OpenWrt comgt ncm.json (zte, marvell, mikrotik; quectel).
 */
const APN_AT: ReadonlyMap<string, number> = new Map([
  ['+CGDCONT', 2],
  ['+ZGDCONT', 2],
  ['+QICSGP', 2],
]);

/**
 * Commands that start a data session when their first parameter is this. `+CGACT=1` of 3GPP TS 27.007 section 10.1.10;
 * `+ZGACT`, `!SCACT`, `*ENAP`: OpenWrt comgt ncm.json (zte, sierra, sony); `+GTRNDIS` Fibocom, `$QCRMCALL` Qualcomm,
 * `#NCM` Telit, `+ZECMCALL` ZTE ME3760: the makers' AT manuals.
 */
const STARTS_WITH: ReadonlyMap<string, string> = new Map([
  ['+CGACT', '1'],
  ['+ZGACT', '1'],
  ['!SCACT', '1'],
  ['*ENAP', '1'],
  ['+GTRNDIS', '1'],
  ['$QCRMCALL', '1'],
  ['#NCM', '1'],
  ['+ZECMCALL', '1'],
]);

/** Commands that only ever start a data session: `+CGDATA` of 3GPP TS 27.007 section 10.1.12; Telit's AT manual. */
const ALWAYS_STARTS: ReadonlySet<string> = new Set(['+CGDATA', '#ECM', '#RNDIS']);

/**
 * Dial strings that ask for a packet session: `*99…` and `*98…` of 3GPP TS 27.007 section 10.2.1, `#777` of CDMA2000
 * (TIA-707).
 */
const PACKET_DIAL = /^(?:\*9[89](?:[*#]|$)|#777)/;

/**
 * The APN that a command gives to the modem; null where it gives none. `$QCPDPP` and `+CGAUTH` carry credentials only.
 * An empty APN is empty, not null.
 */
export function apnOf(command: AtCommand): string | null {
  if (command.form !== 'set') return null;
  // `^NDISDUP=<cid>,1,<apn>`: Huawei; `=<cid>,0` hangs up.
  if (command.name === '^NDISDUP') {
    return command.parameters[1] === '1' ? (command.parameters[2] ?? null) : null;
  }
  const index = APN_AT.get(command.name);
  return index === undefined ? null : (command.parameters[index] ?? null);
}

/** Whether a command asks the modem to start a data session. Says nothing about the answer. */
export function isDialCommand(command: AtCommand): boolean {
  const [first, second] = command.parameters;
  if (command.name === 'D') return PACKET_DIAL.test(first ?? '');
  if (command.form !== 'set') return false;
  switch (command.name) {
    // Huawei `=<cid>,1,…` (OpenWrt comgt ncm.json); Neoway `=<channel>,1`.
    case '^NDISDUP':
    case '$MYUSBNETACT':
      return second === '1';
    // Written `=1,<cid>,1` (OpenWrt comgt ncm.json) and `=<cid>,1,1`; a zero in front or second hangs up.
    case '+QNETDEVCTL':
      return first !== '0' && second !== '0';
    default:
      return ALWAYS_STARTS.has(command.name) || STARTS_WITH.get(command.name) === first;
  }
}

/**
 * Whether a command ends the data session, or takes the modem off the network. Source: 3GPP TS 27.007 sections 8.2 (+CFUN),
 * 10.1.9 (+CGATT), 10.1.10 (+CGACT); V.250 section 6.3.6 (H); the makers' commands as in `isDialCommand`.
 */
export function endsSession(command: AtCommand): boolean {
  const [first, second] = command.parameters;
  if (command.name === 'H') return true;
  if (command.form !== 'set') return false;
  switch (command.name) {
    case '^NDISDUP':
    case '$MYUSBNETACT':
      return second === '0';
    case '+QNETDEVCTL':
      return first === '0' || second === '0';
    // `=1,1` starts the modem anew.
    case '+CFUN':
      return first !== '1' || second === '1';
    case '+CGATT':
      return first === '0';
    default:
      return STARTS_WITH.has(command.name) && first === '0';
  }
}
