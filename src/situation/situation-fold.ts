import type { Line } from '../capture/line.ts';
import type { Section } from '../capture/section.ts';
import type { Message } from '../grammar/message.ts';
import type { ReadingListener, TypedCommand } from '../grammar/reading.ts';
import type { Kind } from '../grammar/speakers/index.ts';
import type { UciSection } from '../grammar/structures/uci-section.ts';
import { isAdvice } from './advice.ts';
import { Chronology } from './chronology.ts';
import { readClaim } from './claim.ts';
import { buildEpisodes } from './episode.ts';
import { Chapters } from './episodes.ts';
import { Passage } from './passage.ts';
import type { Claim, Situation } from './situation.ts';

/** Seconds by which the kernel's clock may step back between neighbouring lines without a reboot: lines of two cores race. */
const uptimeSlack = 1;

/** Lines that stand at the beginning of every boot. */
const bootLines: ReadonlySet<Kind> = new Set(['kernel.version', 'boot.early', 'boot.preinit'] as const);

/** Folds what the grammar reads into the situation. */
export class SituationFold implements ReadingListener {
  readonly #chapters = new Chapters();
  #passage = new Passage('start');
  #section: Section | null = null;
  #claim: Claim | null = null;
  /** The last sentence before the present section, where prose stands there. */
  #lead: Line | null = null;
  #chronology = this.#newChronology();
  #messages = 0;
  #foreign = 0;
  #unknown = 0;

  section(section: Section): void {
    this.#closePassage();
    if (section.kind !== 'prose' && this.#section?.kind !== 'prose') this.#lead = null;
    this.#section = section;
    this.#passage.cover(section);
    // A claim stands right before the commands it is about.
    if (section.kind !== 'shell') this.#claim = null;
  }

  message(message: Message): void {
    this.#messages += 1;
    this.#chronology.add(message);
    this.#passage.extendTo(message.origin.spans[0].line);
  }

  #tell(message: Message): void {
    if (this.#rebootsAt(message)) {
      this.#chapters.add(this.#passage);
      this.#passage = new Passage('reboot');
      if (this.#section !== null) this.#passage.cover(this.#section);
    }
    this.#passage.addMessage(message);
  }

  copy(): void {
    this.#messages += 1;
  }

  config(section: UciSection): void {
    const isPasted = this.#section?.command === null;
    if (isPasted && this.#lead !== null && isAdvice(this.#lead.text)) return;
    this.#passage.addConfig(section);
    this.#passage.extendTo((section.options.at(-1)?.span ?? section.span).line);
  }

  command(command: TypedCommand): void {
    this.#passage.addCommand(command, this.#claim);
    this.#passage.extendTo(command.command.line.number);
  }

  prose(line: Line): void {
    this.#claim = readClaim(line);
    this.#lead = line;
  }

  foreign(line: Line): void {
    this.#foreign += 1;
    this.#passage.extendTo(line.number);
  }

  unknown(line: Line): void {
    this.#unknown += 1;
    this.#passage.extendTo(line.number);
  }

  end(): void {
    this.#closePassage();
  }

  /** The situation, once the input has ended. `lines` is the number of lines of the whole input. */
  finish(lines: number): Situation {
    return {
      episodes: buildEpisodes(this.#chapters.all),
      stats: { lines, messages: this.#messages, foreign: this.#foreign, unknown: this.#unknown },
    };
  }

  #newChronology(): Chronology {
    return new Chronology((message) => this.#tell(message));
  }

  #closePassage(): void {
    this.#chronology.end();
    this.#chronology = this.#newChronology();
    this.#chapters.add(this.#passage);
    this.#passage = new Passage('start');
  }

  /** Logs are also pasted newest line first, so an uptime that falls is no reboot unless the line is one of a boot. */
  #rebootsAt(message: Message): boolean {
    const { lastUptime } = this.#passage;
    const { uptime } = message.origin;
    return (
      uptime !== null &&
      lastUptime !== null &&
      uptime + uptimeSlack < lastUptime &&
      bootLines.has(message.kind)
    );
  }
}
