import { buildChatScriptGrammar } from '../../src/grammar/dialogues/chat-script.ts';
import { buildDhcpConversationGrammar } from '../../src/grammar/dialogues/dhcp-conversation.ts';
import { buildHandlerRunGrammar } from '../../src/grammar/dialogues/handler-run.ts';
import { buildPppSessionGrammar } from '../../src/grammar/dialogues/ppp-session.ts';
import { buildUsbArrivalGrammar } from '../../src/grammar/dialogues/usb-arrival.ts';
import { grammarSettings } from '../../src/grammar/parser-settings.ts';
import { buildAtGrammar } from '../../src/grammar/structures/at-grammar.ts';
import { buildJsonGrammar } from '../../src/grammar/structures/json-grammar.ts';
import { buildPppPacketGrammar } from '../../src/grammar/structures/ppp-packet.ts';
import { buildShellGrammar } from '../../src/grammar/structures/shell-grammar.ts';
import { buildUciGrammar } from '../../src/grammar/structures/uci-file.ts';
import { buildUsbLineGrammar } from '../../src/grammar/structures/usb-line.ts';

/** Builds a grammar as the program does, by its name. */
export const grammars: Readonly<Record<string, () => unknown>> = {
  'AT commands': () => buildAtGrammar(grammarSettings).commandLine('AT'),
  'AT answers': () => buildAtGrammar(grammarSettings).answer('OK'),
  JSON: () => buildJsonGrammar(grammarSettings),
  'packets of pppd': () => buildPppPacketGrammar(grammarSettings),
  'shell command lines': () => buildShellGrammar(grammarSettings),
  UCI: () => buildUciGrammar(grammarSettings),
  'USB listings': () => buildUsbLineGrammar(grammarSettings),
  'chat scripts': () => buildChatScriptGrammar(grammarSettings),
  'DHCP conversations': () => buildDhcpConversationGrammar(grammarSettings),
  'handler runs': () => buildHandlerRunGrammar(grammarSettings),
  'PPP sessions': () => buildPppSessionGrammar(grammarSettings),
  'USB arrivals': () => buildUsbArrivalGrammar(grammarSettings),
};
