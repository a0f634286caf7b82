import { compareLogin, setLogin } from './login.ts';
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
  title: () => 'the operator refuses user name, password or kind of login',
  explanation:
    'The network itself gives the reason: cause 29, “user authentication failed”. This is the login of the APN, not the PIN of the SIM card: user name, password, or PAP and CHAP are not as the operator wants them, or none was sent.',
  confirm: compareLogin,
  fix: () => ({
    summary: 'Set the login that the operator gives for this APN.',
    steps: [
      setLogin,
      {
        type: 'advice',
        text: 'Set option auth to pap or chap (qmi, mbim), allowedauth (modemmanager); try both.',
      },
    ],
  }),
});
