import type { AddressScenario, Authentication, ContextType } from '../../../scenario.ts';
import type { DataSession, SessionPath } from '../../data-session.ts';
import { type StoredCredentials, withContext, withoutContext } from '../../memory.ts';
import type { SessionAnswer, VirtualModem } from '../../virtual-modem.ts';
import type { Parameters } from '../command-line.ts';
import type { CommandDeclaration, Context } from '../command-table.ts';
import { cme, failed, ok, type Reply } from '../reply.ts';

// 3GPP TS 27.007, 10: packet domain.

const types: readonly ContextType[] = ['IP', 'IPV6', 'IPV4V6'];

export const noCredentials: StoredCredentials = { authentication: 'none', user: '', password: '' };

/** `<auth_prot>` of +CGAUTH, and of most vendors. */
export const authenticationNumbers: Readonly<Record<Authentication, number>> = { none: 0, pap: 1, chap: 2 };

/** 3 is "PAP or CHAP" with several vendors: CHAP will do. */
export function authenticationOf(value: number): Authentication {
  return (['none', 'pap', 'chap', 'chap'] as const)[value] ?? 'none';
}

export function credentialsOf(modem: VirtualModem, cid: number): StoredCredentials {
  return modem.memory.credentials[cid] ?? noCredentials;
}

export function setCredentials(modem: VirtualModem, cid: number, credentials: StoredCredentials): void {
  const { memory } = modem;
  modem.remember({ ...memory, credentials: { ...memory.credentials, [cid]: credentials } });
}

export function apnOf(modem: VirtualModem, cid: number): string {
  return modem.memory.contexts.find((context) => context.cid === cid)?.apn ?? '';
}

export function typeOf(modem: VirtualModem, cid: number): ContextType {
  return modem.memory.contexts.find((context) => context.cid === cid)?.type ?? 'IP';
}

export function isCid(value: number): boolean {
  return value >= 1 && value <= 16;
}

/** The error of a refused session: 27.007, 9.2.2.1, counts the causes of the network from 100 on; 149 is authentication, 148 unspecified. */
function refusal(answer: SessionAnswer & { readonly granted: false }): Reply {
  if (answer.cause === null) return cme(148);
  return cme(answer.cause === 29 ? 149 : 100 + answer.cause);
}

/** Asks for a session with what the context holds, and answers when the network has. */
function startSession(
  modem: VirtualModem,
  cid: number,
  path: SessionPath,
  credentials: StoredCredentials | null,
  reply: (answer: SessionAnswer) => Reply,
): Reply {
  return {
    kind: 'later',
    aborted: path === 'ppp' ? 'NO CARRIER' : null,
    begin: (finish) =>
      modem.request({ cid, apn: apnOf(modem, cid), type: typeOf(modem, cid), path, credentials }, (answer) =>
        finish(reply(answer)),
      ),
  };
}

/** A context that is switched on (1) or off (0), with what it holds, behind the modem's own network device. */
export function switchContext(modem: VirtualModem, cid: number, state: number): Reply {
  if (!isCid(cid) || (state !== 0 && state !== 1)) return cme(50);
  if (state === 1)
    return startSession(modem, cid, 'context', credentialsOf(modem, cid), (answer) =>
      answer.granted ? ok() : refusal(answer),
    );
  const session = modem.session(cid);
  if (session !== undefined) modem.release(session);
  return ok();
}

/** `ATD*99#`, `ATD*99***1#` (27.007, 10.2.1). */
const packetCall = /^T?\*99(?:\*[^*#]*)?(?:\*[^*#]*)?(?:\*(\d*))?#$/i;

function dial({ modem, dials }: Context, parameters: Parameters): Reply {
  const call = packetCall.exec(parameters.text.replace(/[\s"]/g, ''));
  if (call === null || !dials) return failed('NO CARRIER');
  const cid = call[1] === undefined || call[1] === '' ? 1 : Number(call[1]);
  if (!isCid(cid) || !modem.isAttached) return failed('NO CARRIER');
  // PPP asks for name and password behind CONNECT.
  return startSession(modem, cid, 'ppp', null, (answer) =>
    answer.granted ? { kind: 'connected', session: answer.session } : refusal(answer),
  );
}

function defineContext({ modem }: Context, parameters: Parameters): Reply {
  const cid = parameters.number(0);
  if (!isCid(cid)) return cme(50);
  if (parameters.count === 1) {
    modem.remember(withoutContext(modem.memory, cid));
    return ok();
  }
  const type = types.find((candidate) => candidate === parameters.string(1).toUpperCase());
  if (type === undefined) return cme(50);
  modem.remember(withContext(modem.memory, { cid, type, apn: parameters.string(2) }));
  return ok();
}

function activate({ modem }: Context, parameters: Parameters): Reply {
  const [state, cid] = [parameters.number(0), parameters.has(1) ? parameters.number(1) : 1];
  if ((state !== 0 && state !== 1) || !isCid(cid)) return cme(50);
  if (state === 0) {
    const session = modem.session(cid);
    if (session !== undefined) modem.release(session);
    return ok();
  }
  if (!modem.memory.contexts.some((context) => context.cid === cid)) return cme(143);
  if (!modem.isAttached) return cme(modem.isRegistered ? 148 : 30);
  return startSession(modem, cid, 'context', credentialsOf(modem, cid), (answer) =>
    answer.granted ? ok() : refusal(answer),
  );
}

/** A mask of that many bits, in dots. */
export function maskOf(prefix: number): string {
  const bits = prefix === 0 ? 0 : (0xffffffff << (32 - prefix)) >>> 0;
  return [24, 16, 8, 0].map((shift) => (bits >>> shift) & 0xff).join('.');
}

function dynamicParameters({ cid, apn, address }: DataSession): string {
  const { address: own, prefix, gateway, dns, mtu }: AddressScenario = address;
  const servers = [dns[0] ?? '', dns[1] ?? ''].map((server) => `"${server}"`).join(',');
  // cid, bearer, apn, address.mask, gateway, dns, dns, p-cscf, p-cscf, im_cn, lipa, mtu
  return `+CGCONTRDP: ${cid},5,"${apn}","${own}.${maskOf(prefix)}","${gateway}",${servers},"","",0,0,${mtu}`;
}

function authenticate({ modem }: Context, parameters: Parameters): Reply {
  const [cid, kind] = [parameters.number(0), parameters.number(1)];
  if (!isCid(cid) || !(kind >= 0 && kind <= 3)) return cme(50);
  setCredentials(modem, cid, {
    authentication: authenticationOf(kind),
    user: parameters.string(2),
    password: parameters.string(3),
  });
  return ok();
}

/** The words of 24.301, annex B.1, for +CEER; as far as the bench's networks give them. */
const causeWords: Readonly<Record<number, string>> = {
  8: 'Operator Determined Barring',
  26: 'Insufficient resources',
  27: 'Missing or unknown APN',
  28: 'Unknown PDN type',
  29: 'User authentication failed',
  30: 'Request rejected by Serving GW or PDN GW',
  31: 'Request rejected, unspecified',
  32: 'Service option not supported',
  33: 'Requested service option not subscribed',
  36: 'Regular deactivation',
  38: 'Network failure',
  50: 'PDN type IPv4 only allowed',
  55: 'Multiple PDN connections for a given APN not allowed',
};

export const packetCommands: readonly CommandDeclaration[] = [
  { name: 'D', set: dial },
  {
    name: '+CGATT',
    read: ({ modem }) => ok(`+CGATT: ${modem.isAttached ? 1 : 0}`),
    test: () => ok('+CGATT: (0,1)'),
    set: ({ modem }, parameters) => {
      const wanted = parameters.number(0);
      if (wanted === 0) {
        for (const session of modem.sessions) modem.release(session);
        return ok();
      }
      if (wanted !== 1) return cme(50);
      return modem.isAttached ? ok() : cme(modem.isRegistered ? 107 : 30);
    },
    needsSim: true,
  },
  {
    name: '+CGDCONT',
    read: ({ modem }) =>
      ok(
        ...modem.memory.contexts.map(
          ({ cid, type, apn }) => `+CGDCONT: ${cid},"${type}","${apn}","0.0.0.0",0,0,0,0`,
        ),
      ),
    test: () => ok(...types.map((type) => `+CGDCONT: (1-16),"${type}",,,(0-2),(0-4)`)),
    set: defineContext,
  },
  {
    name: '+CGACT',
    read: ({ modem }) =>
      ok(
        ...modem.memory.contexts.map(
          ({ cid }) => `+CGACT: ${cid},${modem.session(cid) === undefined ? 0 : 1}`,
        ),
      ),
    test: () => ok('+CGACT: (0,1)'),
    set: activate,
    needsSim: true,
  },
  {
    name: '+CGPADDR',
    execute: ({ modem }) => ok(...modem.memory.contexts.map(({ cid }) => addressLine(modem, cid))),
    test: ({ modem }) => ok(`+CGPADDR: (${modem.memory.contexts.map(({ cid }) => cid).join(',')})`),
    set: ({ modem }, parameters) => ok(addressLine(modem, parameters.number(0))),
  },
  {
    name: '+CGCONTRDP',
    execute: ({ modem }) => ok(...modem.sessions.map(dynamicParameters)),
    test: ({ modem }) => ok(`+CGCONTRDP: (${modem.sessions.map(({ cid }) => cid).join(',')})`),
    set: ({ modem }, parameters) => {
      const session = modem.session(parameters.number(0));
      return session === undefined ? ok() : ok(dynamicParameters(session));
    },
  },
  {
    name: '+CGAUTH',
    read: ({ modem }) =>
      ok(
        ...Object.entries(modem.memory.credentials).map(([cid, { authentication, user, password }]) =>
          authentication === 'none'
            ? `+CGAUTH: ${cid},0`
            : `+CGAUTH: ${cid},${authenticationNumbers[authentication]},"${user}","${password}"`,
        ),
      ),
    test: () => ok('+CGAUTH: (1-16),(0-2),64,64'),
    set: authenticate,
  },
  {
    name: '+CGEREP',
    read: ({ settings }) => ok(`+CGEREP: ${settings.packetEvents ? 2 : 0},0`),
    test: () => ok('+CGEREP: (0-2),(0,1)'),
    set: ({ settings }, parameters) => {
      settings.packetEvents = parameters.number(0) > 0;
      return ok();
    },
  },
  {
    name: '+CEER',
    execute: ({ modem }) => {
      const cause = modem.lastCause;
      return ok(
        `+CEER: ${cause === null ? 'No cause information available' : (causeWords[cause] ?? 'Protocol error, unspecified')}`,
      );
    },
  },
];

function addressLine(modem: VirtualModem, cid: number): string {
  const session = modem.session(cid);
  return session === undefined ? `+CGPADDR: ${cid}` : `+CGPADDR: ${cid},"${session.address.address}"`;
}
