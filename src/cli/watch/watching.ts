import process from 'node:process';
import { setImmediate as turn } from 'node:timers/promises';
import { Diagnoser } from '../../diagnosis.ts';
import type { Row } from '../../report/text/layout.ts';
import { eventLine } from '../../report/watch/event-line.ts';
import { eventRow, liveRows } from '../../report/watch/live-ladder.ts';
import { liveSource, type TryEvent, TryWatcher } from '../../report/watch/tries.ts';
import { diagnose } from '../../rules/diagnose.ts';
import type { ListedRule } from '../../rules/listed-rule.ts';
import type { Situation } from '../../situation/situation.ts';
import { IncomingLog } from './incoming-log.ts';
import type { LiveScreen } from './live-screen.ts';
import { LiveWindow } from './live-window.ts';
import { Overlap } from './overlap.ts';
import type { WatchEnd } from './watch-end.ts';

/** A text with the name of its source. */
export interface NamedText {
  readonly name: string;
  readonly text: string;
}

/** What is watched, and what is known of it. */
export interface WatchSubject {
  /** As people write it: `root@192.168.1.1`. */
  readonly target: string;
  /** What was read before, without the logs. */
  readonly known: readonly NamedText[];
  /** The log as it was read before. */
  readonly earlier: readonly string[];
  /** So many lines of it come again at most. */
  readonly backlog: number;
}

/** Milliseconds in which lines that belong together come. */
const gathering = 80;
/** Milliseconds between two looks at least. */
const leastPause = 300;
const longestPause = 10_000;
/** A look that took so long is followed by a pause of so many times that: a tenth of the time of one core at most. */
const rest = 9;
/** Lines that are looked at together: what they begin fits into one look, so that no try is left out. */
const batch = 100;
/** Of more dialogues than some more hundred, a situation leaves out those in the middle. */
const mostDialogues = 80;
/** Lines of the earlier log that a try which is under way may have begun in. */
const earlierLines = 300;
/** Milliseconds after which lines are no longer held back because they might have been read before. */
const overlapPatience = 2_000;

/** Looks at a log while it comes in, and shows what happens. */
export class Watching {
  /** What the program that is followed prints. */
  readonly log = new IncomingLog();
  /** Lines of the kernel that it lacks. */
  readonly kernelLog = new IncomingLog();
  readonly #window = new LiveWindow();
  readonly #kernelWindow = new LiveWindow();
  readonly #watcher = new TryWatcher();
  readonly #subject: WatchSubject;
  readonly #rules: readonly ListedRule[];
  readonly #screen: LiveScreen;
  readonly #end: WatchEnd;
  readonly #began = Date.now();
  readonly #overlap: Overlap;
  readonly #stopResizing: () => void;
  #situation: Situation;
  #looking: Promise<void> | null = null;
  #nextLook = 0;
  #isOver = false;
  #lookTimer: NodeJS.Timeout | undefined;
  #settleTimer: NodeJS.Timeout | undefined;
  readonly #overlapTimer: NodeJS.Timeout | undefined;
  readonly #clock: NodeJS.Timeout | undefined;

  /** @param end hears of each attempt whose end is told */
  constructor(subject: WatchSubject, rules: readonly ListedRule[], screen: LiveScreen, end: WatchEnd) {
    this.#subject = subject;
    this.#rules = rules;
    this.#screen = screen;
    this.#end = end;
    this.#overlap = new Overlap(subject.earlier, subject.backlog);
    this.#window.add(subject.earlier.slice(-earlierLines));
    this.#situation = this.#look();
    this.#watcher.rebase(this.#situation, Date.now());
    this.#stopResizing = screen.onResize(() => end.guard(() => this.#draw()));
    if (screen.hasBlock) this.#clock = setInterval(() => end.guard(() => this.#draw()), 1000);
    this.#overlapTimer = setTimeout(() => this.#take(this.#overlap.rest()), overlapPatience);
    this.#draw();
  }

  add(bytes: Uint8Array): void {
    this.log.add(bytes);
    this.#schedule();
  }

  addKernel(bytes: Uint8Array): void {
    this.kernelLog.add(bytes);
    this.#schedule();
  }

  /** Looks at what is left, tells the ends that are not told, and takes the block away: nothing is drawn after that. */
  async end(): Promise<void> {
    this.#isOver = true;
    for (const timer of [this.#lookTimer, this.#settleTimer, this.#overlapTimer, this.#clock])
      clearTimeout(timer);
    this.#stopResizing();
    await this.#looking;
    const kernel = this.kernelLog.take(true);
    this.kernelLog.keep(kernel);
    this.#kernelWindow.add(kernel);
    const fresh = this.#overlap.fresh(this.log.take(true));
    await this.#lookAt([...fresh, ...this.#overlap.rest()]);
    this.#tell(this.#watcher.settle('over'));
    this.#screen.clear();
  }

  #schedule(): void {
    if (this.#isOver || this.#lookTimer !== undefined || this.#looking !== null) return;
    if (!this.log.hasLines && !this.kernelLog.hasLines) return;
    const wait = Math.max(gathering, this.#nextLook - Date.now());
    this.#lookTimer = setTimeout(() => {
      this.#lookTimer = undefined;
      const kernel = this.kernelLog.take();
      this.kernelLog.keep(kernel);
      const isKernelTelling = this.#kernelWindow.add(kernel);
      this.#take(this.#overlap.fresh(this.log.take()), isKernelTelling);
    }, wait);
  }

  #take(lines: readonly string[], isKernelTelling = false): void {
    if (lines.length === 0 && !isKernelTelling) return;
    const before = process.cpuUsage();
    const looking = async () => {
      await this.#looking;
      await this.#lookAt(lines, isKernelTelling).catch((error: unknown) => {
        this.#end.guard(() => {
          throw error;
        });
      });
      const { user, system } = process.cpuUsage(before);
      const pause = ((user + system) / 1000) * rest;
      this.#nextLook = Date.now() + Math.min(Math.max(leastPause, pause), longestPause);
    };
    const done = looking().finally(() => {
      if (this.#looking !== done) return;
      this.#looking = null;
      this.#schedule();
    });
    this.#looking = done;
  }

  async #lookAt(lines: readonly string[], isKernelTelling = false): Promise<void> {
    let telling = isKernelTelling;
    for (let at = 0; at < lines.length || telling; at += batch) {
      const some = lines.slice(at, at + batch);
      this.log.keep(some);
      if (this.#window.add(some)) telling = true;
      if (telling) {
        this.#situation = this.#look();
        this.#tell(this.#watcher.look(this.#situation, Date.now()));
        if (this.#isFull) this.#cut();
      }
      telling = false;
      // Ctrl-C, and the clock.
      await turn();
    }
    this.#waitForEnds();
  }

  get #isFull(): boolean {
    const dialogues = this.#situation.episodes.flatMap((episode) => episode.dialogues);
    const live = dialogues.filter(({ first }) => first.origin.spans[0].source === liveSource);
    return this.#window.isFull || live.length > mostDialogues;
  }

  #cut(): void {
    this.#window.cut();
    this.#situation = this.#look();
    this.#watcher.rebase(this.#situation, Date.now());
  }

  #waitForEnds(): void {
    clearTimeout(this.#settleTimer);
    const next = this.#watcher.nextEnd;
    if (this.#isOver || next === null) return;
    this.#settleTimer = setTimeout(
      () => {
        this.#end.guard(() => this.#tell(this.#watcher.settle(Date.now())));
        this.#waitForEnds();
      },
      Math.max(next - Date.now(), 0),
    );
  }

  #look(): Situation {
    if (this.#kernelWindow.isFull) this.#kernelWindow.cut();
    return situationOf([
      ...this.#subject.known,
      { name: 'live-kernel', text: this.#kernelWindow.text },
      { name: liveSource, text: this.#window.text },
    ]);
  }

  /** Attempts that ended stay on the screen; where there is no block, each step does. */
  #tell(events: readonly TryEvent[]): void {
    const told = this.#screen.hasBlock ? events.filter(({ type }) => type === 'ended') : events;
    const situation = this.#situation;
    const diagnosis = () => diagnose(situation, this.#rules);
    const { page } = this.#screen;
    const now = new Date().toTimeString().slice(0, 8);
    this.#draw(told.map((event) => eventRow(page, eventLine(event, diagnosis), now)));
    for (const event of events) if (event.type === 'ended') this.#end.attemptEnded(event);
  }

  #draw(lines: readonly Row[] = []): void {
    const current = this.#watcher.latest;
    const since = current === null ? this.#began : current.since;
    const state = {
      target: this.#subject.target,
      current,
      seconds: (Date.now() - since) / 1000,
      hint: current === null ? hintFor(this.#situation) : null,
    };
    this.#screen.write(lines, this.#screen.hasBlock ? liveRows(this.#screen.page, state) : []);
  }
}

function situationOf(texts: readonly NamedText[]): Situation {
  const diagnoser = new Diagnoser();
  feed(diagnoser, texts);
  return diagnoser.finish([]).situation;
}

/** Puts texts before a diagnoser, each as a source of its own. */
export function feed({ capture }: Diagnoser, texts: readonly NamedText[]): void {
  for (const { name, text } of texts) {
    capture.source(name);
    capture.feed(new TextEncoder().encode(text));
    capture.endSource();
  }
}

/** A name that can be typed as it stands. */
const plainName = /^\w{1,32}$/;

function hintFor({ episodes }: Situation): string | null {
  const names = episodes
    .flatMap(({ interfaces }) => interfaces)
    .filter(({ cellular, name }) => cellular && plainName.test(name))
    .map(({ name }) => name);
  const last = names.at(-1);
  return last === undefined ? null : `“ifup ${last}” on the router makes it dial`;
}
