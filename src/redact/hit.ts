const secretKinds = [
  'username',
  'password',
  'pin',
  'key',
  'ssid',
  'mac',
  'imei',
  'imsi',
  'iccid',
  'eid',
  'msisdn',
  'serial',
  'ip',
  'ipv6',
  'location',
  'email',
  'message',
  'contact',
  'host',
  'account',
] as const;

/** What a secret is, as its token names it. */
export type SecretKind = (typeof secretKinds)[number];

/** A stretch of a text that is not to be shown. */
export interface Hit {
  /** 0-based UTF-16 index of the first character to hide. */
  readonly start: number;
  /** Index after the last one. */
  readonly end: number;
  readonly kind: SecretKind;
  /** The secret in one spelling, so that the same secret gets the same token. */
  readonly value: string;
}

/** What is hidden, wherever it stands. */
export type Secret = Pick<Hit, 'kind' | 'value'>;

/** Whether two stretches have a character in common. */
export function overlaps(a: Pick<Hit, 'start' | 'end'>, b: Pick<Hit, 'start' | 'end'>): boolean {
  return a.start < b.end && b.start < a.end;
}

const token = new RegExp(`<(?:${secretKinds.join('|')})-\\d+>`);

/** Whether a redactor's token stands in a text. A sample: uci set network.wan.pincode='<pin-1>' */
export function hasToken(text: string): boolean {
  return token.test(text);
}
