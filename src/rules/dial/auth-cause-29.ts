import { defineRefusedSession } from './refused-session.ts';

/**
 * The gateway refuses user name or password. Sources: 3GPP TS 24.008 section 6.1.3.1.3 and TS 24.301 section 6.5.1.4,
 * cause 29 (user authentication failed); TS 27.007 section 9.2.2.2, CME 149.
 */
export const authCause29 = defineRefusedSession({
  id: 'auth-cause-29',
  since: '0.1.0',
  causes: [29],
  confidence: 'proven',
  explains: [
    'qmi-call-failed',
    'chat-no-carrier',
    'chat-error',
    'ncm-dial-rejected',
    'ppp-hangup-after-auth',
    'dhcp-discover-no-offer',
  ],
  title: () => 'the operator refuses user name, password or kind of login',
  explanation:
    'The network itself gives the reason: cause 29, “user authentication failed”. This is the login of the APN, not the PIN of the SIM card: user name, password, or PAP and CHAP are not as the operator wants them, or none was sent.',
  confirm: {
    text: 'Compare APN, user name, password and kind of login (PAP or CHAP) with what the operator gives for this tariff.',
    command: null,
  },
  fix: () => ({
    summary: 'Set the login that the operator gives for this APN.',
    steps: [
      {
        type: 'advice',
        text: 'Set option username and option password of the interface; delete both where the operator names none.',
      },
      {
        type: 'advice',
        text: 'Set option auth to pap or chap (qmi, mbim), allowedauth (modemmanager); try both.',
      },
    ],
  }),
});
