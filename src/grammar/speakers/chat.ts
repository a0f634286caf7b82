import { say, speaker } from '../declaration.ts';
import { chatRemarks } from '../remarks/chat.ts';

/**
 * pppd's dial script runner. It logs its own steps and, between `expect` and the outcome, what the modem says, one line
 * at a time; that is the catch-all at the end. The blank before ` -- got it` is lost where somebody collapsed blanks. Source: ppp chat/chat.c.
 */
export const chat = speaker(
  'chat',
  ['chat'],
  [
    say('chat.abort-on', 'abort on (<words:text>)'),
    say('chat.clear-abort-on', 'clear abort on (<words:text>)'),
    say('chat.report', 'report (<words:text>)'),
    say('chat.clear-report', 'clear report (<words:text>)'),
    say('chat.timeout', 'timeout set to <seconds:int> seconds'),
    say('chat.send', 'send (<words:text>)'),
    say('chat.expect', 'expect (<words:text>)'),
    say('chat.got-it', ' -- got it'),
    say('chat.got-it', '-- got it'),
    say('chat.got-it', 'got it'),
    say('chat.failed', ' -- failed'),
    say('chat.failed', '-- failed'),
    say('chat.aborted', 'Failed (<words:text>)'),
    say('chat.script-failed', 'Failed'),
    say('chat.alarm', 'alarm'),
    say('chat.read-timed-out', ' -- read timed out'),
    say('chat.read-timed-out', '-- read timed out'),
    say('chat.write-timed-out', ' -- write timed out'),
    say('chat.write-timed-out', '-- write timed out'),
    say('chat.read-failed', ' -- read failed: <reason:text>'),
    say('chat.read-failed', '-- read failed: <reason:text>'),
    say('chat.write-failed', ' -- write failed: <reason:text>'),
    say('chat.write-failed', '-- write failed: <reason:text>'),
    say('chat.read-nothing', 'warning: read() on stdin returned <count:int>'),
    say('chat.write-nothing', 'warning: write() on stdout returned <count:int>'),
    say('chat.alarm-lost', 'warning: alarm synchronization problem'),
    say('chat.answer-too-long', 'expect string is too long'),
    say('chat.interrupted', 'SIGHUP'),
    say('chat.interrupted', 'SIGINT'),
    say('chat.interrupted', 'SIGTERM'),
    say('chat.terminal-unset', "Can't set terminal parameters: <reason:text>"),
    say('chat.terminal-lost', "Can't restore terminal parameters: <reason:text>"),
    say('chat.terminal-unread', "Can't get terminal parameters: <reason:text>"),
    say('chat.answer', '<words:text>', { shared: true }),
  ],
  { remarks: [chatRemarks] },
);
