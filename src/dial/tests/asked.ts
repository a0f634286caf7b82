import { readSectionNote } from '../../capture/section-note.ts';
import type { CollectedSection } from '../../collect/router/collected-section.ts';
import type { AtAnswer, AtClient } from '../at/at-client.ts';
import { AtFailure } from '../at/at-failure.ts';
import type { Bench } from '../live-test.ts';
import { atQueries, isUp, sectionOf, type Topic, toolQueries, toolScript } from '../queries.ts';
import type { Subject } from '../subject.ts';

/** Seconds that a question to the modem by a tool of the router may take, with a look at who else has the modem. */
const toolPatience = 14;

/** The questions about a topic as they will be put, for the plan; a clause where the modem cannot be asked. */
export function questions(topic: Topic, subject: Subject): readonly string[] | string {
  const tools = toolQueries(topic, subject);
  if (tools.length > 0) return tools;
  switch (subject.path) {
    case 'at':
      return atQueries(topic, subject);
    case 'inside':
      return 'the stick is a router of its own and tells only what its page shows, which was read';
    case 'mmcli':
      return subject.managerNumber === null
        ? 'ModemManager does not tell which of its modems it is'
        : 'ModemManager was asked already';
    case 'umbim':
      if (isUp(subject)) return 'the session of MBIM runs, and a question could end it';
      break;
    case 'uqmi':
    case 'none':
      break;
  }
  return subject.modem === null
    ? 'which modem is behind the interface is not known'
    : 'there is nothing on this router to ask the modem with';
}

/**
 * Puts the questions about a topic; what comes back is part of the capture, and read there.
 *
 * @returns a sentence where the modem was not asked, or answers nothing; null where it answers
 */
export async function ask(topic: Topic, bench: Bench): Promise<string | null> {
  const tools = toolQueries(topic, bench.subject);
  if (tools.length > 0) return await askTools(topic, tools, bench);
  return (await askPort(atQueries(topic, bench.subject), bench))
    ? null
    : 'No port of the modem could be asked.';
}

/** Puts questions to the port of the modem that answers AT commands, if there is one; returns whether there is. */
export async function askPort(commands: readonly string[], bench: Bench): Promise<boolean> {
  const { atPort } = bench.facts;
  if (atPort === null) return false;
  try {
    await bench.talk(atPort, async (client) => {
      for (const command of commands) {
        bench.signal.throwIfAborted();
        await askUnlessRefused(client, command);
      }
    });
  } catch (error) {
    if (!(error instanceof AtFailure)) throw error;
    // It may have answered some of them.
  }
  return true;
}

/** A modem that cannot bear a question is not asked it; the others tell. */
export async function askUnlessRefused(client: AtClient, command: string): Promise<AtAnswer | null> {
  try {
    return await client.ask(command);
  } catch (error) {
    if (!(error instanceof AtFailure) || error.code !== 'refused-by-policy') throw error;
    return null;
  }
}

async function askTools(topic: Topic, commands: readonly string[], bench: Bench): Promise<string | null> {
  const { subject } = bench;
  let isAnswered = false;
  for (const [at, command] of commands.entries()) {
    bench.signal.throwIfAborted();
    const section = await bench.run({
      name: sectionOf(topic, at),
      command,
      script: toolScript(command, subject),
      patience: toolPatience,
    });
    const text = new TextDecoder().decode(section.output).trim();
    const note = readSectionNote(text);
    if (note !== null) return isAnswered ? null : `The modem was not asked: ${note.reason}.`;
    // What does not answer one question answers none.
    if (section.end.how !== 'exited') break;
    isAnswered ||= isAnswer(text, section.end, subject);
  }
  return isAnswered ? null : `The modem gives ${subject.path} no answer.`;
}

/**
 * uqmi and mmcli end with 0 only where they have an answer, but for old ones of uqmi. The status of umbim is the state that it tells,
 * and negative where it has none: 254 is the -1 of both. Sources: uqmi uqmi.c, commands.c; umbim cli.c; `within` of `prelude.sh`.
 */
function isAnswer(text: string, end: CollectedSection['end'], { path }: Subject): boolean {
  if (end.how !== 'exited' || text === '') return false;
  if (path === 'umbim') return end.code < 128;
  return end.code === 0 && !/^"(?:Unknown error|Failed to connect to service)"$/.test(text);
}
