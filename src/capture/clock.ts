/**
 * A wall-clock time as a log prints it. Routers print local time without a zone, so times are only ever compared
 * with other times of the same log.
 */
export interface ClockTime {
  /** Seconds since 1970 as if the printed local time were UTC. */
  readonly seconds: number;
  /** The time as printed, for people. */
  readonly text: string;
}
