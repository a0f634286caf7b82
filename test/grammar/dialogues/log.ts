const head = 'Sun Nov 22 15:00:04 2026';

/** Lines as logread prints them for chat. `^M` stands for the carriage returns of the modem, as chat prints them. */
export function chat(pid: number, ...bodies: readonly string[]): string[] {
  return bodies.map((body) => `${head} local2.info chat[${pid}]: ${body}`);
}

export function pppd(pid: number, ...bodies: readonly string[]): string[] {
  return bodies.map((body) => `${head} daemon.notice pppd[${pid}]: ${body}`);
}

/** netifd's own words. */
export function netifd(...bodies: readonly string[]): string[] {
  return bodies.map((body) => `${head} daemon.notice netifd: ${body}`);
}

/** What netifd relays of a helper of an interface. */
export function relayed(name: string, pid: number, ...bodies: readonly string[]): string[] {
  return netifd(...bodies.map((body) => `${name} (${pid}): ${body}`));
}

export function udhcpc(name: string, pid: number, ...bodies: readonly string[]): string[] {
  return relayed(name, pid, ...bodies.map((body) => `udhcpc: ${body}`));
}

let uptime = 100;

/** Kernel lines with ever later stamps. */
export function kernel(...bodies: readonly string[]): string[] {
  return bodies.map((body) => {
    uptime += 0.01;
    return `${head} kern.info kernel: [${uptime.toFixed(6).padStart(12)}] ${body}`;
  });
}
