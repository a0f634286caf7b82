import type { InputSink } from '../collect/bundle.ts';
import { type Begun, readTextInto, standardInput } from '../collect/files.ts';
import type { ManifestFault, SavedTests } from '../collect/saved-tests.ts';
import { Diagnoser } from '../diagnosis.ts';
import type { Replay } from '../dial/replay.ts';
import { counted } from '../report/words.ts';
import type { Diagnosis } from '../rules/finding.ts';
import { rules as allRules } from '../rules/list.ts';
import type { ListedRule } from '../rules/listed-rule.ts';

/** A manifest whose word on tests is not used, or not wholly. */
interface Untold {
  readonly name: string;
  /** A sentence. */
  readonly why: string;
}

/** Why it is not used, a clause. */
const faults: Readonly<Record<ManifestFault, string>> = {
  damaged: 'it is damaged',
  'too-large': 'it is larger than any that hwdiag writes',
  newer: 'a newer hwdiag wrote it',
};

/** Takes the texts of inputs into a diagnosis, and what bundles say of tests that were made on the router then. */
export class InputCapture implements InputSink {
  readonly #diagnoser = new Diagnoser();
  readonly #sources = new Set<string>();
  readonly #untold: Untold[] = [];
  /** Of the bundle that was read last. */
  #saved: (SavedTests & { readonly name: string }) | null = null;

  /** What is not told of tests. */
  get untold(): readonly Untold[] {
    return this.#untold;
  }

  async text(name: string, text: Begun): Promise<void> {
    await readTextInto(this.#diagnoser.capture, name, text);
    // It stands in no folder.
    if (name !== standardInput) this.#sources.add(name);
  }

  async manifest(name: string, text: Begun): Promise<void> {
    // Few inputs are bundles of hwdiag's own.
    const { savedTests } = await import('../collect/saved-tests.ts');
    const saved = await savedTests(text);
    if (saved === null) return;
    if (typeof saved === 'string') {
      this.#leaveOut(name, faults[saved]);
      return;
    }
    if (this.#saved !== null)
      this.#leaveOut(this.#saved.name, 'another one that tells of tests was read after it');
    this.#saved = { ...saved, name };
  }

  /**
   * Says what has come in shows.
   *
   * @param computing what the diagnosis itself is done in
   */
  async finish(
    rules: readonly ListedRule[] = allRules,
    computing: (work: () => Diagnosis) => Diagnosis = (work) => work(),
  ): Promise<Diagnosis> {
    const replay = await this.#replay(rules);
    const diagnosis = computing(() => this.#diagnoser.finish(rules, replay));
    if (replay !== null && this.#saved !== null && replay.leftOut > 0) {
      const what = counted(replay.leftOut, 'finding', 'findings');
      const why = `What tests said of ${what} is not told (${this.#saved.name}): the texts do not show as much, or this hwdiag knows no such test.`;
      this.#untold.push({ name: this.#saved.name, why });
    }
    return diagnosis;
  }

  async #replay(rules: readonly ListedRule[]): Promise<Replay | null> {
    if (this.#saved === null) return null;
    const { name, madeAt, record, files } = this.#saved;
    const folder = name.replace(/[^/\\]*$/, '');
    // A manifest alone on standard input has no folder, so no text is known to be its own.
    const own = name === standardInput ? [] : files.filter((file) => this.#sources.has(folder + file));
    const sourceOf = new Map(own.map((file) => [file, folder + file]));
    if (sourceOf.size === 0) {
      this.#leaveOut(name, 'none of the texts that it belongs to was read');
      return null;
    }
    const { Replay } = await import('../dial/replay.ts');
    const tests = record.tests.map((test) => ({
      ...test,
      sources: test.sources.flatMap((file) => sourceOf.get(file) ?? []),
    }));
    return new Replay(
      { ...record, madeAt, tests },
      { rules: new Set(rules.map(({ id }) => id)), sources: new Set(sourceOf.values()) },
    );
  }

  #leaveOut(name: string, because: string): void {
    this.#untold.push({ name, why: `What ${name} says of tests on the router is not told: ${because}.` });
  }
}
