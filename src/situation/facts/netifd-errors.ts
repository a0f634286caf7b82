import { perEpisode } from './per-episode.ts';
import type { Reading } from './reading.ts';

/** A code that a protocol handler left with netifd (`NO_DEVICE`, `PIN_FAILED`), as `ifstatus` shows it. */
export interface NetifdError extends Reading<string> {
  readonly interface: string | null;
}

/** Errors of all interfaces, in the order of the input. */
export const netifdErrors = perEpisode((episode): readonly NetifdError[] =>
  episode.observations.of('interface-status').flatMap((status) =>
    status.errors.map(({ code, span }) => ({
      value: code,
      interface: status.interface,
      span,
      order: status.order,
      teller: 'netifd',
    })),
  ),
);
