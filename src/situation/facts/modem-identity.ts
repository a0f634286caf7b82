import type { Episode } from '../situation.ts';
import { atTalks } from './at.ts';
import { type ModemReading, modemFacts } from './modem-facts.ts';
import { perEpisode } from './per-episode.ts';
import { inOrder, type Reading } from './reading.ts';

/** What a modem calls itself; null where it does not say. */
export interface ModemIdentity {
  readonly manufacturer: Reading<string> | null;
  readonly model: Reading<string> | null;
  /** Its firmware, as it prints it: `EP06ELAR03A08M4G`, `21.327.62.00.00`. */
  readonly firmware: Reading<string> | null;
}

/** What the modem says of itself at the end of the episode, over AT or to a tool. */
export const modemIdentity = perEpisode((episode): ModemIdentity => {
  const answers = atAnswers(episode);
  const facts = modemFacts(episode, /(?:^|\.)[a-z_-]+$/);
  const last = (part: keyof ModemIdentity): Reading<string> | null =>
    inOrder([
      ...answers.filter((answer) => answer.part === part).map(({ reading }) => reading),
      ...facts.filter((fact) => partOf(fact) === part && isSaid(fact.value)),
    ]).at(-1) ?? null;
  return { manufacturer: last('manufacturer'), model: last('model'), firmware: last('firmware') };
});

/** Source of the keys: mmcli (mm-modem output of `-K`), libqmi qmicli-dms.c, libmbim mbimcli-basic-connect.c, umbim cli.c. */
const keys: Readonly<Record<string, keyof ModemIdentity>> = {
  'modem.generic.manufacturer': 'manufacturer',
  'modem.generic.model': 'model',
  'modem.generic.revision': 'firmware',
  manufacturer: 'manufacturer',
  model: 'model',
  revision: 'firmware',
  'firmware-info': 'firmware',
  'hardware-info': 'model',
  firmwareinfo: 'firmware',
  hardwareinfo: 'model',
};

function partOf({ key, teller }: ModemReading): keyof ModemIdentity | undefined {
  if (teller === 'mmcli') return keys[key];
  return keys[key.slice(key.lastIndexOf('.') + 1)];
}

/** Tools print such words where the modem does not tell. */
function isSaid(value: string): boolean {
  return !/^(?:--|-|unknown|n\/a|none|\(null\))?$/i.test(value.trim());
}

interface Answer {
  readonly part: keyof ModemIdentity;
  readonly reading: Reading<string>;
}

/** 3GPP TS 27.007 section 5: manufacturer, model and revision, with and without the `C`. */
const commands: Readonly<Record<string, keyof ModemIdentity>> = {
  '+CGMI': 'manufacturer',
  '+GMI': 'manufacturer',
  '+CGMM': 'model',
  '+GMM': 'model',
  '+CGMR': 'firmware',
  '+GMR': 'firmware',
};

/** Lines of `ATI`. Samples: Manufacturer: huawei, Model: E3372, Revision: EC21AUFAR02A02M4G */
const named = /^(Manufacturer|Model|Revision):[ \t]*(\S.*)$/i;
const namedParts: Readonly<Record<string, keyof ModemIdentity>> = {
  manufacturer: 'manufacturer',
  model: 'model',
  revision: 'firmware',
};

function atAnswers(episode: Episode): readonly Answer[] {
  return atTalks(episode).flatMap(({ commands: sent, answers, order }) => {
    const [command] = sent;
    // Of a line of several commands nothing says which answer is whose.
    if (command === undefined || sent.length > 1) return [];
    const asked = Object.hasOwn(commands, command.name) ? commands[command.name] : undefined;
    const isIdentity = command.name === 'I';
    if (asked === undefined && !isIdentity) return [];
    return answers.flatMap(({ text, span }, index): readonly Answer[] => {
      const found = named.exec(text.trim());
      const reading = (value: string): Reading<string> => ({ value, span, order, teller: 'at' });
      const part = namedParts[(found?.[1] ?? '').toLowerCase()];
      if (part !== undefined) return [{ part, reading: reading((found?.[2] ?? '').trim()) }];
      const words = text
        .replace(/^\+C?GM[IMR]:[ \t]*/, '')
        .replace(/^"(.*)"$/, '$1')
        .trim();
      if (!isSaid(words)) return [];
      if (asked !== undefined) return index === 0 ? [{ part: asked, reading: reading(words) }] : [];
      // Quectel answers `ATI` with manufacturer and model on lines of their own, then the revision by name.
      const isQuectel = answers.length >= 3 && named.exec(answers[2]?.text.trim() ?? '')?.[1] === 'Revision';
      if (!isQuectel || index > 1) return [];
      return [{ part: index === 0 ? 'manufacturer' : 'model', reading: reading(words) }];
    });
  });
}
