import type { AtExchangeShown } from '../grammar/observation.ts';
import { Names } from '../redact/names.ts';
import type { NamedValue } from '../redact/redactor.ts';
import type { Diagnosis } from '../rules/finding.ts';

/** AT commands whose whole answer is an identifier, with its name. Source: 3GPP TS 27.007, manuals of Quectel and SIMCom. */
const identifierCommands: ReadonlyMap<string, string> = new Map([
  ['+CIMI', 'imsi'],
  ['+CGSN', 'imei'],
  ['+GSN', 'imei'],
  ['+CCID', 'iccid'],
  ['+QCCID', 'iccid'],
  ['+ICCID', 'iccid'],
  ['^ICCID', 'iccid'],
]);

/**
 * Values that were read with their names: options of configurations, answers of tools and of modems. They are whole where
 * the line they stand on was wrapped or marked.
 */
export function* namedValuesOf({ situation }: Pick<Diagnosis, 'situation'>): Generator<NamedValue> {
  for (const { interfaces, observations } of situation.episodes) {
    for (const { section } of interfaces) yield* section.options;
    for (const { key, value } of observations.of('modem-fact')) {
      yield { name: key.slice(key.lastIndexOf('.', key.lastIndexOf('.value[') - 1) + 1), value };
    }
    for (const exchange of observations.of('at-exchange')) yield* identifiersOf(exchange);
  }
}

function* identifiersOf({ command, answers }: AtExchangeShown): Generator<NamedValue> {
  const name = identifierCommands.get(command?.name.toUpperCase() ?? '');
  if (name === undefined) return;
  for (const { text } of answers)
    yield { name, value: text.replace(/^[+^][A-Z]+:/i, '').replace(/["\s]/g, '') };
}

/** Names of hosts, and of those who log in, that the diagnosis tells. */
export function namesOf({ situation }: Pick<Diagnosis, 'situation'>): Names {
  const names = new Names();
  for (const { router, attempts, commands } of situation.episodes) {
    names.host(router.host?.value);
    for (const { host } of attempts) names.host(host);
    for (const { typed } of commands) {
      names.host(typed.command.host);
      names.account(typed.command.user);
    }
  }
  return names;
}
