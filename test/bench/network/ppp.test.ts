import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ManualClock } from '../clock.ts';
import { faultNamed } from '../faults.ts';
import type { AtPort } from '../modem/at/at-port.ts';
import { VirtualModem } from '../modem/virtual-modem.ts';
import { huaweiE3372 } from '../profiles/huawei.ts';
import type { ScenarioPatch } from '../scenario.ts';
import { Terminal } from '../terminal.ts';
import {
  type ControlPacket,
  code,
  controlBytes,
  controlPacketOf,
  type Option,
  optionBytes,
  optionsOf,
} from './control-packet.ts';
import { HdlcReader, hdlcFrame, type PppFrame } from './hdlc.ts';

const [lcp, pap, chap, ipcp, ip, ipv6cp] = [0xc021, 0xc023, 0xc223, 0x8021, 0x0021, 0x8057];
const nothing = new Uint8Array();

/** A router's end, as far as a test needs one: what comes, in order; and what pppd would say to a request. */
class Router {
  readonly #port: AtPort;
  readonly #frames: PppFrame[] = [];
  readonly text: Terminal;

  constructor(port: AtPort) {
    this.#port = port;
    this.text = new Terminal(port);
    const reader = new HdlcReader((frame) => this.#frames.push(frame));
    port.onSent((bytes) => reader.receive(bytes));
  }

  send(protocol: number, body: Uint8Array): void {
    this.#port.receive(hdlcFrame(protocol, body));
  }

  control(protocol: number, packetCode: number, identifier: number, data: Uint8Array = nothing): void {
    this.send(protocol, controlBytes({ code: packetCode, identifier, data }));
  }

  /** The next packet of that protocol. */
  next(protocol: number): ControlPacket {
    const at = this.#frames.findIndex((frame) => frame.protocol === protocol);
    const packet = at < 0 ? null : controlPacketOf(this.#frames[at]?.body ?? nothing);
    if (packet === null) throw new Error(`nothing of ${protocol.toString(16)}`);
    this.#frames.splice(0, at + 1);
    return packet;
  }

  frames(): PppFrame[] {
    return this.#frames.splice(0);
  }

  /** Opens the link as pppd does; the last request of the modem is given back. */
  openLink(): ControlPacket {
    const request = this.next(lcp);
    this.control(lcp, code.configureAck, request.identifier, request.data);
    this.control(lcp, code.configureRequest, 1, optionBytes([{ type: 5, value: Uint8Array.of(1, 2, 3, 4) }]));
    expect(this.next(lcp).code).toBe(code.configureAck);
    return request;
  }

  answerChallenge(user: string, password: string): ControlPacket {
    const { identifier, data } = this.next(chap);
    const challenge = data.subarray(1, 1 + (data[0] ?? 0));
    const response = createHash('md5')
      .update(Uint8Array.of(identifier))
      .update(password)
      .update(challenge)
      .digest();
    this.control(chap, 2, identifier, Uint8Array.of(16, ...response, ...Buffer.from(user)));
    return this.next(chap);
  }
}

function dialled(...patches: ScenarioPatch[]) {
  const clock = new ManualClock();
  const modem = new VirtualModem(huaweiE3372, clock, ...patches);
  const router = new Router(modem.port('modem'));
  router.text.type('ATD*99***1#\r');
  return { clock, modem, router };
}

function withFault(name: string) {
  const patch = faultNamed(name)?.patch(huaweiE3372);
  if (patch === undefined) throw new Error(`no fault ${name}`);
  return dialled(patch);
}

const words = (packet: ControlPacket) => Buffer.from(packet.data).toString();
const options = (packet: ControlPacket): Option[] => optionsOf(packet.data) ?? [];
const zero = Uint8Array.of(0, 0, 0, 0);

describe('frames', () => {
  it('come back whole, in whatever pieces they travel', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 1500 }), fc.integer({ min: 1, max: 40 }), (body, size) => {
        const frames: PppFrame[] = [];
        const reader = new HdlcReader((frame) => frames.push(frame));
        const bytes = hdlcFrame(ip, body);
        for (let from = 0; from < bytes.length; from += size)
          reader.receive(bytes.subarray(from, from + size));
        expect(frames).toEqual([{ protocol: ip, body }]);
      }),
    );
  });

  it('that are damaged are dropped, whatever they are', () => {
    const reader = new HdlcReader(() => undefined);
    fc.assert(fc.property(fc.uint8Array({ maxLength: 4000 }), (bytes) => reader.receive(bytes)));
  });

  it('have the check of RFC 1662', () => {
    // A Configure-Request as it stands in manuals of modems that speak PPP.
    const wire = Buffer.from(
      '7eff7d23c0217d217d217d207d2e7d227d267d207d207d207d207d277d227d287d2270347e',
      'hex',
    );
    const frames: PppFrame[] = [];
    new HdlcReader((frame) => frames.push(frame)).receive(wire);
    const body = Buffer.from('0101000e02060000000007020802', 'hex');
    expect(frames.map((frame) => [frame.protocol, Buffer.from(frame.body)])).toEqual([[lcp, body]]);
    expect(Buffer.from(hdlcFrame(lcp, body)).equals(wire)).toBe(true);
  });
});

describe('a call', () => {
  it('does not ask again for what the router refuses: OpenWrt has its pppd refuse short heads and protocols', () => {
    const { router } = dialled();
    const request = router.next(lcp);
    const [short, rest] = [7, 8].map((type) => options(request).filter((option) => option.type === type));
    router.control(
      lcp,
      code.configureReject,
      request.identifier,
      optionBytes([...(short ?? []), ...(rest ?? [])]),
    );
    expect(options(router.next(lcp)).map(({ type }) => type)).toEqual([2, 3, 5]);
  });

  it('asks for CHAP, welcomes the router, and gives it the address', () => {
    const { router } = dialled();
    expect(router.text.lines()[0]).toBe('CONNECT');
    const request = router.openLink();
    expect(options(request).find(({ type }) => type === 3)?.value).toEqual(Uint8Array.of(0xc2, 0x23, 5));
    expect(words(router.answerChallenge('giffgaff', 'password'))).toBe('Welcome!!');

    // No address of its own: pppd names 10.64.64.64 in a Nak, and gets the empty request again.
    const first = router.next(ipcp);
    expect([first.code, first.data.length]).toEqual([code.configureRequest, 0]);
    const named = optionBytes([{ type: 3, value: Uint8Array.of(10, 64, 64, 64) }]);
    router.control(ipcp, code.configureNak, first.identifier, named);
    const second = router.next(ipcp);
    expect([second.code, second.data.length]).toEqual([code.configureRequest, 0]);
    router.control(ipcp, code.configureAck, second.identifier);

    const compression = { type: 2, value: Uint8Array.of(0, 0x2d, 15, 1) };
    const wanted = [
      { type: 3, value: zero },
      { type: 129, value: zero },
      { type: 131, value: zero },
    ];
    router.control(ipcp, code.configureRequest, 1, optionBytes([compression, ...wanted]));
    expect(options(router.next(ipcp))).toEqual([compression]);
    router.control(ipcp, code.configureRequest, 2, optionBytes(wanted));
    const offered = router.next(ipcp);
    expect(offered.code).toBe(code.configureNak);
    expect(options(offered)).toEqual([
      { type: 3, value: Uint8Array.of(10, 146, 249, 5) },
      { type: 129, value: Uint8Array.of(10, 146, 0, 1) },
      { type: 131, value: Uint8Array.of(10, 146, 0, 2) },
    ]);
    router.control(ipcp, code.configureRequest, 3, offered.data);
    expect(router.next(ipcp).code).toBe(code.configureAck);
  });

  it('rejects protocols that it does not have', () => {
    const { router } = dialled({ ppp: { authentication: 'none' } });
    router.openLink();
    router.frames();
    router.control(ipv6cp, code.configureRequest, 1);
    const rejection = router.next(lcp);
    expect(rejection.code).toBe(code.protocolReject);
    expect([...rejection.data.subarray(0, 2)]).toEqual([0x80, 0x57]);
  });

  it('passes packets both ways', () => {
    const { modem, router } = online();
    const [session] = modem.sessions;
    const received: Uint8Array[] = [];
    session?.toNetwork.listen((packet) => received.push(packet));
    router.send(ip, Uint8Array.of(0x45, 1, 2));
    expect(received).toEqual([Uint8Array.of(0x45, 1, 2)]);
    session?.toRouter.emit(Uint8Array.of(0x45, 3, 4));
    expect(router.frames()).toEqual([{ protocol: ip, body: Uint8Array.of(0x45, 3, 4) }]);
  });

  it('ends as the router ends it', () => {
    const { modem, router } = online();
    router.text.read();
    router.control(lcp, code.terminateRequest, 9);
    expect(router.next(lcp).code).toBe(code.terminateAck);
    expect(router.text.read()).toContain('\r\nNO CARRIER\r\n');
    expect(modem.sessions).toEqual([]);
    expect(router.text.ask('AT')).toEqual(['OK']);
  });

  it('ends as the network ends it, and tells the router', () => {
    const { clock, router } = online({ network: { sessionLife: 10_000 } });
    clock.advance(10_000);
    expect(router.next(lcp).code).toBe(code.terminateRequest);
    // The router does not answer.
    clock.advance(3000);
    expect(router.text.read()).toContain('\r\nNO CARRIER\r\n');
  });

  it('says nothing any more when the modem is pulled out', () => {
    const { modem, router } = online();
    router.text.read();
    modem.unplug();
    expect(router.text.read()).toBe('');
    expect(modem.sessions).toEqual([]);
  });

  it('takes an answer for what it answers, whatever else was said since', () => {
    const { router } = dialled({ ppp: { authentication: 'none' } });
    router.openLink();
    const first = router.next(ipcp);
    // Rejected protocols bear numbers of their own.
    router.control(ipv6cp, code.configureRequest, 1);
    router.frames();
    router.control(ipcp, code.configureNak, first.identifier, optionBytes([{ type: 3, value: zero }]));
    expect(router.next(ipcp).code).toBe(code.configureRequest);
  });

  it('ends when DTR drops', () => {
    const { modem, router } = online();
    modem.port('modem').closed();
    expect(modem.sessions).toEqual([]);
    expect(router.text.ask('AT')).toEqual(['OK']);
  });

  it('is left by +++ with silence before and after, and entered again by ATO', () => {
    const { clock, modem, router } = online();
    router.text.read();
    router.text.type('+++');
    clock.advance(1000);
    // No silence had gone before.
    expect(router.text.read()).toBe('');
    clock.advance(1000);
    router.text.type('+');
    router.text.type('++');
    clock.advance(999);
    expect(router.text.read()).toBe('');
    clock.advance(1);
    expect(router.text.read()).toBe('\r\nOK\r\n');
    expect(router.text.ask('AT+CGACT?')).toEqual(['+CGACT: 1,1', 'OK']);
    expect(router.text.ask('ATO')).toEqual(['CONNECT']);
    expect(modem.sessions).toHaveLength(1);
    clock.advance(1000);
    router.text.type('+++');
    clock.advance(1000);
    router.text.read();
    expect(router.text.ask('ATH')).toEqual(['OK']);
    expect(modem.sessions).toEqual([]);
  });

  it('never throws, whatever the router sends', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.record({
            protocol: fc.constantFrom(lcp, pap, chap, ipcp, ip, ipv6cp, 0x1234),
            body: fc.uint8Array({ maxLength: 40 }),
          }),
          { maxLength: 20 },
        ),
        (frames) => {
          const { clock, router } = dialled();
          for (const { protocol, body } of frames) {
            router.send(protocol, body);
            clock.advance(500);
          }
        },
      ),
    );
  });
});

function online(...patches: ScenarioPatch[]) {
  const stand = dialled({ ppp: { authentication: 'none' } }, ...patches);
  const { router } = stand;
  router.openLink();
  const request = router.next(ipcp);
  router.control(ipcp, code.configureAck, request.identifier);
  const address = optionBytes([{ type: 3, value: Uint8Array.of(10, 146, 249, 5) }]);
  router.control(ipcp, code.configureRequest, 1, address);
  expect(router.next(ipcp).code).toBe(code.configureAck);
  router.frames();
  return stand;
}

// pppd's rows of "Fault modes tried, and what the real programs say": what it hears, from which it says so.
describe('faults of a call', () => {
  it('chap-refused: "Access denied", then the link is ended', () => {
    const { router } = withFault('chap-refused');
    router.openLink();
    const verdict = router.answerChallenge('giffgaff', 'password');
    expect([verdict.code, words(verdict)]).toEqual([4, 'Access denied']);
    const ending = router.next(lcp);
    expect(ending.code).toBe(code.terminateRequest);
    expect(router.text.read()).not.toContain('NO CARRIER');
    router.control(lcp, code.terminateAck, ending.identifier);
    expect(router.text.read()).toBe('\r\nNO CARRIER\r\n');
  });

  it.each([
    ['the right name and password', 'bench', 'bench', 3],
    ['another password', 'bench', 'wrong', 4],
    ['another name', 'giffgaff', 'bench', 4],
  ])('an access point that asks for a user: %s', (_, user, password, verdict) => {
    const { router } = withFault('credentials-rejected');
    router.openLink();
    expect(router.answerChallenge(user, password).code).toBe(verdict);
  });

  it('takes PAP where the router does not know CHAP', () => {
    const { router } = withFault('credentials-rejected');
    const request = router.next(lcp);
    const instead = optionBytes([{ type: 3, value: Uint8Array.of(0xc0, 0x23) }]);
    router.control(lcp, code.configureNak, request.identifier, instead);
    expect(options(router.openLink()).find(({ type }) => type === 3)?.value).toEqual(
      Uint8Array.of(0xc0, 0x23),
    );
    router.control(pap, 1, 7, Uint8Array.of(5, ...Buffer.from('bench'), 5, ...Buffer.from('bench')));
    expect(router.next(pap).code).toBe(2);
  });

  it('lcp-silent: nothing comes, however long one waits', () => {
    const { clock, router } = withFault('lcp-silent');
    router.control(lcp, code.configureRequest, 1);
    clock.advance(60_000);
    expect(router.frames()).toEqual([]);
  });

  it('ipcp-no-address: a Nak that names nothing, a second later', () => {
    const { clock, router } = withFault('ipcp-no-address');
    router.openLink();
    router.answerChallenge('x', 'y');
    router.control(ipcp, code.configureRequest, 1, optionBytes([{ type: 3, value: zero }]));
    router.next(ipcp);
    clock.advance(1000);
    const answer = router.next(ipcp);
    expect([answer.code, answer.data.length]).toEqual([code.configureNak, 0]);
  });

  it('link-dies: echo requests stay without an answer', () => {
    const { modem, router } = online();
    router.control(lcp, code.echoRequest, 1, zero);
    expect(router.next(lcp).code).toBe(code.echoReply);
    modem.change({ ppp: { echo: 'silent' } });
    router.control(lcp, code.echoRequest, 2, zero);
    expect(router.frames()).toEqual([]);
  });

  it('a router that never answers: ten requests, and the call is over', () => {
    const { clock, modem, router } = dialled();
    clock.advance(60_000);
    expect(router.frames().filter(({ protocol }) => protocol === lcp)).toHaveLength(11);
    expect(modem.sessions).toEqual([]);
  });
});
