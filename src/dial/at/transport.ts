import type { AtPort } from './at-port.ts';
import attempts from './transports/attempts.sh';
import gcom from './transports/gcom.sh';
import picocom from './transports/picocom.sh';
import plain from './transports/plain.sh';
import smsTool from './transports/sms-tool.sh';
import socat from './transports/socat.sh';
import stty from './transports/stty.sh';

/** What the router has to open a port with. */
export interface Means {
  /** Programs that it has: `socat`, `stty`, `gcom`, as its survey tells them. */
  readonly programs: ReadonlySet<string>;
}

/** What a node is: a terminal, which may echo, or a node that carries messages. */
export type NodeKind = 'terminal' | 'messages';

/** One way to have a port open on the router. */
export interface Transport {
  readonly name: 'socat' | 'stty' | 'plain' | 'picocom' | 'gcom' | 'sms_tool';
  readonly kind: AtPort['kind'];
  readonly nodes: readonly NodeKind[];
  /** One of these programs it needs; the first that the router has is used. Empty where the shell is enough. */
  readonly needs: readonly string[];
  /** How a person would open it. */
  typed(program: string, path: string): string;
  /** Shell text: the functions `talk` and `put_back`. */
  readonly script: string;
  /**
   * By what it says on standard output or standard error that it is ready, where the script does not tell. The grep of the router
   * reads it, too.
   */
  readonly isReady?: RegExp;
  /** What it says by itself among the modem's lines. */
  readonly ownWords?: RegExp;
}

/** The best first: one opening of the port for all commands, and a program that is made for it. */
export const transports: readonly Transport[] = [
  {
    name: 'socat',
    kind: 'stream',
    nodes: ['terminal', 'messages'],
    needs: ['socat'],
    typed: (_, path) => `socat - ${path},raw,echo=0`,
    script: socat,
    // 2026/11/30 02:28:08 socat[11659] N starting data transfer loop with FDs [0,1] and [5,5]
    isReady: /socat\[[0-9]+\] N starting data transfer loop/,
  },
  {
    name: 'plain',
    kind: 'stream',
    nodes: ['messages'],
    needs: [],
    typed: (_, path) => `dd bs=512 <${path}`,
    script: plain,
  },
  {
    name: 'stty',
    kind: 'stream',
    nodes: ['terminal'],
    needs: ['stty'],
    typed: (_, path) => `stty -F ${path} raw -echo; dd bs=512 <${path}`,
    script: stty,
  },
  {
    name: 'picocom',
    kind: 'stream',
    nodes: ['terminal'],
    needs: ['picocom'],
    typed: (_, path) => `picocom -b 115200 ${path}`,
    script: picocom,
    isReady: /^Terminal ready/m,
  },
  {
    name: 'gcom',
    kind: 'attempts',
    nodes: ['terminal'],
    // Debian's is called by its full name.
    needs: ['gcom', 'comgt'],
    typed: (program, path) => `${program} -d ${path}`,
    script: `${gcom}${attempts}`,
    // comgt 03:47:25 -> Error @832, line 45, Could not write to COM device. (1)
    ownWords: /^comgt \d\d:\d\d:\d\d -> /,
  },
  {
    name: 'sms_tool',
    kind: 'attempts',
    nodes: ['terminal'],
    needs: ['sms_tool', 'sms_tool_q'],
    typed: (program, path) => `${program} -d ${path} at`,
    script: `${smsTool}${attempts}`,
  },
];

/** The transports that fit a node and a router, the best first, each with its program. */
export function fittingTransports(
  path: string,
  { programs }: Means,
): readonly { readonly transport: Transport; readonly program: string }[] {
  const kind = nodeKind(path);
  return transports.flatMap((transport) => {
    const program = transport.needs.find((name) => programs.has(name));
    if (!transport.nodes.includes(kind) || (transport.needs.length > 0 && program === undefined)) return [];
    return [{ transport, program: program ?? '' }];
  });
}

/** Sources: Linux drivers/usb/class/cdc-wdm.c, drivers/net/wwan/wwan_core.c; MHI's own nodes before Linux 5.13. */
const messageNode = /^\/dev\/(?:cdc-wdm\d+|wwan\d+at\d+|mhi_DUN)$/;

/** What is no node of messages for certain is taken for a terminal: that may echo. */
export function nodeKind(path: string): NodeKind {
  return messageNode.test(path) ? 'messages' : 'terminal';
}
