import { present, said } from '../../situation/evidence.ts';
import { attempts } from '../inputs.ts';
import { defineRule, found } from '../rule.ts';

/**
 * A PPP connection that came up, and what its log does not prove. The modem itself answers pppd's login with success
 * (Huawei and others: `Welcome!!`), the network checks credentials later or not at all. Source: ppp pppd/chap-new.c for
 * the words; the behaviour is common knowledge of 3G data cards.
 */
export const workingConnection = defineRule({
  id: 'working-connection',
  role: 'note',
  severity: 'info',
  since: '0.1.0',
  needs: { attempts },
  concerns: ({ episode }) =>
    episode.attempts.some((attempt) => attempt.outcome === 'up' && attempt.proto === '3g') &&
    episode.messages.count('pppd.chap-succeeded') > 0,
  check: ({ episode }, { attempts }) => {
    const attempt = attempts.findLast((known) => known.outcome === 'up' && known.proto === '3g');
    if (attempt === undefined || attempt.address === null) return [];
    return [
      found({
        attempt,
        confidence: 'proven',
        title: 'it came up over PPP; “CHAP authentication succeeded” proves no credentials',
        explanation:
          'On a mobile dial the modem answers the login by itself, so this line comes with any user name and password. The address is what shows that the network let the connection up.',
        evidence: [
          ...episode.messages
            .of('pppd.chap-succeeded')
            .slice(-1)
            .map((message) => said(message)),
          present(attempt.address.span),
        ],
      }),
    ];
  },
});
