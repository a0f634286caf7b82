import { withContext } from '../../memory.ts';
import type { VirtualModem } from '../../virtual-modem.ts';
import { Parameters } from '../command-line.ts';
import type { CommandDeclaration, Context } from '../command-table.ts';
import { cme, ok, type Reply } from '../reply.ts';
import { authenticationOf, isCid, setCredentials, switchContext } from './packet.ts';
import { hasSignal, signalOf } from './registration.ts';

// ZTE's commands as ModemManager's plugin (plugins/zte) and OpenWrt's handlers of the MF28x use them.

const networkNames = { gsm: 'GSM', umts: 'HSPA', lte: 'LTE' } as const;

function packetState({ modem }: Context): Reply {
  const { technology } = modem.scenario.network.operator;
  if (modem.isRegistered)
    return ok(`+ZPAS: "${networkNames[technology]}","${modem.isAttached ? 'CS_PS' : 'CS_ONLY'}"`);
  return ok(`+ZPAS: "${hasSignal(modem) ? 'Limited Service' : 'No Service'}","None"`);
}

/** What such sticks say unasked, in turn. */
export function zteReports(modem: VirtualModem): readonly string[] {
  return [`+ZUSIMR:${modem.sim.state === 'ready' ? 2 : 0}`, `+ZRSSI: ${signalOf(modem)}`];
}

function defineContext({ modem }: Context, parameters: Parameters): Reply {
  const cid = parameters.number(0);
  if (!isCid(cid)) return cme(50);
  modem.remember(withContext(modem.memory, { cid, type: 'IP', apn: parameters.string(2) }));
  return ok();
}

function authenticate({ modem }: Context, parameters: Parameters): Reply {
  const cid = parameters.number(0);
  if (!isCid(cid)) return cme(50);
  setCredentials(modem, cid, {
    authentication: authenticationOf(parameters.number(3)),
    user: parameters.string(1),
    password: parameters.string(2),
  });
  return ok();
}

function activate({ modem }: Context, parameters: Parameters): Reply {
  return switchContext(modem, parameters.number(1), parameters.number(0));
}

export const zteCommands: readonly CommandDeclaration[] = [
  { name: '+ZPAS', read: packetState },
  { name: '+ZSINR', read: ({ modem }) => ok(`+ZSINR: ${modem.scenario.radio.sinr}`) },
  { name: '+ZGDCONT', set: defineContext },
  { name: '+ZGPCOAUTH', set: authenticate },
  {
    name: '+ZGACT',
    set: activate,
    read: ({ modem }) =>
      ok(
        ...modem.memory.contexts.map(
          ({ cid }) => `+ZGACT: ${cid},${modem.session(cid) === undefined ? 0 : 1}`,
        ),
      ),
  },
  {
    name: '+ZECMCALL',
    read: ({ modem }) => {
      const session = modem.sessions.find(({ path }) => path === 'context');
      if (session === undefined) return ok('+ZECMCALL: 0');
      const { address, gateway, dns } = session.address;
      return ok(`+ZECMCALL: IPV4, ${address}, ${gateway}, ${dns[0] ?? ''}, ${dns[1] ?? ''}`);
    },
    set: (context, parameters) => activate(context, new Parameters(`${parameters.text},1`)),
  },
  { name: '+ZDHCPLEASE', set: () => ok() },
];
