import { execFileSync } from 'node:child_process';
import { chmodSync, chownSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { setTimeout as delay } from 'node:timers/promises';

/** A user of the machine who lives for one file of tests, with a home in the folder for temporary files. */
export class TestUser {
  readonly name: string;
  readonly home: string;
  readonly #uid: number;
  readonly #gid: number;

  private constructor(name: string, home: string, uid: number, gid: number) {
    this.name = name;
    this.home = home;
    this.#uid = uid;
    this.#gid = gid;
  }

  /** @param label letters, to tell the users of several files apart */
  static async create(label: string): Promise<TestUser> {
    const name = `hwd-${label}-${process.pid % 100_000}`;
    const home = mkdtempSync(join(tmpdir(), 'hwdiag-home-'));
    await changeUsers('useradd', ['--home-dir', home, '--no-create-home', '--shell', '/bin/sh', name]);
    const idOf = (flag: string) => Number(execFileSync('id', [flag, name], { encoding: 'utf8' }));
    const user = new TestUser(name, home, idOf('-u'), idOf('-g'));
    chownSync(home, user.#uid, user.#gid);
    chmodSync(home, 0o755);
    return user;
  }

  async setPassword(password: string): Promise<void> {
    if (password === '') await changeUsers('passwd', ['--delete', this.name]);
    else await changeUsers('chpasswd', [], `${this.name}:${password}\n`);
  }

  /** @param keys lines as in `.pub` files */
  authorize(...keys: readonly string[]): void {
    const folder = join(this.home, '.ssh');
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const file = join(folder, 'authorized_keys');
    writeFileSync(file, keys.map((key) => `${key.trim()}\n`).join(''), { mode: 0o600 });
    for (const path of [folder, file]) chownSync(path, this.#uid, this.#gid);
  }

  async remove(): Promise<void> {
    await changeUsers('userdel', ['--force', this.name]);
    rmSync(this.home, { recursive: true, force: true });
  }
}

/** Two changes of the list of users at once: one of them finds it locked. */
async function changeUsers(program: string, args: readonly string[], input = ''): Promise<void> {
  for (let left = 20; ; left -= 1) {
    try {
      execFileSync(program, args, { input, stdio: ['pipe', 'pipe', 'pipe'] });
      return;
    } catch (error) {
      if (left === 0 || !/lock/.test(String(error))) throw error;
      await delay(500);
    }
  }
}
