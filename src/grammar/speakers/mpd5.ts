import { say, speaker } from '../declaration.ts';
import { mpd5Remarks } from '../remarks/mpd5.ts';

/**
 * The multi-link PPP daemon of FreeBSD, which pfSense and OPNsense dial with; they log it as `ppp`. Each line names its
 * link (`[wan_link0]`) or its bundle (`[wan]`). Source: mpd 5 modem.c, chat.c, link.c, bund.c, iface.c, lcp.c, fsm.c,
 * auth.c, chap.c, pap.c, ipcp.c, main.c and mpd.script.sample.
 */
export const mpd5 = speaker(
  'mpd5',
  ['mpd5', 'mpd', 'ppp'],
  [
    say(
      'mpd5.port-unopened',
      '[<link:word>] MODEM: Fail to open serial port <device:word> on speed <speed:int>',
      {
        broken: 'control',
      },
    ),
    say('mpd5.port-failed', "[<link:word>] MODEM: can't <call:text>: <reason:text>", { about: 'control' }),
    say('mpd5.modem-unanswered', '[<link:word>] CHAT: The modem is not responding.', { broken: 'control' }),
    say(
      'mpd5.modem-unanswered',
      '[<link:word>] CHAT: The modem is not responding to "AT" at <label:text> label.',
      { broken: 'control' },
    ),
    say('mpd5.chat', '[<link:word>] CHAT: <words:text>'),
    say('mpd5.chat-succeeded', '[<link:word>] MODEM: chat script succeeded', { reached: 'dial' }),
    say('mpd5.chat-failed', '[<link:word>] MODEM: chat script failed', { broken: 'dial' }),
    say('mpd5.signal-lost', '[<link:word>] MODEM: <signal:text> signal lost', { about: 'dial' }),
    say('mpd5.link-down', '[<link:word>] Link: DOWN event'),
    say('mpd5.gave-up', '[<link:word>] Link: giving up after <attempts:int> reconnection attempts', {
      broken: 'dial',
    }),
    say(
      'mpd5.terminated-by-peer',
      "[<link:word>] <protocol:word>: rec'd Terminate Request #<id:int> (<state:word>)",
    ),
    say('mpd5.unanswered', '[<link:word>] <protocol:word>: parameter negotiation failed', { broken: 'dial' }),
    say('mpd5.no-echo-reply', '[<link:word>] <protocol:word>: no reply to <count:int> echo request(s)'),
    say('mpd5.no-echo-reply', '[<link:word>] <protocol:word>: peer not responding to echo requests'),
    say('mpd5.auth-succeeded', '[<link:word>] LCP: authorization successful'),
    say('mpd5.auth-failed', '[<link:word>] LCP: authorization failed', { broken: 'dial' }),
    say('mpd5.reply-message', '[<link:word>] <protocol:word>: Reply message: <words:text>'),
    say('mpd5.looped-back', '[<link:word>] Same magic! Detected loopback condition', { broken: 'dial' }),
    say('mpd5.no-address', '[<link:word>] Problem: I need an IP address!', { broken: 'address' }),
    say('mpd5.address', '[<link:word>] <address:ip> -> <peer:ip>', { reached: 'address' }),
  ],
  { remarks: [mpd5Remarks] },
);
