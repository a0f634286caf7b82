import { logread, nowDown, says, settingUp } from '../../situation/log-lines.ts';

/** A handler of proto ncm that gets no answer. */
export const unanswered: readonly string[] = logread(
  'Tue Mar  4 09:00:00 2025',
  settingUp('modem'),
  says('modem', 2347, 'sending -> AT+CGMI', 'Failed to get modem information'),
  nowDown('modem'),
);

export function processes(...commands: readonly string[]): readonly string[] {
  return [
    '',
    'root@OpenWrt:~# ps w',
    '  PID USER       VSZ STAT COMMAND',
    '    1 root      1500 S    /sbin/procd',
    ...commands.map((command, at) => ` ${2300 + at} root      1300 S    ${command}`),
  ];
}
