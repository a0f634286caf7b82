import { say, speaker } from '../declaration.ts';

/** OpenWrt's init. Source: procd state.c. */
export const procd = speaker('procd', ['procd'], [
  say('boot.early', '- early -'),
  say('boot.preinit', '- preinit -'),
  say('boot.ubus', '- ubus <how:text>'),
  say('boot.init', '- init -'),
  say('boot.complete', '- init complete -'),
  say('boot.shutdown', '- shutdown -'),
]);
