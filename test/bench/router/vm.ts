import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { Duplex } from 'node:stream';
import { freePort } from '../../servers/server.ts';
import { Cable } from './cable.ts';
import { type CpioEntry, cpioArchive } from './cpio.ts';
import { routerImage } from './image.ts';
import { cacheFolder } from './packages.ts';
import { takeSlot } from './slots.ts';

/** The last line of a start that went well. */
const ready = /HWDIAG-BENCH-READY ([\d.]+)/;

/** A quiet machine takes 4 seconds, one on which six others build takes 45. */
const startLimit = 120_000;

export interface VmOptions {
  /** What lies on the router besides the image, as its configuration. */
  readonly files: readonly CpioEntry[];
  readonly lanAddress: string;
  readonly hasModemManager: boolean;
  /** Where the modem waits for QEMU: a UNIX socket. */
  readonly usbSocket: string;
  /** It has a second network card, whose other end is here. */
  readonly hasCable: boolean;
}

/** A virtual machine that has started. */
export interface Vm {
  /** On this machine's loopback. */
  readonly sshPort: number;
  /** Milliseconds until it was ready. */
  readonly startTime: number;
  readonly cable: Cable | undefined;
  /** What it has printed so far. */
  console(): string;
  /** A command of QEMU's own: https://www.qemu.org/docs/master/interop/qemu-qmp-ref.html */
  qemu(command: 'stop' | 'cont' | 'system_reset'): Promise<void>;
  /** Settled when it has ended, for whatever reason. */
  readonly ended: Promise<void>;
  stop(): Promise<void>;
}

/** Starts a virtual machine and waits until it is ready. Without KVM: see docs/bench.md. */
export async function startVm({
  files,
  lanAddress,
  hasModemManager,
  usbSocket,
  hasCable,
}: VmOptions): Promise<Vm> {
  const image = routerImage();
  const giveFree = await takeSlot();
  const folder = mkdtempSync(join(tmpdir(), 'hwdiag-vm-'));
  const began = performance.now();
  const clean = () => {
    rmSync(folder, { recursive: true, force: true });
    giveFree();
  };
  let child: ChildProcess;
  let sshPort: number;
  try {
    sshPort = await freePort();
    const root = join(folder, 'root.cpio');
    const archives = [image.initialRootFolder, ...(hasModemManager ? [image.modemManager] : [])];
    writeFileSync(
      root,
      Buffer.concat([...archives.map((archive) => readFileSync(archive)), cpioArchive(files)]),
    );
    child = spawn(
      'qemu-system-x86_64',
      qemuArguments({ kernel: image.kernel, root, lanAddress, usbSocket, hasCable, sshPort, folder }),
      { stdio: ['ignore', 'pipe', 'pipe', ...(hasCable ? (['pipe'] as const) : [])] },
    );
  } catch (error) {
    clean();
    throw error;
  }
  const socket = child.stdio[cableDescriptor];
  const cable = socket instanceof Duplex ? new Cable(socket) : undefined;
  let output = '';
  const listeners = new Set<() => void>();
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => {
      output += text;
      for (const listener of listeners) listener();
    });
  }
  const ended = new Promise<void>((resolve) => {
    child.once('error', (error) => {
      output += `${error.message}\n`;
      resolve();
    });
    child.once('exit', () => resolve());
  });
  const killer = () => child.kill('SIGKILL');
  process.once('exit', killer);
  const stop = async () => {
    child.kill('SIGKILL');
    await ended;
    process.off('exit', killer);
    clean();
  };
  try {
    await new Promise<void>((resolve, reject) => {
      const limit = setTimeout(() => reject(new Error('it was not ready in time')), startLimit);
      listeners.add(() => {
        if (!ready.test(output)) return;
        clearTimeout(limit);
        resolve();
      });
      ended.then(() => {
        clearTimeout(limit);
        reject(new Error('QEMU ended'));
      });
    });
  } catch (error) {
    await stop();
    const kept = keepConsole(output);
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(`The virtual router did not start: ${reason}. What it printed: ${kept}`);
  }
  listeners.clear();
  return {
    sshPort,
    startTime: performance.now() - began,
    cable,
    console: () => output,
    qemu: (command) => qmp(join(folder, 'qmp'), command),
    ended,
    stop,
  };
}

/** QEMU's end of the cable: Node makes pairs of sockets where it says pipe. */
const cableDescriptor = 3;

interface QemuPlaces extends Omit<VmOptions, 'files' | 'hasModemManager'> {
  readonly kernel: string;
  readonly root: string;
  readonly sshPort: number;
  readonly folder: string;
}

function qemuArguments(places: QemuPlaces): readonly string[] {
  const { kernel, root, lanAddress, usbSocket, hasCable, sshPort, folder } = places;
  const lan = lanAddress.replace(/\.\d+$/, '');
  return [
    ['-M', 'pc', '-accel', 'tcg,thread=single', '-cpu', 'qemu64', '-m', '256', '-smp', '1'],
    ['-nodefaults', '-no-user-config', '-display', 'none', '-no-reboot'],
    ['-kernel', kernel, '-initrd', root],
    // What Linux measures of the TSC on a busy machine is wrong by a multiple; the HPET keeps the time of this machine.
    [
      '-append',
      'console=ttyS0 quiet panic=-1 mitigations=off nokaslr random.trust_cpu=on tsc=reliable clocksource=hpet no_timer_check lpj=4000000',
    ],
    // The router reaches nobody, not even this machine; this machine reaches its SSH server.
    [
      '-netdev',
      `user,id=lan,restrict=on,ipv6=off,net=${lan}.0/24,host=${lan}.2,hostfwd=tcp:127.0.0.1:${sshPort}-${lanAddress}:22`,
    ],
    ['-device', 'virtio-net-pci,netdev=lan,romfile='],
    ...(hasCable
      ? [
          ['-netdev', `socket,id=cable,fd=${cableDescriptor}`],
          ['-device', 'virtio-net-pci,netdev=cable,romfile=,mac=52:54:00:12:34:57'],
        ]
      : []),
    ['-serial', 'stdio', '-qmp', `unix:${join(folder, 'qmp')},server=on,wait=off`],
    ['-device', 'usb-ehci,id=usb'],
    ['-chardev', `socket,id=modem,path=${usbSocket},reconnect=1`],
    ['-device', 'usb-redir,chardev=modem,bus=usb.0,id=modem0'],
  ].flat();
}

function keepConsole(output: string): string {
  const folder = join(cacheFolder(), 'failed');
  mkdirSync(folder, { recursive: true });
  const file = join(folder, `console-${process.pid}-${Date.now()}.log`);
  writeFileSync(file, output);
  return file;
}

function qmp(socketPath: string, command: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = connect(socketPath);
    let received = '';
    socket.once('error', reject);
    socket.setEncoding('utf8').on('data', (text: string) => {
      received += text;
      const answers = received.split('\n').filter((line) => line.includes('"return"'));
      if (answers.length < 2) return;
      socket.end();
      resolve();
    });
    for (const execute of ['qmp_capabilities', command]) socket.write(`${JSON.stringify({ execute })}\n`);
  });
}
