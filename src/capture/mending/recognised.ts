import { blockFormats } from '../blocks/index.ts';
import { readEnvelope } from '../envelope.ts';
import { isDialled, readSpoken } from '../envelopes/spoken.ts';
import { isNamedPrompt } from '../prompt.ts';
import { readUciLine } from '../uci-line.ts';

/** Whether a text begins as log lines do. */
export function isLogLine(text: string): boolean {
  return readEnvelope(text) !== null;
}

/** `network.wan.proto='qmi'`, as `uci show` prints it. */
const shownOption = /^\s*[\w-]+\.(?:[\w-]+|@[\w-]+\[-?\d+\])(?:\.[\w-]+)?=/;

/** `config interface wan`: the types that no sentence has. */
const bareHead =
  /^\s*config\s+(?:interface|device|globals|route6?|rule6?|switch|switch_vlan|zone|forwarding|dnsmasq|wifi-device|wifi-iface)\b/;

/** Whether a text is what `/etc/config` or `uci show` says, and no sentence. */
function isConfigLine(text: string): boolean {
  const uci = readUciLine(text);
  return (
    uci === 'head' ||
    uci === 'option' ||
    (uci === 'bare-head' && bareHead.test(text)) ||
    shownOption.test(text)
  );
}

/** Whether a text can only be a log line, a line of a configuration or a prompt: marks in front of it are not its own. */
export function isRecord(text: string): boolean {
  return isLogLine(text) || isConfigLine(text) || isNamedPrompt(text);
}

/** Whether a text begins a listing, an answer or a talk that needs no command above it to be known. */
export function isBlockLine(text: string): boolean {
  return (
    isDialled(text) ||
    readSpoken(text) !== null ||
    blockFormats.some((format) => format.opens(text, null, false))
  );
}
