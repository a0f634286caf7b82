/** One AT command as sent to a modem. Forms after 3GPP TS 27.007 section 4. */
export interface AtCommand {
  /** Upper-case name with its prefix: `+CGDCONT`, `^NDISDUP`, `D` for a dial, `&F`, `Z`, `E`; empty for a bare `AT`. */
  readonly name: string;
  /** `set` is `=…`, `read` is `?`, `test` is `=?`, `run` is none of them. */
  readonly form: 'set' | 'read' | 'test' | 'run';
  /** Parameters in order, quotes taken off; null for one left empty. For `D` the dial string, for `E1` the digit. */
  readonly parameters: readonly (string | null)[];
  /** The command as written. */
  readonly text: string;
}
