import { atTalks } from './at.ts';
import { perEpisode } from './per-episode.ts';
import type { Reading } from './reading.ts';

/**
 * What holds a Sierra modem in low power, as it lists the voters: `Temp:0, Volt:0, User:0, W_DISABLE:0, IMSWITCH:1, BIOS:0`.
 * Left out where the modem runs: somebody may vote against it in vain, as the pin W_DISABLE# does after AT!PCOFFEN=2.
 * Source: Sierra Wireless AT command reference, AT!PCINFO?.
 */
export const lowPowerVoters = perEpisode((episode): readonly Reading<string>[] =>
  atTalks(episode).flatMap(({ answers, order }) => {
    // sample: State: Online
    if (answers.some(({ text }) => /^State:\s*Online\b/i.test(text))) return [];
    return answers.flatMap(({ text, span }): readonly Reading<string>[] => {
      // sample: LPM voters - Temp:0, Volt:0, User:0, W_DISABLE:0, IMSWITCH:0, BIOS:1, LWM2M:0, OMADM:0, FOTA:0
      const voters = /^LPM voters - (.+)$/.exec(text.trim())?.[1];
      return voters === undefined ? [] : [{ value: voters, span, order, teller: 'at' }];
    });
  }),
);
