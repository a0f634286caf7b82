import type { CommandDeclaration, Context, Handler } from '../command-table.ts';
import { error, ok } from '../reply.ts';

// ITU-T V.250 and the identification of 3GPP TS 27.007, 5.

type Setting = (context: Context, value: number) => boolean;

/** A basic command with a digit: `E1`; none is 0 (V.250, 5.3.1). */
function basic(name: string, apply: Setting): CommandDeclaration {
  return {
    name,
    execute: (context, parameters) => {
      const value = parameters.text === '' ? 0 : Number(parameters.text);
      return apply(context, value) ? ok() : error;
    },
  };
}

function isOneOf(value: number, ...allowed: readonly number[]): boolean {
  return allowed.includes(value);
}

/** For settings that mean nothing to a modem without a line: taken, if they are in their range. */
const takes =
  (...allowed: readonly number[]): Setting =>
  (_, value) =>
    isOneOf(value, ...allowed);

const identity =
  (line: (context: Context) => string): Handler =>
  (context) =>
    ok(line(context));

function identification(name: string, line: (context: Context) => string): CommandDeclaration {
  return { name, execute: identity(line), test: () => ok() };
}

const registers: Readonly<Record<string, string>> = { S0: '000', S3: '013', S4: '010', S5: '008', S7: '050' };

export const general: readonly CommandDeclaration[] = [
  basic('E', ({ settings }, value) => {
    settings.echo = value === 1;
    return isOneOf(value, 0, 1);
  }),
  basic('V', ({ settings }, value) => {
    settings.verbose = value === 1;
    return isOneOf(value, 0, 1);
  }),
  basic('Q', ({ settings }, value) => {
    settings.quiet = value === 1;
    return isOneOf(value, 0, 1);
  }),
  basic('&D', ({ settings }, value) => {
    if (value !== 0 && value !== 1 && value !== 2) return false;
    settings.dtr = value;
    return true;
  }),
  basic('X', takes(0, 1, 2, 3, 4)),
  basic('L', takes(0, 1, 2, 3)),
  basic('M', takes(0, 1, 2)),
  basic('&C', takes(0, 1)),
  basic('&K', takes(0, 3, 4)),
  basic('&S', takes(0, 1)),
  basic('&W', takes(0, 1)),
  ...Object.entries(registers).map(
    ([name, value]): CommandDeclaration => ({
      name,
      read: () => ok(value),
      set: (_, parameters) => (parameters.number(0) <= 255 ? ok() : error),
    }),
  ),
  {
    name: '&V',
    execute: ({ settings }) =>
      ok(
        `&C: 1; &D: ${settings.dtr}; &F: 0; E: ${settings.echo ? 1 : 0}; L: 0; M: 0; Q: 0; V: 1; X: 0; Z: 0;` +
          ` S0: 0; S3: 13; S4: 10; S5: 8; S7: 50; +CMEE: ${settings.errors}`,
      ),
  },
  {
    name: 'H',
    execute: (context) => {
      context.call.hangUp();
      return ok();
    },
  },
  { name: 'O', execute: (context) => context.call.resume() },
  {
    name: 'I',
    execute: ({ modem }) => {
      const { manufacturer, model, revision, imei } = modem.profile.identity;
      return ok(
        `Manufacturer: ${manufacturer}`,
        `Model: ${model}`,
        `Revision: ${revision}`,
        `IMEI: ${imei}`,
        '+GCAP: +CGSM,+DS,+ES',
      );
    },
  },
  identification('+CGMI', ({ modem }) => modem.profile.identity.manufacturer),
  identification('+CGMM', ({ modem }) => modem.profile.identity.model),
  identification('+CGMR', ({ modem }) => modem.profile.identity.revision),
  identification('+CGSN', ({ modem }) => modem.profile.identity.imei),
  identification('+GMI', ({ modem }) => modem.profile.identity.manufacturer),
  identification('+GMM', ({ modem }) => modem.profile.identity.model),
  identification('+GMR', ({ modem }) => modem.profile.identity.revision),
  identification('+GSN', ({ modem }) => modem.profile.identity.imei),
  identification('+GCAP', () => '+GCAP: +CGSM,+DS,+ES'),
  {
    name: '+CMEE',
    read: ({ settings }) => ok(`+CMEE: ${settings.errors}`),
    test: () => ok('+CMEE: (0,1,2)'),
    set: ({ settings }, parameters) => {
      const value = parameters.number(0);
      if (value !== 0 && value !== 1 && value !== 2) return error;
      settings.errors = value;
      return ok();
    },
  },
  {
    name: '+CSCS',
    read: () => ok('+CSCS: "IRA"'),
    test: () => ok('+CSCS: ("IRA","UCS2","GSM")'),
    set: (_, parameters) => (['IRA', 'UCS2', 'GSM'].includes(parameters.string(0)) ? ok() : error),
  },
  { name: '+IPR', read: () => ok('+IPR: 115200'), set: () => ok() },
];
