import { config, dhcp, logread, ncmDial, nowUp } from '../../situation/log-lines.ts';

/** A modem that is connected: `modem_4` has 10.64.12.7 on wwan0. */
export const connected: readonly string[] = logread(
  'Tue Mar  4 09:00:00 2025',
  ncmDial(),
  dhcp('modem_4', 1, '10.64.12.7'),
  nowUp('modem_4'),
);

/** Its section, with options of its own. */
export function modemConfig(options: { readonly [option: string]: string } = {}): readonly string[] {
  return config('modem', { proto: 'ncm', device: '/dev/ttyUSB0', apn: 'internet', ...options });
}

export function ping(target: string, received: number, words = '-c 3'): readonly string[] {
  return [
    `root@OpenWrt:~# ping ${words} ${target}`,
    `PING ${target} (${target}): 56 data bytes`,
    ...Array.from(
      { length: received },
      (_, at) => `64 bytes from ${target}: seq=${at} ttl=113 time=48.212 ms`,
    ),
    '',
    `--- ${target} ping statistics ---`,
    `3 packets transmitted, ${received} packets received, ${received === 0 ? 100 : 0}% packet loss`,
  ];
}

export const unresolved: readonly string[] = [
  'root@OpenWrt:~# ping -c 3 openwrt.org',
  "ping: bad address 'openwrt.org'",
];

export function routes(...lines: readonly string[]): readonly string[] {
  return ['root@OpenWrt:~# ip route', ...lines];
}

export const lanRoute = '192.168.1.0/24 dev br-lan proto kernel scope link src 192.168.1.1';
export const modemRoute = 'default via 10.64.12.1 dev wwan0 proto static src 10.64.12.7 metric 10';
