import type { AddressScenario, DhcpScenario } from '../scenario.ts';
import { addressBytes, addressText, netmask, readUdp, type UdpDatagram } from './packets.ts';

// Source: RFC 2131, RFC 2132.

const messageType = { discover: 1, offer: 2, request: 3, acknowledge: 5, refuse: 6 } as const;
const cookie = Buffer.of(0x63, 0x82, 0x53, 0x63);
const serverPort = 67;
const clientPort = 68;

export interface DhcpAnswer {
  readonly source: string;
  readonly target: string;
  readonly datagram: UdpDatagram;
}

/** Where nothing belongs to: the network has no such range, and its gateway answers nobody (RFC 5737). */
const wrongSubnet: AddressScenario = {
  address: '192.0.2.100',
  prefix: 24,
  gateway: '192.0.2.1',
  dns: ['192.0.2.1'],
  mtu: 1500,
};

export function isForDhcpServer(segment: Buffer): boolean {
  return readUdp(segment)?.targetPort === serverPort;
}

/** What the server of the modem says; undefined: nothing. */
export function answerDhcp(
  segment: Buffer,
  { mode, leaseTime }: DhcpScenario,
  granted: AddressScenario,
): DhcpAnswer | undefined {
  const request = readUdp(segment)?.payload;
  if (mode === 'silent' || request === undefined || request.length < 240 || request[0] !== 1)
    return undefined;
  if (!request.subarray(236, 240).equals(cookie)) return undefined;
  const type = optionsOf(request).get(53)?.[0];
  const address = mode === 'wrong-subnet' ? wrongSubnet : granted;
  if (type === messageType.discover) return answer(request, messageType.offer, address, leaseTime);
  if (type !== messageType.request) return undefined;
  const asked = addressText(optionsOf(request).get(50) ?? request.subarray(12, 16));
  const isGranted = mode !== 'nak' && asked === address.address;
  return answer(request, isGranted ? messageType.acknowledge : messageType.refuse, address, leaseTime);
}

function answer(request: Buffer, type: number, granted: AddressScenario, leaseTime: number): DhcpAnswer {
  const isRefusal = type === messageType.refuse;
  const head = Buffer.alloc(240);
  head.set([2, 1, 6, 0], 0);
  head.set(request.subarray(4, 8), 4);
  head.set(request.subarray(10, 12), 10);
  if (!isRefusal) head.set(addressBytes(granted.address), 16);
  head.set(request.subarray(28, 44), 28);
  head.set(cookie, 236);
  const options: number[] = [53, 1, type, 54, 4, ...addressBytes(granted.gateway)];
  if (!isRefusal) {
    const lease = Buffer.alloc(4);
    lease.writeUInt32BE(leaseTime, 0);
    options.push(51, 4, ...lease, 1, 4, ...addressBytes(netmask(granted.prefix)));
    options.push(3, 4, ...addressBytes(granted.gateway));
    options.push(6, 4 * granted.dns.length, ...granted.dns.flatMap((address) => [...addressBytes(address)]));
  }
  return {
    source: granted.gateway,
    target: isRefusal ? '255.255.255.255' : granted.address,
    datagram: {
      sourcePort: serverPort,
      targetPort: clientPort,
      // Clients of old expect as many bytes as BOOTP had.
      payload: Buffer.concat([head, Buffer.from([...options, 255]), Buffer.alloc(60)]),
    },
  };
}

function optionsOf(message: Buffer): ReadonlyMap<number, Buffer> {
  const options = new Map<number, Buffer>();
  for (let at = 240; at + 1 < message.length && message[at] !== 255; ) {
    const code = message.readUInt8(at);
    if (code === 0) {
      at += 1;
      continue;
    }
    const length = message.readUInt8(at + 1);
    options.set(code, message.subarray(at + 2, at + 2 + length));
    at += 2 + length;
  }
  return options;
}
