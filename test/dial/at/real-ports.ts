import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import {
  closeSync,
  constants,
  existsSync,
  mkdtempSync,
  openSync,
  realpathSync,
  rmSync,
  statSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { realClock } from '../../bench/clock.ts';
import { VirtualModem } from '../../bench/modem/virtual-modem.ts';
import { huaweiE3372 } from '../../bench/profiles/huawei.ts';
import type { Profile } from '../../bench/profiles/profile.ts';
import type { PortRole, ScenarioPatch } from '../../bench/scenario.ts';

/** A terminal of this machine behind which a virtual modem is. It begins as the kernel makes it: with echo. */
export interface RealPort {
  readonly modem: VirtualModem;
  /** `/dev/pts/3` */
  readonly terminal: string;
  /** Its number to the kernel, which stays that of its holders when it is gone. */
  readonly device: number;
  /** What has come from the router so far. */
  sent(): string;
  /** How the terminal is set: `stty -a`. */
  settings(): string;
  /** From now on it says ERROR to such commands. */
  refuse(commands: RegExp): void;
  /** From now on it says what it says in other words. */
  rephrase(change: (words: string) => string): void;
  /** The modem leaves: the other end of the terminal closes. */
  unplug(): Promise<void>;
  stop(): Promise<void>;
}

export async function realPort(
  profile: Profile = huaweiE3372,
  role: PortRole = 'pcui',
  ...patches: ScenarioPatch[]
): Promise<RealPort> {
  const folder = mkdtempSync(join(tmpdir(), 'hwdiag-port-'));
  const link = join(folder, 'port');
  const socat = spawn('socat', [`PTY,link=${link}`, 'STDIO'], { stdio: ['pipe', 'pipe', 'ignore'] });
  for (let left = 200; left > 0 && !existsSync(link); left -= 1) await delay(10);
  const terminal = realpathSync(link);
  // Else the other end is gone once the first program closes it.
  const held = openSync(terminal, constants.O_RDWR | constants.O_NOCTTY | constants.O_NONBLOCK);
  const modem = new VirtualModem(profile, realClock, ...patches);
  const port = modem.port(role);
  let sent = '';
  let line = '';
  let refused: RegExp | null = null;
  let rephrased = (words: string): string => words;
  port.onSent((bytes) =>
    socat.stdin.write(Buffer.from(rephrased(Buffer.from(bytes).toString('latin1')), 'latin1')),
  );
  socat.stdin.on('error', () => undefined);
  socat.stdout.on('data', (chunk: Buffer) => {
    sent += chunk.toString('latin1');
    // Some programs send letter by letter.
    line += chunk.toString('latin1');
    if (refused !== null && !line.includes('\r')) return;
    if (refused?.test(line) === true) socat.stdin.write('\r\nERROR\r\n');
    else port.receive(Buffer.from(line, 'latin1'));
    line = '';
  });
  port.opened();
  let isHeld = true;
  const release = (): void => {
    if (isHeld) closeSync(held);
    isHeld = false;
  };
  return {
    modem,
    terminal,
    device: statSync(terminal).rdev,
    sent: () => sent,
    settings: () => execFileSync('stty', ['-a', '-F', terminal], { encoding: 'utf8' }).replace(/\s+/g, ' '),
    refuse: (commands) => {
      refused = commands;
    },
    rephrase: (change) => {
      rephrased = change;
    },
    unplug: () => ended(socat),
    stop: async () => {
      release();
      await ended(socat);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGKILL');
  await gone;
}
