import type { Line } from '../../capture/line.ts';
import { spanOf } from '../../capture/position.ts';
import type { Section } from '../../capture/section.ts';
import type { BlockReading, Unplaced } from './block.ts';
import { callsOf, optionOf } from './printing-calls.ts';

/** `  registerstate: 0003 - home`, `required pin: 2 - pin1`, `  deviceid: 866123456789012` */
const pair = /^(\s*)([A-Za-z][\w ]{1,30}):(?:\s+(.*))?$/;

/** `0003 - home`: the number that the modem sent and what it means. */
const numbered = /^([\da-fA-F]{1,8})\s+-\s+(.*)$/;

/**
 * Reads what umbim prints. Keys are umbim's own, blanks made hyphens; of `registerstate: 0003 - home` the value is
 * `home`, and `registerstate.code` is `0003`. Source: umbim cli.c.
 */
export function readUmbim(lines: readonly Line[], section: Section): BlockReading {
  const observations: Unplaced[] = [];
  const unread: Line[] = [];
  const [call] = callsOf(section, 'umbim');
  const subject = optionOf(call, '-d');
  for (const line of lines) {
    const [, blanks = '', name, value = ''] = pair.exec(line.text) ?? [];
    if (name === undefined) {
      unread.push(line);
      continue;
    }
    const span = spanOf(line, blanks.length, line.text.trimEnd().length);
    const add = (key: string, words: string): void => {
      observations.push({ kind: 'modem-fact', tool: 'umbim', subject, key, value: words, span });
    };
    const key = name.trim().replace(/ +/g, '-');
    const [, code, words] = numbered.exec(value) ?? [];
    if (code === undefined) {
      add(key, value.trim());
    } else {
      add(key, (words ?? '').trim());
      add(`${key}.code`, code);
    }
  }
  return { observations, unread };
}
