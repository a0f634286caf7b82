import type { Io } from './io.ts';

/** What standard error says to somebody who is to paste. */
export function invitation(platform: Io['platform']): string {
  const end = platform === 'win32' ? 'Ctrl-Z and Enter' : 'Ctrl-D';
  return `Paste the log, the configuration or the whole post. End with Enter and ${end}.`;
}
