import type { InputSink } from '../collect/bundle.ts';
import { wholeText } from '../collect/files.ts';
import type { SecretKind } from '../redact/hit.ts';
import { type WrittenText, writtenText } from '../redact/written-text.ts';
import { type RedactedTexts, redactTexts } from '../report/redacted-text.ts';
import { counted, listed } from '../report/words.ts';
import type { FilesOptions } from './command-line.ts';
import { type ExitCode, exitCode } from './exit-code.ts';
import { failureText } from './failure.ts';
import { readInputs } from './inputs.ts';
import type { Io } from './io.ts';
import type { Output } from './output.ts';
import { hasUnicode } from './terminal.ts';

/** How a kind of secret is called, once and several times. */
const words: Readonly<Record<SecretKind, readonly [one: string, many: string]>> = {
  username: ['user name', 'user names'],
  password: ['password', 'passwords'],
  pin: ['PIN', 'PINs'],
  key: ['key', 'keys'],
  ssid: ['name of a wireless network', 'names of wireless networks'],
  mac: ['MAC address', 'MAC addresses'],
  imei: ['IMEI', 'IMEIs'],
  imsi: ['IMSI', 'IMSIs'],
  iccid: ['ICCID', 'ICCIDs'],
  eid: ['EID', 'EIDs'],
  msisdn: ['phone number', 'phone numbers'],
  serial: ['serial number', 'serial numbers'],
  ip: ['public IPv4 address', 'public IPv4 addresses'],
  ipv6: ['public IPv6 address', 'public IPv6 addresses'],
  location: ['coordinate', 'coordinates'],
  email: ['e-mail address', 'e-mail addresses'],
  message: ['message', 'messages'],
  contact: ['name of a contact', 'names of contacts'],
  host: ['host name', 'host names'],
  account: ['account', 'accounts'],
};

/**
 * `hwdiag redact FILE…`: prints the texts one after the other, as they are, with tokens in place of secrets. The sum of what
 * was replaced goes to standard error.
 *
 * @throws {InputError} for the first input that cannot be read; nothing is printed then
 */
export async function redact(
  { inputs }: FilesOptions,
  io: Io,
  { stdout, stderr }: { readonly stdout: Output; readonly stderr: Output },
): Promise<ExitCode> {
  const written: WrittenText[] = [];
  const sink: InputSink = {
    text: async (name, text) => {
      written.push(writtenText(await wholeText(name, text)));
    },
    manifest: async () => undefined,
  };
  await readInputs(inputs, sink, io, stderr);
  const redacted = io.computing('other', () => redactTexts(written.map(({ text }) => text)));
  for (const [index, text] of redacted.texts.entries()) {
    const isLast = index === redacted.texts.length - 1;
    // Where a file does not end its last line, the next one begins its first all the same.
    const whole = isLast || text === '' || /[\r\n]$/.test(text) ? text : `${text}\n`;
    await stdout.write(written[index]?.bytesOf(whole) ?? '');
  }
  await stderr.write(failureText(summary(redacted), hasUnicode(io)));
  return exitCode.nothingFound;
}

function summary({ replaced }: RedactedTexts): string {
  const parts = [...replaced].map(([kind, { values, places }]) => {
    const [one, many] = words[kind];
    return `${counted(values, one, many)}${places > values ? ` (in ${places} places)` : ''}`;
  });
  const done = parts.length === 0 ? 'Nothing was replaced.' : `Replaced ${listed(parts)}.`;
  return `${done} Look it over before you show it: names in sentences are not recognised.`;
}
