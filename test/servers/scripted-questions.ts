import type { HostKeyQuestion, Questions, SecretQuestion } from '../../src/collect/ssh/questions.ts';

/** Somebody who answers from a list, and remembers what was asked. */
export class ScriptedQuestions implements Questions {
  readonly secrets: SecretQuestion[] = [];
  readonly hostKeys: HostKeyQuestion[] = [];
  readonly warnings: string[] = [];
  readonly #answers: string[];
  readonly #trusts: boolean | null;

  /**
   * @param answers one for each question; nobody answers after the last
   * @param trusts whether an unknown host is trusted; null where nobody is there to say
   */
  constructor(answers: readonly string[] = [], trusts: boolean | null = null) {
    this.#answers = [...answers];
    this.#trusts = trusts;
  }

  async secret(question: SecretQuestion): Promise<string | null> {
    this.secrets.push(question);
    return this.#answers.shift() ?? null;
  }

  async confirmHostKey(question: HostKeyQuestion): Promise<boolean | null> {
    this.hostKeys.push(question);
    return this.#trusts;
  }

  warn(sentence: string): void {
    this.warnings.push(sentence);
  }
}
