import { type Rung, rungIndex, rungs } from '../knowledge/rung.ts';
import type { Evidence } from './evidence.ts';
import type { Attempt, Loss, RungState } from './situation.ts';

/**
 * From here on the network itself has answered: an address comes from it, so SIM and registration must have been in
 * order. Below, the modem may answer on its own: `OK` to ^NDISDUP and `CONNECT` to a dial say nothing of the network.
 */
const firstRungOfTheNetwork: Rung = 'address';

interface Break {
  readonly rung: Rung;
  readonly evidence: readonly Evidence[];
}

/** What the lines of an attempt prove together. */
type Built = Pick<Attempt, 'ladder' | 'reached' | 'broken' | 'lost'>;

/** Collects what lines prove of one attempt, rung by rung. */
export class LadderBuilder {
  readonly #dials: boolean;
  readonly #reached = new Map<Rung, Evidence[]>();
  /** What shows that the modem answered, apart from any rung of its own. */
  readonly #answers: Evidence[] = [];
  readonly #held = new Set<Rung>();
  #broken: Break | null = null;
  #lost: Loss | null = null;

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

  /** The connection had come up and ended unasked: nothing of the ladder breaks. The lowest rung counts. */
  lose(rung: Rung, ...evidence: Evidence[]): void {
    if (this.#held.has(rung)) return;
    if (this.#lost === null || rungIndex(rung) < rungIndex(this.#lost.rung)) this.#lost = { rung, evidence };
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

  build(): Built {
    const broken = this.#lost === null ? this.#broken : null;
    const ladder = rungs.map((rung) => this.#state(rung, broken));
    const reached = ladder.findLast((step) => step.state === 'reached')?.rung ?? null;
    return { ladder, reached, broken: broken?.rung ?? null, lost: this.#lost };
  }

  #state(rung: Rung, broken: Break | null): RungState {
    const unknown: RungState = { rung, state: 'unknown', implied: false, evidence: [] };
    if (broken !== null && rungIndex(rung) >= rungIndex(broken.rung)) {
      return rung === broken.rung
        ? { rung, state: 'broken', implied: false, evidence: broken.evidence }
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
    // The network lets a card in, not a modem.
    const throughTheNetwork = higher === 'register' || rungIndex(higher) >= rungIndex(firstRungOfTheNetwork);
    return throughTheNetwork || rungIndex(lower) <= rungIndex('control');
  }
}
