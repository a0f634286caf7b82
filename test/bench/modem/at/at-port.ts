import type { Listener } from '../../emitter.ts';

/** A port of the modem as the wire sees it. */
export interface AtPort {
  /** Bytes from the router. */
  receive(bytes: Uint8Array): void;
  /** Bytes to the router. Returns how to stop listening. */
  onSent(listener: Listener<Uint8Array>): () => void;
  /** The router has the port open: DTR is up. */
  opened(): void;
  /** The last one has closed it: DTR drops. */
  closed(): void;
  /** The device has left the bus: what is under way is lost. */
  powerDown(): void;
  /** It is back, with the settings of a new start. */
  powerUp(): void;
}
