import { say, speaker } from '../declaration.ts';

/** OpenWrt's init and what boot scripts print; the rest is about services. Source: procd state.c, rcS.c. */
export const procd = speaker(
  'procd',
  ['procd'],
  [
    say('boot.early', '- early -'),
    say('boot.preinit', '- preinit -'),
    say('boot.ubus', '- ubus <how:text>'),
    say('boot.init', '- init -'),
    say('boot.complete', '- init complete -'),
    say('boot.shutdown', '- shutdown -'),
    say('boot.script-output', '/etc/init.d/<script:word>: <words:text>'),
    say('boot.script-output', '/etc/rc.d/<script:word>: <words:text>'),
    say('procd.words', '<words:text>', { noise: true, shared: true }),
  ],
);
