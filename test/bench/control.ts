import { createServer, type Server } from 'node:net';
import { createInterface } from 'node:readline';
import type { BenchRouter } from './bench.ts';
import { faultNamed, faults } from './faults.ts';
import { profiles } from './profiles/profiles.ts';
import type { Place, WayName } from './router/ways-in.ts';
import type { ScenarioPatch } from './scenario.ts';

/** Commands that switch a running bench, one on each line; at its terminal as over its socket. */
export const commandHelp = `fault NAME...     things that go wrong from now on; for a list: faults
set JSON          changes the scenario, as {"dhcp":{"mode":"silent"}}
plug [PROFILE]    plugs the modem in, or another one
unplug            pulls it out
replug [PROFILE] [FAULT...]   a new modem in its place
way NAME          a way in on which no address is translated, in the place of the one before: over the
                  modem (modem), through a tunnel over it (ipip, wireguard), or over the LAN (lan)
run COMMAND       runs a command on the router
status            the modem as it stands
journal           the AT commands that it was given
faults, profiles  what there is
quit              ends the router`;

/** Carries out a command; what comes back is for people. Throws where it makes no sense. */
export async function carryOut(router: BenchRouter, line: string): Promise<string> {
  const [command = '', ...words] = line.trim().split(/\s+/);
  const rest = line.trim().slice(command.length).trim();
  switch (command) {
    case '':
      return '';
    case 'fault':
      router.fault(...words);
      return words.map((name) => `${name}: ${faultNamed(name)?.title ?? ''}`).join('\n');
    case 'set':
      router.change(JSON.parse(rest) as ScenarioPatch);
      return 'set';
    case 'plug':
      await router.plug(words[0] === undefined ? undefined : { profile: words[0] });
      return 'plugged in';
    case 'unplug':
      await router.unplug();
      return 'unplugged';
    case 'replug': {
      const [profile, ...names] = words;
      await router.replug({ ...(profile === undefined ? {} : { profile }), faults: names });
      return 'plugged in anew';
    }
    case 'way':
      return sshCommand(router, await router.wayIn(wayNamed(rest)));
    case 'run': {
      const { code, stdout, stderr } = await router.shell.run(rest);
      return `${stdout}${stderr}${code === 0 ? '' : `exit status ${code}`}`.trimEnd();
    }
    case 'status':
      return status(router);
    case 'journal':
      return router.modem.journal.map(({ role, command: sent }) => `${role}: ${sent}`).join('\n');
    case 'faults':
      return listed(faults.filter(({ fits }) => fits(router.modem.profile)));
    case 'profiles':
      return listed(profiles);
    case 'help':
      return commandHelp;
    default:
      throw new Error(`There is no command ${command}. There are:\n${commandHelp}`);
  }
}

/** How to log in with the key. */
export function sshCommand({ keyFile, knownHostsFile, sshPort }: BenchRouter, { host, port }: Place): string {
  return `ssh -p ${port} -i ${keyFile} -o UserKnownHostsFile=${knownHostsFile} -o 'HostKeyAlias=[127.0.0.1]:${sshPort}' root@${host}`;
}

function wayNamed(name: string): WayName {
  if (name === 'modem' || name === 'ipip' || name === 'wireguard' || name === 'lan') return name;
  throw new Error(`${name}: there is no such way; there are modem, ipip, wireguard and lan.`);
}

export function listed(entries: readonly { readonly name: string; readonly title: string }[]): string {
  const width = Math.max(...entries.map(({ name }) => name.length));
  return entries.map(({ name, title }) => `${name.padEnd(width)}  ${title}`).join('\n');
}

function status(router: BenchRouter): string {
  const { modem } = router;
  const sessions = modem.sessions.map(
    ({ cid, apn, path, address }) => `${path} ${cid} "${apn}" ${address.address}`,
  );
  return [
    `modem: ${modem.profile.name}, ${router.isPlugged ? 'plugged in' : 'not plugged in'}`,
    `SIM card: ${modem.sim.state}`,
    `registration: ${modem.registration}`,
    `sessions: ${sessions.length === 0 ? 'none' : sessions.join(', ')}`,
    ...(router.emulatorFaults.length === 0
      ? []
      : [`the emulator has failed: ${router.emulatorFaults.map(String).join(', ')}`]),
  ].join('\n');
}

/**
 * The same commands over a UNIX socket, for other processes: each line in is a command, each line out JSON with `ok` and
 * `text`.
 */
export function serveControl(router: BenchRouter, path: string): Promise<Server> {
  const server = createServer((socket) => {
    socket.on('error', () => socket.destroy());
    const lines = createInterface({ input: socket });
    // One after the other, in the order in which they came.
    let queue: Promise<void> = Promise.resolve();
    lines.on('line', (line) => {
      queue = queue.then(async () => {
        const answer = await carryOut(router, line).then(
          (text) => ({ ok: true, text }),
          (error: unknown) => ({ ok: false, text: error instanceof Error ? error.message : String(error) }),
        );
        if (!socket.destroyed) socket.write(`${JSON.stringify(answer)}\n`);
      });
    });
  });
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(path, () => resolve(server));
  });
}
