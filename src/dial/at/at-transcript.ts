import type { CollectedSection } from '../../collect/router/collected-section.ts';
import { readAtAnswer } from '../../grammar/structures/at-answer.ts';
import { asksForLogin } from '../../grammar/structures/at-login.ts';
import { comesUnasked } from '../../knowledge/at-command.ts';
import { hiddenValue, withoutLogins } from '../../redact/credentials.ts';
import type { AtPort } from './at-port.ts';

/** A line of the talk. `stale`: an answer that came too late, to a command before; `note`: by hwdiag. */
interface Entry {
  readonly who: 'sent' | 'heard' | 'stale' | 'note';
  readonly text: string;
}

/** Lines that are kept. A port that talks without end would fill the memory. */
const mostEntries = 4_096;

/** A talk on a port, as evidence: it reads like what people paste from a terminal. */
export class AtTranscript {
  readonly #port: Pick<AtPort, 'path' | 'by' | 'typed'>;
  readonly #entries: Entry[] = [];
  readonly #openedAt: number;
  #lost = 0;
  /** Somebody has asked for logins: the answer may still come late. */
  #hasLogins = false;

  constructor(port: Pick<AtPort, 'path' | 'by' | 'typed'>, openedAt: number) {
    this.#port = port;
    this.#openedAt = openedAt;
  }

  sent(command: string): void {
    this.#hasLogins ||= asksForLogin(command);
    this.#add('sent', command);
  }

  /** A line that came, without the echo of a command. User names and passwords are left out, and all that may be one. */
  heard(line: string, isStale = false): void {
    const text = this.#hasLogins ? withoutValues(line) : withoutLogins(line);
    this.#add(isStale ? 'stale' : 'heard', text);
  }

  note(words: string): void {
    this.#add('note', words);
  }

  /** As people paste it, which hwdiag reads: commands, answers, what came unasked. Printable characters only. */
  text(): string {
    const lines = [`Port ${this.#port.path}, opened with ${this.#port.by}`];
    for (const { who, text } of this.#entries) {
      if (who === 'sent') lines.push('', text);
      // Below another command it would be taken for the answer to that.
      else if (who === 'stale') lines.push(`# hwdiag: late: ${text}`);
      else if (who === 'note') lines.push(`# hwdiag: ${text}`);
      else lines.push(text);
    }
    if (this.#lost > 0) lines.push(`# hwdiag: ${this.#lost} more lines are left out`);
    return `${lines.join('\n')}\n`;
  }

  /** The same as a section of a collection. `startedAt`: seconds since the collection began. */
  section(name: string, startedAt: number, now: number): CollectedSection {
    return {
      name,
      command: this.#port.typed,
      startedAt,
      seconds: Math.max(now - this.#openedAt, 0) / 1_000,
      end: { how: 'exited', code: 0 },
      output: Buffer.from(this.text()),
    };
  }

  #add(who: Entry['who'], text: string): void {
    if (this.#entries.length >= mostEntries) this.#lost += 1;
    else this.#entries.push({ who, text: text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '\ufffd') });
  }
}

/** A line behind a question for logins, of which only the name and the numbers of context and method in front are told. */
function withoutValues(line: string): string {
  const answer = readAtAnswer(line);
  if (answer === null || answer.kind === 'final' || comesUnasked(line)) return withoutLogins(line);
  if (answer.kind !== 'information') return hiddenValue;
  const values = answer.values.map((value, at) => {
    if (value === null) return '';
    if (value === '') return '""';
    return at < 2 && typeof value === 'string' && /^\d{1,2}$/.test(value) ? value : `"${hiddenValue}"`;
  });
  return `${answer.name}: ${values.join(',')}`;
}
