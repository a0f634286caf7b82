import { atTalks } from './at.ts';
import { perEpisode } from './per-episode.ts';
import type { Reading } from './reading.ts';

/**
 * What votes for low power in a Sierra modem, as it lists them: `Temp:0, Volt:0, User:0, W_DISABLE:0, IMSWITCH:1, BIOS:0`.
 * Source: Sierra Wireless AT command reference, AT!PCINFO?.
 */
export const lowPowerVoters = perEpisode((episode): readonly Reading<string>[] =>
  atTalks(episode).flatMap(({ answers, order }) =>
    answers.flatMap(({ text, span }): readonly Reading<string>[] => {
      // sample: LPM voters - Temp:0, Volt:0, User:0, W_DISABLE:0, IMSWITCH:0, BIOS:1, LWM2M:0, OMADM:0, FOTA:0
      const voters = /^LPM voters - (.+)$/.exec(text.trim())?.[1];
      return voters === undefined ? [] : [{ value: voters, span, order, teller: 'at' }];
    }),
  ),
);
