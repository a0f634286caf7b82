import { present } from '../../situation/evidence.ts';
import { optionOf } from '../../situation/facts/config.ts';
import type { Episode } from '../../situation/situation.ts';
import { defineRule, found } from '../rule.ts';

/** GL.iNet's pages write `dialnum`; OpenWrt's 3g handler reads `dialnumber`, the others read neither. Source: OpenWrt comgt 3g.sh. */
export const dialnumIgnored = defineRule({
  id: 'dialnum-ignored',
  role: 'harmless',
  severity: 'info',
  since: '0.1.0',
  // Said once for a router, not at each of its configurations.
  concerns: ({ episode, earlier }) => hasDialnum(episode) && !earlier.some(hasDialnum),
  check: ({ episode }) =>
    episode.interfaces.flatMap((config) => {
      const option = config.cellular ? optionOf(config.section, 'dialnum') : null;
      if (option === null) return [];
      return [
        found({
          attempt: null,
          confidence: 'proven',
          title: 'option dialnum is read by nobody',
          explanation:
            'It comes from the vendor’s web page. The 3g handler reads dialnumber and otherwise dials *99***1#, the other protocols dial without a number; it does no harm.',
          evidence: [present(option.span)],
        }),
      ];
    }),
});

function hasDialnum(episode: Episode): boolean {
  return episode.interfaces.some((config) => config.cellular && optionOf(config.section, 'dialnum') !== null);
}
