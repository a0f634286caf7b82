import type { Rung } from './rung.ts';

/**
 * Codes that protocol handlers hand to netifd with `proto_notify_error`, and netifd's own, by the rung that they break.
 * They stay the same where the wording of a release changes. Sources: qmi.sh, mbim.sh, ncm.sh, directip.sh, ppp.sh and
 * modemmanager.sh of OpenWrt; netifd interface.c and proto-shell.c.
 */
const codesByRung: readonly (readonly [rung: Rung, codes: string])[] = [
  ['driver', 'NO_IFACE NO_IFNAME'],
  [
    'control',
    'NO_DEVICE NO_USB NO_CID BAD_DEVICE DEVICE_NOT_MANAGED GETINFO_FAILED UNSUPPORTED_MODEM INITIALIZE_FAILED SETMODE_FAILED',
  ],
  [
    'sim',
    `PIN_FAILED PIN_NOT_SPECIFIED PIN_STATUS_FAILED PIN_TRIES_BELOW_LIMIT PUK_NEEDED SIM_NOT_INITIALIZED
    SIM_ILLEGAL_STATE NO_SUBSCRIBER MM_PINCODE_REQUIRED MM_PINCODE_WRONG MM_CHECK_UNLOCK_PIN MM_CHECK_UNLOCK_UNKNOWN
    MM_FAILED_REASON_SIM_MISSING`,
  ],
  [
    'register',
    'PLMN_FAILED NETWORK_REGISTRATION_FAILED NO_REGISTRATION ATTACH_FAILED MM_3GPP_OPERATOR_REGISTRATION_FAILED',
  ],
  [
    'dial',
    `NO_APN CALL_FAILED CONNECT_FAILED CONFIGURE_FAILED FINALIZE_FAILED AUTH_FAILED AUTH_TOPEER_FAILED
    NEGOTIATION_FAILED MM_CONNECT_FAILED MM_INTERFACE_RESTART MM_INIT_EPS_BEARER_SET_FAILED INVALID_BEARER_LIST`,
  ],
  ['address', 'ADDRESS_MISSING PREFIX_MISSING'],
];

const rungs: ReadonlyMap<string, Rung> = new Map(
  codesByRung.flatMap(([rung, codes]) => codes.split(/\s+/).map((code) => [code, rung] as const)),
);

/** The rung that an error of an interface breaks; null where the code does not tell. */
export function rungOfNetifdError(code: string): Rung | null {
  return rungs.get(code) ?? null;
}
