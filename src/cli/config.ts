import { readFile } from 'node:fs/promises';
import { failOnLevels } from './exit-code.ts';
import { Failure } from './failure.ts';
import { formats, type GivenOption, type ReportOptions } from './report-options.ts';
import { narrowest } from './terminal.ts';

/** Read from the current folder, where it stands there. */
const usualName = 'hwdiag.config.json';

/** What a configuration file may set, with how each is read; null where a value is not what it has to be. */
const settings = {
  rules: ids,
  ignore: ids,
  format: oneOf(formats),
  failOn: oneOf(failOnLevels),
  width: (value: unknown) =>
    typeof value === 'number' && Number.isInteger(value) && value >= narrowest && value <= 9999
      ? value
      : null,
  unicode: flag,
  verbose: flag,
} as const satisfies { readonly [K in GivenOption]: (value: unknown) => ReportOptions[K] | null };

const wanted: Readonly<Record<GivenOption, string>> = {
  rules: 'a list of rule ids',
  ignore: 'a list of rule ids',
  format: `one of ${formats.join(', ')}`,
  failOn: `one of ${failOnLevels.join(', ')}`,
  width: `a whole number from ${narrowest} to 9999`,
  unicode: 'true or false',
  verbose: 'true or false',
};

/**
 * The options with what the configuration file sets, where the command line does not.
 *
 * @throws {Failure} `usage` for a file that is named and cannot be read, and for one that says what nobody understands
 */
export async function withConfig<T extends ReportOptions>(options: T): Promise<T> {
  if (options.config === false) return options;
  const path = options.config ?? usualName;
  const text = await textOf(path, options.config === null);
  if (text === null) return options;
  const set: Partial<Record<GivenOption, unknown>> = {};
  for (const [name, value] of Object.entries(objectIn(path, text))) {
    if (!isSetting(name)) {
      throw usage(path, `sets ${name}, which is none of ${Object.keys(settings).join(', ')}.`);
    }
    const read = settings[name](value);
    if (read === null) throw usage(path, `sets ${name} to what is not ${wanted[name]}.`);
    if (!options.given.has(name)) set[name] = read;
  }
  // Each value was read by the entry of its own name.
  return { ...options, ...(set as Partial<T>) };
}

async function textOf(path: string, mayBeMissing: boolean): Promise<string | null> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    const isMissing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    if (isMissing && mayBeMissing) return null;
    throw new Failure(
      'usage',
      `The configuration ${path} ${isMissing ? 'does not exist' : 'cannot be read'}.`,
      error,
    );
  }
}

function objectIn(path: string, text: string): object {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    throw usage(path, `is no JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
  if (typeof json !== 'object' || json === null || Array.isArray(json))
    throw usage(path, 'holds no JSON object.');
  return json;
}

function isSetting(name: string): name is GivenOption {
  return Object.hasOwn(settings, name);
}

function ids(value: unknown): readonly string[] | null {
  return Array.isArray(value) && value.every((id) => typeof id === 'string') ? value : null;
}

function flag(value: unknown): boolean | null {
  return typeof value === 'boolean' ? value : null;
}

function oneOf<T extends string>(choices: readonly T[]): (value: unknown) => T | null {
  return (value) => choices.find((choice) => choice === value) ?? null;
}

function usage(path: string, words: string): Failure {
  return new Failure('usage', `The configuration ${path} ${words}`);
}
