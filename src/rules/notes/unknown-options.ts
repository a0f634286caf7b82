import { present } from '../../situation/evidence.ts';
import { type UnreadOption, unreadOptions } from '../../situation/facts/unread-options.ts';
import type { Episode } from '../../situation/situation.ts';
import { defineRule, found } from '../rule.ts';

/**
 * Options of a modem's interface that its handler never reads: misspelt, under the name that another handler has for them,
 * or of another release. Options of which no table knows anything are left alone, since vendors have many of their own.
 * Sources: `proto_config_add_*` of the handlers 3g.sh, ncm.sh, qmi.sh, mbim.sh, wwan.sh, directip.sh, ppp.sh and
 * modemmanager.sh, 14.07 to 25.12; netifd interface.c.
 */
export const unknownOptions = defineRule({
  id: 'unknown-options',
  role: 'note',
  severity: 'info',
  since: '0.1.0',
  concerns: ({ episode }) => unreadOptions(episode).length > 0,
  check: ({ episode, earlier }) => {
    const fresh = unreadOptions(episode).filter(
      (unread) => unread.option.name !== 'dialnum' && !earlier.some((before) => isIn(before, unread)),
    );
    return [...new Set(fresh.map(({ config }) => config))].map((config) => {
      const unread = fresh.filter((known) => known.config === config);
      return found({
        attempt: null,
        confidence: 'proven',
        title:
          unread.length === 1
            ? `option ${unread[0]?.option.name} of ${config.name} is read by nobody`
            : `${unread.length} options of ${config.name} are read by nobody: ${unread.map(({ option }) => option.name).join(', ')}`,
        explanation: `${unread.map((known) => sentenceOn(known)).join(' ')} netifd says nothing of options that nobody reads; what they set does not happen.`,
        evidence: unread.map(({ option, meant }) =>
          present(option.span, meant === null ? 'not read' : `the handler reads ${meant}`),
        ),
      });
    });
  },
});

function sentenceOn({ config, option, why, meant, series }: UnreadOption): string {
  const proto = config.proto ?? '';
  switch (why) {
    case 'misspelt':
      return `${option.name} looks misspelt; proto ${proto} has an option ${meant}.`;
    case 'other-name':
      return `Proto ${proto} calls ${option.name} ${meant}.`;
    case 'too-old':
      return `Proto ${proto} reads ${option.name} from ${series} on, and this release is older.`;
    case 'too-new':
      return `Proto ${proto} read ${option.name} up to ${series}, and this release is newer.`;
  }
}

function isIn(before: Episode, unread: UnreadOption): boolean {
  return unreadOptions(before).some(
    (known) => known.config.name === unread.config.name && known.option.name === unread.option.name,
  );
}
