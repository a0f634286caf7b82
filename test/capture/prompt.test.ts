import { describe, expect, it } from 'vitest';
import { readPrompt } from '../../src/capture/prompt.ts';

function prompt(text: string) {
  return readPrompt({ source: '-', number: 1, text, truncated: false });
}

describe('prompts that name user and host', () => {
  it.each([
    ['root@GL-MT300N:~# udhcpc -f wwan0', 'root', 'GL-MT300N', 'udhcpc -f wwan0', true],
    ['root@OpenWrt:/etc/config# cat network  ', 'root', 'OpenWrt', 'cat network', true],
    ['root@OpenWrt:~#   ls', 'root', 'OpenWrt', 'ls', true],
    ['root@OpenWrt:~#cat network', 'root', 'OpenWrt', 'cat network', true],
    ['root@(none):/# dmesg', 'root', '(none)', 'dmesg', true],
    ['pi@raspberrypi:~ $ sudo mmcli -L', 'pi', 'raspberrypi', 'sudo mmcli -L', false],
    ['me@desk:~$ Anything goes here', 'me', 'desk', 'Anything goes here', false],
    ['root at OpenWrt:~# mmcli -m 0', 'root', 'OpenWrt', 'mmcli -m 0', true],
    ['[me@desk ~]$ dhclient wwan0', 'me', 'desk', 'dhclient wwan0', false],
    ['[root@desk tmp]# dhclient wwan0', 'root', 'desk', 'dhclient wwan0', true],
    ['root@OpenWrt:~#', 'root', 'OpenWrt', '', true],
  ])('reads “%s”', (text, user, host, command, privileged) => {
    const read = prompt(text);
    expect(read?.named).toBe(true);
    expect(read?.command).toMatchObject({ user, host, text: command, privileged });
    if (command !== '') expect(text.slice((read?.command.column ?? 0) - 1)).toMatch(command);
  });

  it.each([
    'me@example.org: see below',
    'root@OpenWrt is my router',
    'look at this: $5',
    '[me@desk] wrote: # 1',
  ])('leaves “%s” alone', (text) => {
    expect(prompt(text)).toBeNull();
  });
});

describe('prompts that are only a sign', () => {
  it.each([
    ['$echo -e "AT\\r" > /dev/ttyUSB1', 2, 'echo -e "AT\\r" > /dev/ttyUSB1', false],
    ['$ sudo qmicli -d /dev/cdc-wdm0', 3, 'sudo qmicli -d /dev/cdc-wdm0', false],
    ['# usbmode -l', 3, 'usbmode -l', true],
    ['~ # uqmi -d /dev/cdc-wdm0 --get-data-status', 5, 'uqmi -d /dev/cdc-wdm0 --get-data-status', true],
    ['/etc/config # cat network', 15, 'cat network', true],
    ['-bash-5.1# ip route', 12, 'ip route', true],
    ['sh-4.4$ ip route', 9, 'ip route', false],
    ['# /etc/init.d/network restart', 3, '/etc/init.d/network restart', true],
    ['$ ./quectel-CM -s internet', 3, './quectel-CM -s internet', false],
    ['# while :; do lsusb; done', 3, 'while :; do lsusb; done', true],
    ['# service network restart', 3, 'service network restart', true],
    ['# reboot', 3, 'reboot', true],
  ])('reads “%s”', (text, column, command, privileged) => {
    const read = prompt(text);
    expect(read?.named).toBe(false);
    expect(read?.command).toMatchObject({ column, text: command, privileged, user: null, host: null });
  });

  it.each([
    '# My network configuration',
    '# find the port that answers',
    '# for the second modem',
    '# /etc/config/network',
    '#cat',
    '## ip addresses',
    '$20 a month',
    '$ 20 a month',
    '$PATH is not set',
    '$5/GB with the other operator',
    'costs 10 $ ping',
    '#',
    '$',
  ])('leaves “%s” alone', (text) => {
    expect(prompt(text)).toBeNull();
  });
});
