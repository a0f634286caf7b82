import { readEnvelope } from '../envelope.ts';
import { isNamedPrompt } from '../prompt.ts';
import { readUciLine } from '../uci-line.ts';

/** Whether a text begins as log lines do. */
export function isLogLine(text: string): boolean {
  return readEnvelope(text) !== null;
}

/** `network.wan.proto='qmi'`, as `uci show` prints it. */
const shownOption = /^\s*[\w-]+\.(?:[\w-]+|@[\w-]+\[-?\d+\])(?:\.[\w-]+)?=/;

/** Whether a text is what `/etc/config` or `uci show` says, and no sentence. */
function isConfigLine(text: string): boolean {
  const uci = readUciLine(text);
  return uci === 'head' || uci === 'option' || shownOption.test(text);
}

/** Whether a text can only be a log line, a line of a configuration or a prompt: marks in front of it are not its own. */
export function isRecord(text: string): boolean {
  return isLogLine(text) || isConfigLine(text) || isNamedPrompt(text);
}
