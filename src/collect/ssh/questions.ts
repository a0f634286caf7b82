/** A secret that only the user knows. */
export type SecretQuestion =
  | {
      readonly about: 'password';
      /** Who logs in where: `root@192.168.1.1`. */
      readonly login: string;
      /** Whether it is for a host on the way, not for the router. */
      readonly isJump: boolean;
      /** 1 for the first time. */
      readonly attempt: number;
    }
  | {
      readonly about: 'passphrase';
      /** The file of the private key. */
      readonly file: string;
      readonly attempt: number;
    }
  | {
      readonly about: 'prompt';
      readonly login: string;
      readonly isJump: boolean;
      /** What the server asks, in its own words: untrusted. */
      readonly prompt: string;
      /** Whether what is typed may be shown. */
      readonly echo: boolean;
      readonly attempt: number;
    };

/** A host whose key is not in any list of known hosts. */
export interface HostKeyQuestion {
  /** As a list of known hosts names it: `192.168.1.1`, `[192.168.1.1]:2222`. */
  readonly host: string;
  /** `ED25519`, as OpenSSH says it. */
  readonly keyType: string;
  /** `SHA256:…`, as OpenSSH prints it. */
  readonly fingerprint: string;
  /** What else there is to know before one says yes: whole sentences. */
  readonly remarks: readonly string[];
}

/**
 * Whoever can answer during a login: a person at a terminal, a line on standard input, or nobody.
 * Texts in questions may be the server's: they must be made printable.
 */
export interface Questions {
  /** @returns null where nobody can be asked or the question is declined */
  secret(question: SecretQuestion, signal: AbortSignal): Promise<string | null>;
  /** @returns null where nobody can be asked */
  confirmHostKey(question: HostKeyQuestion, signal: AbortSignal): Promise<boolean | null>;
  /** Shows one whole sentence. */
  warn(sentence: string): void;
}
