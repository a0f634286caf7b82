export type Listener<Event> = (event: Event) => void;

/** Tells its listeners, in the order in which they came. */
export class Emitter<Event> {
  readonly #listeners = new Set<Listener<Event>>();

  /** Returns how to stop listening. */
  listen(listener: Listener<Event>): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  emit(event: Event): void {
    for (const listener of [...this.#listeners]) listener(event);
  }
}
