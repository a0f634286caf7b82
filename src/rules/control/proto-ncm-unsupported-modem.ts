import { said } from '../../situation/evidence.ts';
import { defineRule, found } from '../rule.ts';
import { failedAttempts, messagesIn } from './failed-attempts.ts';
import { unsupportedVendors } from './unsupported-vendor.ts';

/**
 * The handler has no commands for this manufacturer or model.
 * Sources: OpenWrt comgt-ncm ncm.sh and ncm.json (up to 17.01 huawei, samsung, sierra, sony; 18.06 adds mtk1; 22.03.3
 * quectel, zte, marvell, mikrotik; 23.05 spreadtrum); atc.sh (`Wrong script`); xmm.sh (`Modem not supported!`).
 */
export const protoNcmUnsupportedModem = defineRule({
  id: 'proto-ncm-unsupported-modem',
  role: 'cause',
  severity: 'error',
  since: '0.1.0',
  check: ({ episode }) => [
    ...unsupportedVendors(episode)
      .filter(({ taken }) => taken === 'vendor')
      .map(({ attempt, name, evidence }) =>
        found({
          attempt,
          confidence: 'likely',
          title:
            name === null
              ? 'the handler has no commands for this modem'
              : `the handler has no commands for a modem of “${name}”`,
          explanation:
            'The handler asks the modem who made it and looks the name up in /etc/gcom/ncm.json. It finds nothing there, so it does not know how to dial. Newer releases know more manufacturers.',
          evidence,
          confirm: {
            text: 'Ask the modem with AT+CGMI and compare the first word, in lower case, with the names in /etc/gcom/ncm.json.',
            command: null,
          },
          fix: {
            summary: 'Use another protocol, or teach the handler this modem.',
            steps: [
              {
                type: 'advice',
                text: 'If the modem shows a QMI or MBIM node (/dev/cdc-wdm0), use proto qmi, mbim or modemmanager.',
              },
              {
                type: 'advice',
                text: 'Otherwise add a block for the manufacturer to /etc/gcom/ncm.json, after the model of the others, or dial by AT and use proto dhcp.',
              },
            ],
          },
        }),
      ),
    ...failedAttempts(episode).flatMap((attempt) => {
      const [wrong] = messagesIn(episode, attempt, 'handler.wrong-script');
      if (wrong === undefined) return [];
      return [
        found({
          attempt,
          confidence: 'likely',
          title: 'the dial script is made for another modem',
          explanation:
            'The script says which modem it is made for, and this one is another. Its commands do not fit.',
          evidence: [said(wrong)],
        }),
      ];
    }),
  ],
});
