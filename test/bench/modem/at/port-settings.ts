/** What AT commands set for a port until the next start. */
export interface PortSettings {
  /** ATE */
  echo: boolean;
  /** ATV */
  verbose: boolean;
  /** ATQ */
  quiet: boolean;
  /** AT+CMEE */
  errors: 0 | 1 | 2;
  /** AT+CREG=, AT+CGREG=, AT+CEREG= */
  readonly registrationReports: Record<'CREG' | 'CGREG' | 'CEREG', number>;
  /** AT+CGEREP= */
  packetEvents: boolean;
  /** AT^CURC= */
  unaskedReports: boolean;
  /** AT+COPS=3,n */
  operatorFormat: 0 | 1 | 2;
  /** AT&D */
  dtr: 0 | 1 | 2;
}

export type SettingsDefaults = Pick<PortSettings, 'echo' | 'errors'>;

export function newSettings(defaults: SettingsDefaults): PortSettings {
  return {
    verbose: true,
    quiet: false,
    registrationReports: { CREG: 0, CGREG: 0, CEREG: 0 },
    packetEvents: false,
    unaskedReports: true,
    operatorFormat: 0,
    dtr: 2,
    ...defaults,
  };
}
