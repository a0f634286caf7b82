import { cellularInterfaces } from '../situation/facts/config.ts';
import type { Attempt, Episode } from '../situation/situation.ts';
import { command } from './command.ts';
import type { CommandTemplate, FixStep } from './finding.ts';
import { askModem } from './inputs.ts';
import { type PlaceholderName, slot } from './placeholder.ts';

/** The question to the modem as a command that can be shown: the tool that fits, on the port that the text shows. */
export function askCommand(episode: Episode, by: Parameters<typeof askModem>[1]): CommandTemplate {
  return command(
    ...askModem(episode, by)
      .split(' ')
      .map((word) => word.replaceAll("'", '')),
  );
}

/** The section of the modem's interface, where the text shows exactly one or the attempt names it. */
export function modemSection(episode: Episode, attempt: Attempt | null): string | null {
  if (attempt !== null && attempt.interface !== null) return attempt.interface;
  const [only, another] = cellularInterfaces(episode);
  return only === undefined || another !== undefined ? null : only.name;
}

/** Sets an option of the modem's interface to what the owner fills in; words where the interface is not known. */
export function setByOwner(
  section: string | null,
  option: string,
  placeholder: PlaceholderName,
  how: string,
): FixStep {
  return section === null
    ? { type: 'advice', text: `Set option ${option} of the modem’s interface: ${how}.` }
    : {
        type: 'uci-set',
        config: 'network',
        section,
        option,
        value: slot(placeholder, null, how),
        before: null,
      };
}
