import { networkInterfaces } from 'node:os';
import type { BenchRouter } from '../bench.ts';
import { LanHost } from '../network/lan-host.ts';
import { TcpRelay } from '../network/tcp-relay.ts';
import { IpInIp, type TunnelEnd, type TunnelOptions } from '../network/tunnel.ts';
import { WireGuardEnd } from '../network/wireguard.ts';

/** Where the router's SSH server is come to, on this machine. */
export interface Place {
  readonly host: string;
  readonly port: number;
}

/** A place behind which lies a way of its own to the router, on which no address is translated. */
export interface WayIn extends Place {
  /** What takes it back on the router. */
  readonly undo: string;
  close(): Promise<void>;
}

/** An address of this machine that others could come from, too; undefined where it has none. No router answers to loopback. */
export function addressHere(): string | undefined {
  const all = Object.values(networkInterfaces()).flatMap((addresses) => addresses ?? []);
  return all.find(({ family, internal }) => family === 'IPv4' && !internal)?.address;
}

export type WayName = 'modem' | 'ipip' | 'wireguard' | 'lan';

/** Opens a way for programs that come from this address. */
export function openWay(router: BenchRouter, name: WayName, address: string): Promise<WayIn> {
  switch (name) {
    case 'modem':
      return overModem(router, address);
    case 'ipip':
      return throughIpInIp(router, address);
    case 'wireguard':
      return throughWireGuard(router, address);
    case 'lan':
      return overLan(router, address);
  }
}

const sshPort = 22;

/** Of the range for documentation (RFC 5737): where tunnels end in the internet. */
const farEnd = '203.0.113.251';

/** The router's own in a tunnel. */
const insideAddress = '10.9.0.1';

/** From the internet, to the address that the modem's session has. */
async function overModem({ visitors }: BenchRouter, address: string): Promise<WayIn> {
  const relay = await TcpRelay.listen({
    address,
    target: () => visitors.target,
    targetPort: sshPort,
    send: (packet) => visitors.send(packet),
  });
  return wayBehind(
    relay,
    address,
    visitors.add((packet) => relay.receive(packet)),
  );
}

/** By the cable to its second network card. The address is none of its LAN: it has to be told where that is. */
async function overLan({ cable, shell, lanAddress }: BenchRouter, address: string): Promise<WayIn> {
  if (cable === undefined) throw new Error('This router has no second network card.');
  let relay: TcpRelay | undefined;
  const host = new LanHost({
    address,
    router: lanAddress,
    send: (frame) => cable.send(frame),
    deliver: (packet) => void relay?.receive(packet),
  });
  await succeeds(shell, `ip route add ${address} dev br-lan`);
  relay = await TcpRelay.listen({
    address,
    target: () => lanAddress,
    targetPort: sshPort,
    send: (packet) => host.send(packet),
  });
  const leave = cable.frames.listen((frame) => host.receive(frame));
  return wayBehind(relay, address, leave, `ip route del ${address} dev br-lan`);
}

/** Through a tunnel over the modem that hides nothing. */
function throughIpInIp(router: BenchRouter, address: string): Promise<WayIn> {
  return throughTunnel(router, address, (options) => new IpInIp(options), {
    name: 'tunnel0',
    up: () => `modprobe ipip
ip tunnel add tunnel0 mode ipip local ${router.visitors.target} remote ${farEnd}`,
    down: 'ip tunnel del tunnel0',
  });
}

/** Through WireGuard over the modem. */
async function throughWireGuard(router: BenchRouter, address: string): Promise<WayIn> {
  const way = await throughTunnel(router, address, (options) => new WireGuardEnd(options), {
    name: 'wg0',
    up: ({ endpoint, publicKey }) => `modprobe wireguard
ln -sf /usr/lib/bench/wg /usr/bin/wg
ip link add wg0 type wireguard
wg genkey | wg set wg0 private-key /dev/stdin peer ${publicKey} endpoint ${endpoint} \\
  allowed-ips ${address}/32 persistent-keepalive 1`,
    down: 'ip link del wg0; rm /usr/bin/wg',
  });
  // It is the router that calls: before that nobody can come.
  await router.shell.until('wg show wg0 latest-handshakes', (times) => /\t[1-9]\d*$/m.test(times), 30_000);
  return way;
}

interface TunnelOnRouter<End> {
  /** Of the network device. */
  readonly name: string;
  readonly up: (end: End) => string;
  readonly down: string;
}

async function throughTunnel<End extends TunnelEnd>(
  { visitors, shell }: BenchRouter,
  address: string,
  makeEnd: (options: TunnelOptions) => End,
  { name, up, down }: TunnelOnRouter<End>,
): Promise<WayIn> {
  let relay: TcpRelay | undefined;
  const end = makeEnd({
    address: farEnd,
    target: () => visitors.target,
    send: (packet) => visitors.send(packet),
    deliver: (packet) => void relay?.receive(packet),
  });
  const leave = visitors.add((packet) => end.receive(packet));
  await succeeds(
    shell,
    `set -e
${up(end)}
ip addr add ${insideAddress}/30 dev ${name}
ip link set ${name} up
ip route add ${address} dev ${name}`,
  );
  relay = await TcpRelay.listen({
    address,
    target: () => insideAddress,
    targetPort: sshPort,
    send: (packet) => end.send(packet),
  });
  return wayBehind(relay, address, leave, down);
}

function wayBehind(relay: TcpRelay, host: string, leave: () => unknown, undo = ':'): WayIn {
  return {
    host,
    port: relay.port,
    undo,
    async close() {
      await relay.close();
      leave();
    },
  };
}

async function succeeds(shell: BenchRouter['shell'], commands: string): Promise<void> {
  const { code, stdout, stderr } = await shell.run(commands);
  if (code !== 0) throw new Error(`In vain: ${commands}\nIt printed:\n${stdout}${stderr}`);
}
