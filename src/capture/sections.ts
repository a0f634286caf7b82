import type { BlockFormat } from './blocks/block-format.ts';
import { blockFormats } from './blocks/index.ts';
import { callOf } from './blocks/printed-by.ts';
import { readEnvelope } from './envelope.ts';
import { isDialled, readRelayed, readSpoken, readSpokenOn } from './envelopes/spoken.ts';
import type { Line } from './line.ts';
import { LogRun } from './log-run.ts';
import { isMachineText, isSentence } from './machine-text.ts';
import { readPrompt } from './prompt.ts';
import type { CaptureListener, Envelope, LogKind, Section, SectionKind, ShellCommand } from './section.ts';
import { readSectionNote } from './section-note.ts';
import { Voices } from './transcript.ts';
import { readUciLine } from './uci-line.ts';

/** Lines held back at most until an `option` line shows whether they are UCI. */
const mostHeld = 16;

/** Whether a line has nothing to read in it. Such lines separate; they belong to no section. */
export function isBlankLine(text: string): boolean {
  return text.trim() === '';
}

interface PlacedLine {
  readonly line: Line;
  /** A blank line stands before it. */
  readonly apart: boolean;
}

/** The command whose output the lines may be. */
interface OpenCommand {
  readonly command: ShellCommand;
  /** Its prompt names user and host. */
  readonly named: boolean;
  /** It has printed something. */
  printed: boolean;
}

/**
 * Tells the parts of a paste apart, line by line. Holds back a few lines at most, where only a later line shows what they
 * are.
 *
 * Output belongs to the command above it, until the next prompt, or until a blank line with a sentence or with another
 * kind of text after it.
 */
export class Sectioner {
  readonly #listener: CaptureListener;
  readonly #run: LogRun;
  #sections = 0;
  #current: Section | null = null;
  /** Format of the present section, where it is a log. */
  #log: LogKind | null = null;
  /** Format of the last block. */
  #block: BlockFormat | null = null;
  #open: OpenCommand | null = null;
  #apart = false;
  /** Lines that may begin a UCI block. */
  #held: PlacedLine[] = [];
  /** Lines that may belong to the block below them. */
  #leads: PlacedLine[] = [];
  /** The program of the line before, where that was told by its words. */
  #speaker: string | null = null;
  readonly #voices: Voices;
  /** Who has printed the transcript at hand, which names nobody. */
  #voice: string | null = null;
  /** A line that is one of a transcript if the next one is. */
  #hint: { readonly line: Line; readonly voice: string } | null = null;

  constructor(listener: CaptureListener) {
    this.#listener = listener;
    this.#run = new LogRun(listener);
    this.#voices = new Voices(listener);
  }

  /** The log at hand, when it is a long one. */
  get run(): LogRun {
    return this.#run;
  }

  /** Takes the next line of the source at hand. */
  line(line: Line): void {
    const note = readSectionNote(line.text);
    if (note !== null) {
      const command = this.#open?.command ?? null;
      this.endSource();
      this.#listener.sectionNote(line, note, command);
      return;
    }
    const envelope = readEnvelope(line.text);
    if (envelope === null) this.#run.interrupt();
    if (envelope === null && isBlankLine(line.text)) {
      this.#apart = true;
      return;
    }
    const placed = { line, apart: this.#apart };
    this.#apart = false;
    if (envelope === null) {
      this.#placeOther(placed);
    } else {
      this.#releaseLeads();
      this.#releaseAsText();
      this.#placeLog(placed, envelope);
    }
  }

  /** The source, or the output of a command, is at its end; sections and commands do not reach beyond it. */
  endSource(): void {
    this.#run.interrupt();
    this.#releaseLeads();
    this.#releaseAsText();
    this.#releaseHint('prose');
    this.#current = null;
    this.#log = null;
    this.#speaker = null;
    this.#open = null;
    this.#apart = false;
  }

  #placeLog({ line, apart }: PlacedLine, envelope: Envelope): void {
    this.#speaker = null;
    this.#openSection(envelope.format, line, this.#printer(envelope.format, apart));
    this.#log = envelope.format;
    this.#run.follow(line, envelope);
    this.#listener.logLine(line, envelope);
  }

  #placeOther(placed: PlacedLine): void {
    const { line, apart } = placed;
    const uci = readUciLine(line.text);
    const promptLike = uci === null || (uci === 'comment' && this.#mayBePrompt(apart));
    const prompt = promptLike ? readPrompt(line) : null;
    if (prompt !== null || uci !== null) this.#releaseLeads();
    if (prompt !== null) {
      this.#releaseAsText();
      this.#open = { command: prompt.command, named: prompt.named, printed: false };
      this.#current = null;
      this.#openSection('shell', line, prompt.command);
      return;
    }
    if (this.#held.length > 0) {
      if (uci === 'option' || uci === 'head') {
        this.#releaseAsUci();
        this.#placeUci(placed);
        return;
      }
      if ((uci === 'bare-head' || uci === 'comment') && this.#held.length < mostHeld) {
        this.#held.push(placed);
        return;
      }
      this.#releaseAsText();
    }
    if (uci === 'bare-head' || (uci === 'comment' && apart && this.#current?.kind === 'uci')) {
      this.#held.push(placed);
    } else if (uci === 'head' || (uci !== null && this.#continuesUci(uci, apart))) {
      this.#placeUci(placed);
    } else {
      this.#placeText(placed);
    }
  }

  /** A `#` line inside a UCI block is a comment, unless it stands apart or the commands here have such prompts. */
  #mayBePrompt(apart: boolean): boolean {
    const insideUci = this.#current?.kind === 'uci' || this.#held.length > 0;
    return !insideUci || apart || (this.#open !== null && !this.#open.named);
  }

  #continuesUci(uci: 'option' | 'broken-option' | 'comment', apart: boolean): boolean {
    if (this.#current?.kind !== 'uci') return false;
    return uci === 'option' || !apart;
  }

  #placeUci({ line, apart }: PlacedLine): void {
    if (this.#current?.kind !== 'uci') this.#openSection('uci', line, this.#printer('uci', apart));
    this.#listener.textLine(line);
  }

  #placeText({ line, apart }: PlacedLine): void {
    if (this.#followLeads({ line, apart })) return;
    const speaker = apart ? null : this.#speaker;
    const spoken = speaker === null ? null : readSpokenOn(speaker, line.text);
    if (spoken !== null) {
      this.#placeSpoken({ line, apart }, spoken);
      return;
    }
    this.#speaker = null;
    if (this.#log !== null && !apart && isTimed(line.text)) {
      this.#listener.logLine(line, { ...noEnvelope, format: this.#log });
      return;
    }
    if (this.#log === 'dmesg' && !apart && this.#isKernels(line.text)) {
      this.#listener.logLine(line, { ...noEnvelope, format: 'dmesg', program: 'kernel' });
      return;
    }
    const block = this.#blockOf(line, apart);
    if (block !== null) {
      this.#placeBlock({ line, apart }, block);
    } else if (blockFormats.some((format) => format.leads?.([line.text]))) {
      this.#leads.push({ line, apart });
    } else {
      this.#placePlain({ line, apart });
    }
  }

  #placeBlock({ line, apart }: PlacedLine, block: BlockFormat): void {
    this.#openSection(block.kind, line, this.#printer(block.kind, apart, printsBlocks));
    this.#block = block;
    this.#listener.textLine(line);
  }

  /** Places the lines held back before this one, if it shows what they are. True: it is held back, too. */
  #followLeads(placed: PlacedLine): boolean {
    const leads = this.#leads;
    if (leads.length === 0) return false;
    if (placed.apart) {
      this.#releaseLeads();
      return false;
    }
    const { text } = placed.line;
    const command = this.#open?.command ?? null;
    const above = leads.map(({ line }) => line.text);
    const block = blockFormats.find((format) => format.opens(text, command, false));
    if (block?.leads?.(above)) {
      this.#leads = [];
      for (const lead of leads) this.#placeBlock(lead, block);
    } else if (blockFormats.some((format) => format.leads?.([...above, text]))) {
      leads.push(placed);
      return true;
    } else this.#releaseLeads();
    return false;
  }

  /** Places lines that were held back and belong to no block. */
  #releaseLeads(): void {
    const leads = this.#leads;
    if (leads.length === 0) return;
    this.#leads = [];
    for (const lead of leads) this.#placePlain(lead);
  }

  /** Places a line that is no part of any block. */
  #placePlain({ line, apart }: PlacedLine): void {
    const open = this.#open;
    const isOutput = this.#mayBeOutput(line.text, apart) || this.#isGcoms(line.text);
    if (open !== null && open.command.text !== '' && isOutput) {
      open.printed = true;
      this.#openSection('shell', line, open.command);
    } else if (isDialled(line.text)) {
      this.#open = null;
      this.#openSection('shell', line, null);
    } else {
      this.#open = null;
      const spoken = readSpoken(line.text) ?? this.#knownRelay(line.text);
      if (spoken === null) this.#placeWords(line);
      else this.#placeSpoken({ line, apart }, spoken);
      return;
    }
    this.#listener.textLine(line);
  }

  #placeSpoken(placed: PlacedLine, envelope: Envelope): void {
    this.#placeLog(placed, envelope);
    this.#speaker = envelope.program;
  }

  /** Whether a line without a stamp, and without a device to know it by, is one of the kernel's: `usbcore: registered …` */
  #isKernels(text: string): boolean {
    return this.#listener.knows(`[    0.000000] ${text}`) !== null;
  }

  /** Whether a line below a blank one is what the scripts of gcom say: they begin their sentences with such lines. */
  #isGcoms(text: string): boolean {
    const command = this.#open?.command.text ?? '';
    return runsGcom.test(command) && this.#listener.knows(`gcom[1]: ${text}`) !== null;
  }

  #knownRelay(text: string): Envelope | null {
    const relayed = readRelayed(text);
    return relayed !== null && this.#listener.knows(`netifd: ${text.slice(relayed.bodyAt)}`) !== null
      ? relayed
      : null;
  }

  /** Places words that are a program's, if the line before or the next one is, too, and somebody's otherwise. */
  #placeWords(line: Line): void {
    const voice = this.#voices.of(line.text);
    if (voice === null) {
      this.#openSection('prose', line, null);
      this.#listener.textLine(line);
      return;
    }
    const isInTranscript = this.#current?.kind === 'shell' && this.#current.command === null;
    if (this.#hint?.voice === voice) this.#releaseHint('shell');
    else if (!isInTranscript || this.#voice !== voice) {
      this.#releaseHint('prose');
      this.#hint = { line, voice };
      this.#log = null;
      return;
    }
    this.#voice = voice;
    this.#openSection('shell', line, null);
    this.#listener.textLine(line);
  }

  /** Places the line that was held back because it may be one of a transcript. */
  #releaseHint(kind: 'shell' | 'prose'): void {
    const hint = this.#hint;
    if (hint === null) return;
    this.#hint = null;
    this.#openSection(kind, hint.line, null);
    this.#listener.textLine(hint.line);
  }

  /** Whether a line may be output of the command above it. */
  #mayBeOutput(text: string, apart: boolean): boolean {
    if (apart) return isMachineText(text);
    return !(this.#current !== null && saysNoSentence.has(this.#current.kind) && isSentence(text));
  }

  /** The format of the block that a line begins or goes on with. */
  #blockOf({ text }: Line, apart: boolean): BlockFormat | null {
    const command = this.#open?.command ?? null;
    const begun = blockFormats.find((format) => format.opens(text, command, apart));
    if (begun !== undefined) return begun;
    const present = this.#block !== null && this.#current?.kind === this.#block.kind ? this.#block : null;
    return present?.continues(text, apart) ? present : null;
  }

  /**
   * The command that printed a block of lines; ends the command where it did not.
   *
   * @param tools programs whose output may hold such blocks behind blank lines
   */
  #printer(kind: SectionKind, apart: boolean, tools?: RegExp): ShellCommand | null {
    const open = this.#open;
    if (open === null) return null;
    const continues = this.#current?.kind === kind && this.#current.command === open.command;
    const { text } = open.command;
    const mayPrint = (!open.printed && printsFiles.test(text)) || tools?.test(text) === true;
    if (!apart || continues || mayPrint) {
      open.printed = true;
      return open.command;
    }
    this.#open = null;
    return null;
  }

  #releaseAsUci(): void {
    for (const placed of this.#takeHeld()) this.#placeUci(placed);
  }

  #releaseAsText(): void {
    for (const placed of this.#takeHeld()) this.#placeText(placed);
  }

  #takeHeld(): readonly PlacedLine[] {
    const held = this.#held;
    if (held.length > 0) this.#held = [];
    return held;
  }

  /** Begins a section at this line unless the line continues the current one. */
  #openSection(kind: SectionKind, line: Line, command: ShellCommand | null): void {
    this.#releaseHint('prose');
    if (this.#current?.kind === kind && this.#current.command === command) return;
    this.#log = null;
    this.#current = { id: this.#sections, kind, source: line.source, firstLine: line.number, command };
    this.#sections += 1;
    this.#listener.section(this.#current);
  }
}

/** Commands that print logs and configurations, also after a blank line: `logread -e usb`, `cat /etc/config/network`. */
const printsFiles =
  /(?:^|[\s/|;&])(?:logread|dmesg|journalctl|cat|tail|head|more|less|grep|uci|vi|vim|nano)(?:\s|$)/;

/** Commands whose listings, answers and talks may begin with a blank line, and have blank lines inside. */
const printsBlocks = callOf(
  'gcom',
  'comgt',
  'sms_tool',
  'atinout',
  'gl_modem',
  'picocom',
  'minicom',
  'microcom',
  'socat',
  'screen',
  'lsusb',
  'usb-devices',
  'mmcli',
  'uqmi',
  'qmicli',
  'mbimcli',
  'umbim',
  'ifstatus',
  'ubus',
  'ip',
  'ifconfig',
  'route',
  'ping6?',
  'traceroute6?',
  'nslookup',
  'mwan3',
);

const runsGcom = callOf('gcom', 'comgt');

/** Blocks of tools that print no sentences: one right below is somebody's. */
const saysNoSentence: ReadonlySet<SectionKind> = new Set([
  'usb-devices',
  'lsusb',
  'modules',
  'processes',
  'packages',
  'json',
  'mmcli',
  'qmicli',
  'umbim',
  'links',
  'routes',
  'ping',
  'trace',
  'lookup',
]);

/** A few words behind a time, as a script prints them into a log: `15:39:20 Request timed out` */
const timed = /^\d{1,2}:\d\d:\d\d(?:[.,]\d{1,6})?\s\s?(\S.{0,47})$/;

/** Words of somebody who tells what he did then. */
const telling = /\b(?:I|i|my|me|we|you|he|it|the|a|an|this|that|then|and|now|here|after|when)\b|[?!]/;

function isTimed(text: string): boolean {
  const words = timed.exec(text)?.[1];
  return words !== undefined && !telling.test(words);
}

const noEnvelope: Omit<Envelope, 'format'> = {
  clock: null,
  uptime: null,
  facility: null,
  severity: null,
  host: null,
  program: null,
  pid: null,
  bodyAt: 0,
};
