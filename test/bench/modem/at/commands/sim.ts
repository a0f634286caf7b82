import type { SimCard } from '../../sim-card.ts';
import type { Parameters } from '../command-line.ts';
import type { CommandDeclaration, Context } from '../command-table.ts';
import { cme, error, ok, type Reply } from '../reply.ts';

// 3GPP TS 27.007: 5.6 (IMSI), 7.4 (+CLCK), 8.3 (+CPIN), 8.18 (+CRSM), 8.65 (+CPINR).

/** Why a command that needs the card cannot be carried out (27.007, 9.2.1); null: it can. */
export function simComplaint(sim: SimCard): Reply | null {
  const codes = {
    absent: 10,
    failure: 13,
    busy: 14,
    pin: 11,
    puk: 12,
    blocked: 13,
    'network-locked': 40,
    ready: null,
  } as const;
  const code = codes[sim.state];
  return code === null ? null : cme(code);
}

/** What +CPIN? says; null where it says an error. */
export function pinState(sim: SimCard): string | null {
  const texts = {
    absent: null,
    failure: null,
    busy: null,
    pin: 'SIM PIN',
    puk: 'SIM PUK',
    blocked: null,
    'network-locked': 'PH-NET PIN',
    ready: 'READY',
  } as const;
  return texts[sim.state];
}

function readPin({ modem }: Context): Reply {
  const state = pinState(modem.sim);
  return state === null ? (simComplaint(modem.sim) ?? error) : ok(`+CPIN: ${state}`);
}

function enterPin({ modem }: Context, parameters: Parameters): Reply {
  const { sim } = modem;
  const [first, second] = [parameters.string(0), parameters.string(1)];
  if (sim.state === 'puk') {
    // A PUK with a new PIN (27.007, 8.3); one value alone is no PUK.
    if (second === '') return cme(12);
    return entered(modem, sim.unblock(first, second));
  }
  if (sim.state === 'pin') return entered(modem, sim.verifyPin(first));
  // Nothing is asked for: "operation not allowed", and no try is spent.
  return pinState(sim) === null ? (simComplaint(sim) ?? cme(3)) : cme(3);
}

function entered(modem: Context['modem'], isRight: boolean): Reply {
  modem.simChanged();
  return isRight ? ok() : cme(modem.sim.state === 'puk' ? 12 : 16);
}

/** `AT+CLCK="SC",mode[,password]`; other facilities are never locked here. */
function lock({ modem }: Context, parameters: Parameters): Reply {
  const { sim } = modem;
  const facility = parameters.string(0).toUpperCase();
  const mode = parameters.number(1);
  if (mode === 2) return ok(`+CLCK: ${facility === 'SC' && sim.pinEnabled ? 1 : 0}`);
  if (facility !== 'SC' || (mode !== 0 && mode !== 1)) return cme(50);
  if (sim.pinTries === 0) return cme(12);
  return entered(modem, sim.setPinEnabled(mode === 1, parameters.string(2)));
}

/**
 * Files of the card as 3GPP TS 31.102 numbers them, those that tell of whom it is: the number of the card, and in the
 * administrative data how long the code of its network is.
 */
const files: Readonly<Record<number, (sim: SimCard) => string>> = {
  12258: ({ iccid }) => swapped(iccid.padEnd(20, 'F')),
  28589: () => '00000002',
};

/** Two digits in a byte, the second one first. */
function swapped(digits: string): string {
  return digits.replace(/(.)(.)/g, '$2$1');
}

const readBinary = 176;

/** `AT+CRSM=176,file,...`: status words of the card in decimals, 144,0 for well done, 106,130 for a file that it does not have. */
function readCard({ modem }: Context, parameters: Parameters): Reply {
  if (parameters.number(0) !== readBinary) return cme(4);
  const file = files[parameters.number(1)];
  return ok(file === undefined ? '+CRSM: 106,130' : `+CRSM: 144,0,"${file(modem.sim)}"`);
}

export const simCommands: readonly CommandDeclaration[] = [
  {
    name: '+CPIN',
    read: readPin,
    set: enterPin,
    test: () => ok(),
  },
  {
    name: '+CLCK',
    set: lock,
    test: () => ok('+CLCK: ("SC","AO","OI","OX","AI","IR","AB","AG","AC","PN","PU","PP","PC","FD")'),
    needsSim: true,
  },
  {
    name: '+CPINR',
    execute: ({ modem: { sim } }) =>
      sim.state === 'absent'
        ? cme(10)
        : ok(
            `+CPINR: SIM PIN,${sim.pinTries},3`,
            `+CPINR: SIM PUK,${sim.pukTries},10`,
            '+CPINR: SIM PIN2,3,3',
            '+CPINR: SIM PUK2,10,10',
          ),
  },
  { name: '+CRSM', set: readCard, test: () => ok(), needsSim: true },
  { name: '+CIMI', execute: ({ modem }) => ok(modem.sim.imsi), test: () => ok(), needsSim: true },
  {
    name: '+CCID',
    execute: ({ modem }) => ok(`+CCID: ${modem.sim.iccid}`),
    read: ({ modem }) => ok(`+CCID: ${modem.sim.iccid}`),
    needsSim: true,
  },
];
