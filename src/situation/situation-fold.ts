import type { Line } from '../capture/line.ts';
import type { Span } from '../capture/position.ts';
import type { Envelope, Section } from '../capture/section.ts';
import type { Message } from '../grammar/message.ts';
import type { Observation, OutputMissing } from '../grammar/observation.ts';
import type { ReadingListener, TypedCommand } from '../grammar/reading.ts';
import type { Kind } from '../grammar/speakers/index.ts';
import type { UciSection } from '../grammar/structures/uci-section.ts';
import { isAdvice } from './advice.ts';
import { Chronology } from './chronology.ts';
import { readClaim } from './claim.ts';
import { buildEpisodes } from './episode.ts';
import { Chapters } from './episodes.ts';
import { Passage } from './passage.ts';
import type { Claim, MissingOutput, SetAside, Situation } from './situation.ts';

/** Seconds by which the kernel's clock may step back between neighbouring lines without a reboot: lines of two cores race. */
const uptimeSlack = 1;

/** Commands that are told of as not run or not finished: a collection has a hundred, a hostile text millions. */
const mostMissing = 1_000;

/** Lines that stand at the beginning of every boot. */
const bootLines: ReadonlySet<Kind> = new Set(['kernel.version', 'boot.early', 'boot.preinit'] as const);

/** Programs whose output tells of the connection; that it is not understood yet must not pass without a word. */
const tellingPrograms: ReadonlySet<string> = new Set(
  'ping ping6 nslookup dig traceroute curl wget ifconfig ip route ifstatus ubus mwan3 uqmi umbim qmicli mbimcli mmcli gcom sms_tool uci lsusb'.split(
    ' ',
  ),
);

/** Folds what the grammar reads into the situation. */
export class SituationFold implements ReadingListener {
  readonly #chapters = new Chapters();
  #passage = new Passage('start');
  #section: Section | null = null;
  #claim: Claim | null = null;
  /** The last sentence before the present section, where prose stands there. */
  #lead: Line | null = null;
  #chronology = this.#newChronology();
  /** Programs of the command that printed the present section. */
  #calls: readonly string[] = [];
  /** First line of the present section. */
  #sectionStart = 0;
  readonly #setAside: SetAside[] = [];
  readonly #missingOutputs: MissingOutput[] = [];
  #messages = 0;
  /** Where the last observation stands. */
  #shownAt: Span | null = null;
  #foreign = 0;
  #unknown = 0;

  section(section: Section): void {
    this.#closePassage();
    if (section.kind !== 'prose' && this.#section?.kind !== 'prose') this.#lead = null;
    this.#section = section;
    this.#sectionStart = section.firstLine;
    if (section.command === null) this.#calls = [];
    this.#passage.cover(section);
    // A claim stands right before the commands it is about.
    if (section.kind !== 'shell' || section.command === null) this.#claim = null;
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
      if (this.#section !== null) {
        this.#passage.cover({ ...this.#section, firstLine: message.origin.spans[0].line });
      }
    }
    this.#passage.addMessage(message);
  }

  copy(): void {
    this.#messages += 1;
  }

  config(section: UciSection): void {
    const isPasted = this.#section?.command === null;
    if (isPasted && this.#lead !== null && isAdvice(this.#lead.text)) {
      this.#setAsideAdvice(section, this.#lead.text);
      return;
    }
    const spans = [section.span, ...section.options.map(({ span }) => span)];
    this.#messages += new Set(spans.map(({ line }) => line)).size;
    this.#passage.addConfig(section);
    this.#passage.extendTo((section.options.at(-1)?.span ?? section.span).line);
  }

  observation(observation: Observation): void {
    const { source, line } = observation.span;
    // A row of a table often shows several things.
    if (source !== this.#shownAt?.source || line !== this.#shownAt.line) this.#messages += 1;
    this.#shownAt = observation.span;
    if (observation.kind === 'output-missing') this.#noteMissing(observation);
    else this.#passage.addObservation(observation);
    this.#passage.extendTo(observation.span.line);
  }

  command(command: TypedCommand): void {
    this.#calls = command.shell.calls.map((call) => call.program);
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

  passedOver(lines: number, lastLine: number): void {
    this.#foreign += lines;
    this.#passage.extendTo(lastLine);
  }

  unknownOfRun(line: number): void {
    this.#unknown += 1;
    this.#passage.extendTo(line);
  }

  unknown(line: Line, envelope: Envelope | null): void {
    this.#unknown += 1;
    if (envelope === null) this.#setAsideOutput(line);
    this.#passage.extendTo(line.number);
  }

  end(): void {
    this.#closePassage();
  }

  /** The situation, once the input has ended. `lines` is the number of lines of the whole input. */
  finish(lines: number): Situation {
    return {
      ...buildEpisodes(this.#chapters.all),
      setAside: this.#setAside,
      missingOutputs: this.#missingOutputs,
      stats: { lines, messages: this.#messages, foreign: this.#foreign, unknown: this.#unknown },
    };
  }

  #noteMissing({ note: { what, reason }, command, span }: OutputMissing): void {
    if (this.#missingOutputs.length < mostMissing) {
      const { source, line } = span;
      this.#missingOutputs.push({ what, command: command?.text ?? null, reason, source, line });
    }
    if (command === null) return;
    // Nobody ran it by hand or otherwise: the passage that began with it holds nothing else.
    if (what === 'not-run' && this.#section?.command === command && this.#passage.holdsOnlyCommands) {
      this.#passage = new Passage('start');
      this.#passage.cover(this.#section);
    }
    this.#passage.unfinished.add(command);
  }

  #setAsideAdvice({ span, options }: UciSection, lead: string): void {
    this.#setAside.push({
      reason: 'advice',
      source: span.source,
      firstLine: span.line,
      lastLine: (options.at(-1)?.span ?? span).line,
      words: lead.trim(),
    });
  }

  #setAsideOutput({ source, number }: Line): void {
    const printer = this.#calls.find((program) => tellingPrograms.has(program));
    if (printer === undefined) return;
    const last = this.#setAside.at(-1);
    const goesOn = last?.words === printer && last.source === source && last.lastLine >= this.#sectionStart;
    if (goesOn) this.#setAside[this.#setAside.length - 1] = { ...last, lastLine: number };
    else
      this.#setAside.push({ reason: 'unread', source, firstLine: number, lastLine: number, words: printer });
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
