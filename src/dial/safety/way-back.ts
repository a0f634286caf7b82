import { randomBytes } from 'node:crypto';
import { shellQuoted } from '../../report/command-line.ts';
import type { RouterShell, RouterTask } from '../router/router-shell.ts';
import wayBack from './way-back.sh';

/** One change that has to be undone, as it is left on the router before the change is made. */
export interface UndoStep {
  /** What it puts back, a clause without a full stop: `starts the interface wan again`. One line. */
  readonly title: string;
  /** Shell text. May be run twice; its exit status says whether it is done, `keptStatus` that it is better left as it is. */
  readonly script: string;
  /** What a person may do where it is not put back, a sentence. */
  readonly byHand: string;
}

/** Exit status of a step that leaves the change as it is. EX_TEMPFAIL of sysexits.h. */
export const keptStatus = 75;

/** The way back cannot be had, or is gone: nothing may be changed. The message is a clause. */
export class NoWayBack extends Error {}

/**
 * What became of a step: `kept` where it is left on purpose, `failed` where it is to be tried again; `cut-off` says that the router
 * began by itself. `at` is the router's uptime in seconds.
 */
export interface UndoRecord {
  readonly how: (typeof endings)[number];
  readonly at: number;
  readonly title: string;
}

const endings = ['undone', 'kept', 'failed', 'cut-off'] as const;

/** A folder of a live test that is still on the router. */
export interface LeftOver {
  readonly folder: string;
  /** The test is still being made, by somebody else. */
  readonly isRunning: boolean;
  readonly records: readonly UndoRecord[];
  /** Titles of what is still to be undone. */
  readonly open: readonly string[];
}

const folders = '/tmp/hwdiag-undo.';

/** Exit status of a task that came too late. */
export const lateStatus = 98;

/** Why nothing is changed any more. A clause. */
export const tooLate =
  'the router heard nothing of hwdiag for too long, and has put back by itself what was changed';

/** Seconds that the router waits for the next sign of hwdiag, beyond what the step that runs may take. */
const graceSeconds = 45;

/**
 * The way back, kept on the router itself: a dead man's switch. Before each change its undoing is written there; a process of
 * the router does it when hwdiag does not come back in time. Everything stands in memory: a restart of the router undoes what
 * this would, but for what the modem keeps.
 */
export class WayBack {
  readonly #shell: RouterShell;
  readonly #folder: string;
  #steps = 0;

  private constructor(shell: RouterShell, folder: string) {
    this.#shell = shell;
    this.#folder = folder;
  }

  /**
   * Lays it out and starts its watch.
   *
   * @returns null where the router cannot keep it: then nothing may be changed
   * @throws {SshError}
   * @throws {NoWayBack} where another test is made on the router
   */
  static async prepare(shell: RouterShell): Promise<WayBack | null> {
    const folder = `${folders}${randomBytes(6).toString('hex')}`;
    // A session of its own, so that the end of this one does not end it; without setsid it ignores the hang-up.
    const script = `mkdir ${folder} ${folder}/steps || exit 1
cat >${folder}/run <<'END-OF-WAY-BACK' || exit 1
${wayBack.trimEnd()}
END-OF-WAY-BACK
read -r now rest </proc/uptime
echo $((\${now%.*} + ${graceSeconds})) >${folder}/ends || exit 1
for other in ${folders}*; do
  if [ "$other" = ${folder} ] || [ -h "$other" ] || [ ! -O "$other" ] || [ ! -d "$other/steps" ] || [ -d "$other/closed" ]; then continue; fi
  { read -r ends <"$other/ends"; } 2>/dev/null || ends=0
  if [ "\${ends:-0}" -gt "\${now%.*}" ]; then
    rm -r ${folder}
    echo other
    exit
  fi
done
[ "$(tail -n 1 ${folder}/run)" = esac ] || exit 1
if has setsid; then
  setsid sh ${folder}/run watch </dev/null >/dev/null 2>&1 &
else
  (trap '' HUP; exec sh ${folder}/run watch </dev/null >/dev/null 2>&1) &
fi
until [ -s ${folder}/watcher ]; do sleep 0.1 2>/dev/null || sleep 1; done
echo ready`;
    const { text } = await shell.read({
      name: 'way-back',
      command: `mkdir ${folder}`,
      script,
      patience: 20,
    });
    if (text.trim().endsWith('ready')) return new WayBack(shell, folder);
    // Both look behind the folder that they have made: of two at once at least one sees the other.
    if (text.trim() === 'other')
      throw new NoWayBack('another hwdiag tests on this router just now, so nothing is changed');
    await shell.read({ name: 'way-back', command: `rm -r ${folder}`, patience: 20 });
    return null;
  }

  /**
   * Leaves a step on the router. Only when this has come back may the change be made.
   *
   * @param seconds that the change may take
   * @throws {SshError}
   * @throws {NoWayBack}
   */
  async remember(step: UndoStep, seconds: number): Promise<void> {
    this.#steps += 1;
    const file = `${this.#folder}/steps/${String(this.#steps).padStart(2, '0')}`;
    const text = `# ${step.title.replaceAll(/\s+/g, ' ')}\n${step.script}\n`;
    // Written whole or not at all.
    await this.#kept(
      `cat >${file}`,
      `${this.#sign(seconds)} || { echo late; exit; }
printf %s ${shellQuoted(text)} >${this.#folder}/next && mv ${this.#folder}/next ${file} && echo kept`,
    );
  }

  /**
   * The router acts on its own unless this, a task that is run by `watched`, or the end comes again in time.
   *
   * @param seconds until then
   * @throws {SshError}
   * @throws {NoWayBack} where the router has acted already
   */
  async expect(seconds: number): Promise<void> {
    await this.#kept(
      `echo >${this.#folder}/ends`,
      `if ${this.#sign(seconds)}; then echo kept; else echo late; fi`,
    );
  }

  /** A task with a sign of hwdiag before it; it is not run, and ends with `lateStatus`, where the router has acted already. */
  watched(task: RouterTask): RouterTask {
    const script = `${this.#sign(task.patience)} || exit ${lateStatus}\n${task.script ?? task.command}`;
    return { ...task, script };
  }

  /**
   * Leaves a mark that steps can look for: `[ -e NAME ]`.
   *
   * @throws {SshError}
   * @throws {NoWayBack}
   */
  async mark(name: string): Promise<void> {
    await this.#kept(`touch ${this.#folder}/${name}`, `: >${this.#folder}/${name} && echo kept`);
  }

  /**
   * Takes a mark away.
   *
   * @throws {SshError}
   * @throws {NoWayBack}
   */
  async unmark(name: string): Promise<void> {
    await this.#kept(`rm ${this.#folder}/${name}`, `rm -f ${this.#folder}/${name} && echo kept`);
  }

  #sign(seconds: number): string {
    return `sh ${this.#folder}/run sign ${Math.ceil(seconds) + graceSeconds}`;
  }

  async #kept(command: string, script: string): Promise<void> {
    const { text } = await this.#shell.read({ name: 'way-back', command, script, patience: 20 });
    if (text.trim() === 'kept') return;
    throw new NoWayBack(
      text.trim() === 'late' ? tooLate : 'the router cannot keep in /tmp how a change is undone',
    );
  }

  /**
   * Undoes everything, the last change first, and clears the folder away unless something could not be undone: then the router
   * goes on trying.
   *
   * @throws {SshError}
   */
  async undo(): Promise<readonly UndoRecord[]> {
    const { text } = await this.#shell.read({
      name: 'way-back',
      command: `sh ${this.#folder}/run undo`,
      // What is left is left to the watch, which begins at once.
      script: `if sh ${this.#folder}/run undo; then
  cat ${this.#folder}/record 2>/dev/null
  rm -r ${this.#folder}
else
  echo 0 >${this.#folder}/next && mv ${this.#folder}/next ${this.#folder}/ends
  cat ${this.#folder}/record
fi`,
      patience: 180,
    });
    return latest(recordsIn(text));
  }
}

/**
 * What other live tests have left on the router. A folder that is not root's own is none: what stands in it is run.
 *
 * @throws {SshError}
 */
export async function leftOvers(shell: RouterShell): Promise<readonly LeftOver[]> {
  const { text } = await shell.read({
    name: 'left-overs',
    command: `ls ${folders}*`,
    script: `read -r now rest </proc/uptime
for folder in ${folders}*; do
  [ ! -h "$folder" ] && [ -O "$folder" ] && [ -d "$folder/steps" ] || continue
  echo "folder	$folder"
  { read -r ends <"$folder/ends"; } 2>/dev/null || ends=0
  if [ ! -d "$folder/closed" ] && [ "\${ends:-0}" -gt "\${now%.*}" ]; then echo running; fi
  cat "$folder/record" 2>/dev/null
  for step in "$folder"/steps/*; do
    [ -f "$step" ] || continue
    read -r title <"$step"
    echo "open	0	\${title#\\# }"
  done
done`,
    patience: 20,
  });
  const found: LeftOver[] = [];
  for (const block of text.split(/^folder\t/m).slice(1)) {
    const [folder = '', ...lines] = block.split('\n');
    // The name goes to a shell.
    if (!/^\/tmp\/hwdiag-undo\.[0-9a-f]{12}$/.test(folder)) continue;
    const open = lines.flatMap((line) => /^open\t0\t(.*)$/.exec(line)?.[1] ?? []);
    const isRunning = lines.includes('running');
    found.push({ folder, isRunning, records: latest(recordsIn(lines.join('\n'))), open });
  }
  return found;
}

/**
 * Tries once more what an earlier test could not undo, and clears its folder away where that works.
 *
 * @throws {SshError}
 */
export async function retry(shell: RouterShell, { folder }: LeftOver): Promise<readonly UndoRecord[]> {
  const { text } = await shell.read({
    name: 'left-overs',
    command: `sh ${folder}/run undo`,
    script: `sh ${folder}/run undo && done=yes; cat ${folder}/record 2>/dev/null; if [ "$done" = yes ]; then rm -r ${folder}; fi`,
    patience: 180,
  });
  return latest(recordsIn(text));
}

function recordsIn(text: string): readonly UndoRecord[] {
  return text.split('\n').flatMap((line) => {
    const [word, at, title = ''] = line.split('\t');
    const how = endings.find((ending) => ending === word);
    return how === undefined || at === undefined ? [] : [{ how, at: Number(at), title }];
  });
}

/** The last word on each step. */
function latest(records: readonly UndoRecord[]): readonly UndoRecord[] {
  const byTitle = new Map<string, UndoRecord>();
  for (const record of records) {
    byTitle.delete(record.title);
    byTitle.set(record.title, record);
  }
  return [...byTitle.values()];
}
