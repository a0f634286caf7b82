import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { setTimeout as delay } from 'node:timers/promises';
import { cacheFolder } from './packages.ts';

/** As many routers may run at once, over all processes: more make each other so slow that they miss their limits. */
const most = 2;

/** Waits until a router may be started. What comes back gives the place free. */
export async function takeSlot(signal?: AbortSignal): Promise<() => void> {
  const folder = join(cacheFolder(), 'running');
  mkdirSync(folder, { recursive: true });
  for (;;) {
    for (let number = 0; number < most; number += 1) {
      const file = join(folder, String(number));
      if (take(file)) return () => rmSync(file, { force: true });
    }
    await delay(250, undefined, signal === undefined ? {} : { signal });
  }
}

function take(file: string): boolean {
  try {
    writeFileSync(file, String(process.pid), { flag: 'wx' });
    return true;
  } catch {
    if (!isAbandoned(file)) return false;
    rmSync(file, { force: true });
    return false;
  }
}

/** Its process ended without giving it free. */
function isAbandoned(file: string): boolean {
  let pid: number;
  try {
    pid = Number(readFileSync(file, 'utf8'));
  } catch {
    return false;
  }
  // Just made, and not written yet.
  if (pid === 0) return false;
  try {
    process.kill(pid, 0);
    return false;
  } catch {
    return true;
  }
}
