import { dhcp, logread, nowUp, says, settingUp } from '../situation/log-lines.ts';

/** A QMI dial that gets as far as these words. */
export function dial(...words: readonly string[]): readonly string[] {
  return logread(
    'Sun Jul 22 02:23:12 2018',
    settingUp('wwan'),
    says('wwan', 2347, 'Waiting for SIM initialization', ...words),
  );
}

/** A minute later: the next dial comes up. */
export const comesUpLater: readonly string[] = logread(
  'Sun Jul 22 02:24:12 2018',
  settingUp('wwan'),
  says('wwan', 2500, 'Waiting for network registration', 'Starting network wwan', 'Setting up wwan0'),
  nowUp('wwan'),
  settingUp('wwan_4'),
  dhcp('wwan_4', 1, '10.1.2.3'),
  nowUp('wwan_4'),
);
