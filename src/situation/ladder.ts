import { type Rung, rungIndex, rungs } from '../knowledge/rung.ts';
import type { Evidence } from './evidence.ts';
import type { RungState } from './situation.ts';

/**
 * From here on the network itself has answered: an address comes from it, so SIM and registration must have been in
 * order. Below, the modem may answer on its own: `OK` to ^NDISDUP and `CONNECT` to a dial say nothing of the network.
 */
const firstRungOfTheNetwork: Rung = 'address';

/** Collects what lines prove of one attempt, rung by rung. */
export class LadderBuilder {
  readonly #dials: boolean;
  readonly #reached = new Map<Rung, Evidence[]>();
  /** What shows that the modem answered, apart from any rung of its own. */
  readonly #answers: Evidence[] = [];
  readonly #held = new Set<Rung>();
  #broken: { readonly rung: Rung; readonly evidence: readonly Evidence[] } | null = null;

  /**
   * @param dials the router itself dials. Where it only asks for an address, a stick that is a router of its own may
   * give one without any network behind it.
   */
  constructor(dials: boolean) {
    this.#dials = dials;
  }

  reach(rung: Rung, ...evidence: Evidence[]): void {
    this.#reached.set(rung, [...(this.#reached.get(rung) ?? []), ...evidence]);
  }

  /** The lowest broken rung counts; what breaks above it is consequence. */
  break(rung: Rung, ...evidence: Evidence[]): void {
    if (this.#held.has(rung)) return;
    if (this.#broken === null || rungIndex(rung) < rungIndex(this.#broken.rung))
      this.#broken = { rung, evidence };
  }

  /** The modem speaks, whatever it says: the control port answers. */
  answered(...evidence: Evidence[]): void {
    this.#answers.push(...evidence);
  }

  /** The rung stands, whatever is said of a part of it: nothing breaks it. */
  hold(rung: Rung): void {
    this.#held.add(rung);
  }

  get hasBroken(): boolean {
    return this.#broken !== null;
  }

  has(rung: Rung): boolean {
    return this.#reached.has(rung);
  }

  build(): { ladder: readonly RungState[]; reached: Rung | null; broken: Rung | null } {
    const broken = this.#broken?.rung ?? null;
    const ladder = rungs.map((rung) => this.#state(rung, broken));
    const reached = ladder.findLast((step) => step.state === 'reached')?.rung ?? null;
    return { ladder, reached, broken };
  }

  #state(rung: Rung, broken: Rung | null): RungState {
    const unknown: RungState = { rung, state: 'unknown', implied: false, evidence: [] };
    if (this.#broken !== null && broken !== null && rungIndex(rung) >= rungIndex(broken)) {
      return rung === broken
        ? { rung, state: 'broken', implied: false, evidence: this.#broken.evidence }
        : { ...unknown, state: 'unreached' };
    }
    const own = this.#reached.get(rung);
    if (own !== undefined) return { rung, state: 'reached', implied: false, evidence: own };
    const above = rungs.find((higher) => this.#reached.has(higher) && this.#implies(higher, rung));
    if (above !== undefined)
      return { rung, state: 'reached', implied: true, evidence: this.#reached.get(above) ?? [] };
    const speaks = this.#answers.length > 0 && rungIndex(rung) <= rungIndex('control');
    return speaks ? { rung, state: 'reached', implied: true, evidence: this.#answers } : unknown;
  }

  /** Whether reaching `higher` takes having reached `lower`. */
  #implies(higher: Rung, lower: Rung): boolean {
    if (rungIndex(lower) >= rungIndex(higher)) return false;
    if (!this.#dials) return rungIndex(lower) <= rungIndex('driver');
    const throughTheNetwork = rungIndex(higher) >= rungIndex(firstRungOfTheNetwork);
    return throughTheNetwork || rungIndex(lower) <= rungIndex('control');
  }
}
