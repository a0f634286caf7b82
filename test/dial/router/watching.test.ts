import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import prelude from '../../../src/dial/router/prelude.sh';
import { type Survey, surveyOf, surveyTask } from '../../../src/dial/router/survey.ts';
import { programPath } from '../../servers/programs.ts';

const shells = [
  ['dash', ['dash']],
  ['busybox ash', ['busybox', 'ash']],
] as const satisfies readonly (readonly [string, readonly [string, ...string[]]])[];

describe.each(shells.filter(([, [program]]) => programPath(program) !== undefined))(
  'what watches over a modem, under %s',
  (_, [program, ...words]) => {
    /** Stands for the root of the router. */
    let root: string;

    beforeEach(() => {
      root = mkdtempSync(join(tmpdir(), 'hwdiag-watching-'));
      process(1, 0, ['/sbin/procd']);
    });

    afterEach(() => rmSync(root, { recursive: true, force: true }));

    /** Puts a file there; `ROOT` in it is where it stands. */
    function file(path: string, text: string): void {
      mkdirSync(dirname(root + path), { recursive: true });
      writeFileSync(root + path, text.replaceAll('ROOT', root));
    }

    function process(pid: number, parent: number, line: readonly string[], state = 'S'): void {
      file(`/proc/${pid}/cmdline`, line.map((word) => `${word}\0`).join(''));
      // Its name may hold anything.
      const rest = [state, parent, ...Array.from({ length: 17 }, () => 0), 1000 + pid, 0, 0];
      file(`/proc/${pid}/stat`, `${pid} (a) b) ${rest.join(' ')}\n`);
    }

    const crond = ['/usr/sbin/crond', '-f', '-c', '/etc/crontabs', '-l', '5'];

    /** @param systemctl the body of a function that stands for it; without one there is no systemd */
    function survey(systemctl?: string): Survey {
      const [stand, timers] =
        systemctl === undefined ? ['', ''] : [`systemctl() { ${systemctl}; }\n`, 'timers\n'];
      const task = surveyTask.replace(/survey$/, () => `${stand}watching\nhotplugs\n${timers}row over`);
      const script = `${prelude.replace('{{task}}', () => task)}\ntask\n`.replaceAll(
        /\/proc\/|\/etc\/(?:hotplug\.d|crontabs|crontab|cron\.d)\b|\/var\/spool/g,
        (path) => root + path,
      );
      const { stdout, stderr } = spawnSync(program, [...words, '-s'], { input: script, encoding: 'utf8' });
      expect(stderr).toBe('');
      return surveyOf(stdout.replaceAll(root, ''));
    }

    const pids = () => survey().watchdogs.map(({ pid }) => pid);

    const found = [
      ['/bin/sh', '/usr/bin/watchcat.sh', 'ping_reboot', '21600', '60', '8.8.8.8', '30', 'standard'],
      ['/bin/sh', '/usr/sbin/mwan3track', 'wan', 'wwan0', 'online', '10.64.1.2', '1.1.1.1'],
      ['/bin/sh', '/usr/sbin/mwan3rtmon', 'ipv4'],
      ['/bin/sh', '/bin/omr-tracker', 'wan1'],
      ['/bin/sh', '/tmp/links/con_monitor1', '1'],
      ['/bin/sh', '/usr/lib/custom/pingtest.sh'],
      ['/bin/sh', '/usr/lib/custom/johns_ping.sh'],
      ['/bin/sh', '/usr/share/qmodem/modem_monitor.sh', '--modem_id', '2_1', '--method', 'ping'],
      ['/bin/sh', '/usr/share/qmodem/modem_dial.sh', '2_1', 'dial'],
      ['ash', '/usr/share/qmodem/modem_scan.sh', 'scan', '15', 'usb'],
      ['/usr/bin/gl_modem', '-B', 'cpu', '-S', '1', 'connect-auto'],
      ['/bin/sh', '/usr/sbin/ping_reboot.sh', '-p', 'cfg01c21d'],
      ['/usr/bin/lua', '/usr/bin/internet-detector', 'service'],
      ['/bin/bash', '-e', '/root/lte-watchdog.sh'],
      ['/bin/busybox', 'ash', '/root/watch_modem'],
    ];

    const others = [
      ['logread', '-f', '-e', 'watchcat'],
      ['tail', '-f', '/tmp/watchcat.log'],
      ['vi', '/usr/bin/watchcat.sh'],
      ['/bin/sh', '-c', 'logread -f | grep modem_watchdog'],
      ['watch', 'mmcli', '-m', 'any'],
      // They look after proxies.
      ['/bin/sh', '/bin/omr-tracker-ss', 'hi1'],
      // A question, which has the port while it lasts.
      ['/usr/bin/gl_modem', '-B', '1-1.2', 'AT', 'AT+CSQ'],
      ['/usr/bin/tom_modem', '-d', '/dev/ttyUSB2', '-c', 'AT+CSQ'],
      ['/usr/bin/quectel-CM-M', '-4', '-i', 'wwan0'],
      ['/bin/sh', '/usr/share/3ginfo-lite/3ginfo.sh'],
      ['/bin/sh', '/usr/bin/modemband.sh', 'json'],
      ['/usr/sbin/ModemManager'],
      ['/bin/sh', '/usr/libexec/modemmanager/ModemManager-watcher'],
      ['/usr/bin/filterwatch'],
      ['/usr/sbin/watchdogd'],
      ['/bin/sh', '-s'],
      // There is no line for it.
      crond,
    ];

    test('is found among the processes', () => {
      for (const [at, line] of [...found, ...others].entries()) process(100 + at, 1, line);
      expect(survey().watchdogs).toEqual(
        found.map((line, at) => ({
          pid: 100 + at,
          startedAt: 1100 + at,
          words: line.join(' '),
          lines: [],
          isJob: false,
        })),
      );
    });

    test('what is stopped already is left so', () => {
      process(123, 1, ['/bin/sh', '/usr/bin/watchcat.sh'], 'T');
      expect(pids()).toEqual([]);
    });

    const acting = [
      '*/5 * * * * ping -c 3 1.1.1.1 || ifup wan',
      '*/5 * * * * /sbin/ifdown wwan; sleep 5; /sbin/ifup wwan',
      "0 4 * * * sh -c 'reboot'",
      '30 4 * * 1 sleep 70 && touch /etc/banner && reboot',
      '@daily (sleep 60; reboot) &',
      '0 3 * * * /etc/init.d/network restart',
      '0 3 * * * ubus call network.interface.wan down',
      '* * * * * uqmi -d /dev/cdc-wdm0 --get-data-status | grep -q connected',
      '* * * * * gcom -d /dev/ttyUSB2 -s /etc/gcom/getstrength.gcom',
      String.raw`0 5 * * * echo -e "AT+CFUN=1,1\r" >/dev/ttyUSB2`,
      '0 5 * * * timeout 10 usbreset 12d1:1506',
      '0 5 * * * echo 0 > /sys/bus/usb/devices/1-1/authorized',
      '0 5 * * * echo 0 >/sys/class/gpio/modem_power/value',
      '0 5 * * * ip link set wwan0 down',
      '0 5 * * * mmcli -m any --reset',
    ];

    const harmless = [
      '',
      '#*/5 * * * * ifup wan',
      '0 6 * * * wifi up',
      '0 23 * * * wifi down',
      '0 23 * * * ip link set wlan0 down',
      '0 6 * * * wifi reload # instead of reboot',
      '0 6 * * * /etc/init.d/sqm restart',
      '0 * * * * echo the last reboot was $(uptime) >>/tmp/log',
      '0 * * * * logger -t cron ifup is not called',
      '0 * * * * cp /etc/config/network /root/reboot',
      '0 * * * * mmcli -m any --signal-get',
      '@reboot ifup wan',
      'MAILTO=reboot',
      '0 * * * * /usr/bin/ddns-update --interface wan',
      '0 * * * * cat /var/log/reboot.log; echo 0 >/sys/class/leds/4g/brightness',
    ];

    test('is crond by its lines', () => {
      file('/etc/crontabs/root', `${[...harmless, ...acting, ''].join('\n')}`);
      process(77, 1, crond);
      expect(survey().watchdogs).toEqual([
        {
          pid: 77,
          startedAt: 1077,
          words: crond.join(' '),
          lines: acting.map((line) => ({ file: '/etc/crontabs/root', line })),
          isJob: false,
        },
      ]);
    });

    test('long lines are told by their beginnings, and of many some', () => {
      const line = `*/5 * * * * ping -c 3 1.1.1.1 || ifup wan # ${'long '.repeat(200)}`;
      for (const table of ['/etc/crontabs/root', '/etc/crontabs/admin']) file(table, `${line}\n`.repeat(50));
      process(77, 1, [...crond, 'long '.repeat(200)]);
      const [watchdog] = survey().watchdogs;
      expect(watchdog?.words).toHaveLength(200);
      expect(watchdog?.lines).toHaveLength(60);
      expect(new Set(watchdog?.lines.map((told) => told.line))).toEqual(new Set([line.slice(0, 200)]));
    });

    test('a job of a long line is known by the beginning of its command', () => {
      const command = `ifdown wan; sleep 60; ifup wan; ${'logger long; '.repeat(40)}`;
      file('/etc/crontabs/root', `*/5 * * * * ${command}\n`);
      process(77, 1, crond);
      process(90, 77, ['/bin/sh', '-c', command]);
      expect(pids()).toEqual([77, 90]);
    });

    test('is no crond without such a line', () => {
      file('/etc/crontabs/root', harmless.join('\n'));
      process(77, 1, crond);
      expect(pids()).toEqual([]);
    });

    describe('a script that a crontab calls', () => {
      const calls = '*/5 * * * * ROOT/root/check.sh >>ROOT/root/check.log 2>&1';

      beforeEach(() => {
        process(77, 1, crond);
        file('/etc/crontabs/root', `${calls}\n`);
      });

      test.each([
        ['#!/bin/sh\nping -c 1 1.1.1.1 ||\n\tifup wan\n'],
        ['#!/bin/sh\nif [ -z "$up" ]; then ifdown "$1"; fi\n'],
        ['#!/usr/bin/lua\nos.execute("ifup wan")\n'],
      ])('is looked into: %j', (text) => {
        file('/root/check.sh', text);
        expect(pids()).toEqual([77]);
      });

      test.each([
        ['#!/bin/sh\n# ifup wan\nlogger reboot\n'],
        // It calls another one.
        ['#!/bin/sh\nROOT/root/second.sh\n'],
        [`#!/bin/sh\n${': nothing of it\n'.repeat(5000)}ifup wan\n`],
        ['\u007fELF\n ifup wan\n'],
      ])('is none where it does nothing that is seen: %#', (text) => {
        file('/root/check.sh', text);
        file('/root/second.sh', '#!/bin/sh\nreboot\n');
        expect(pids()).toEqual([]);
      });

      test('is not taken for what it writes to', () => {
        file('/root/check.log', '#!/bin/sh\nreboot\n');
        expect(pids()).toEqual([]);
      });

      test('needs no first line where a shell is given it', () => {
        file('/etc/crontabs/root', '*/5 * * * * sh ROOT/root/check.sh\n');
        file('/root/check.sh', 'reboot\n');
        expect(pids()).toEqual([77]);
      });
    });

    test('the tables of Debian are read, and nothing twice or for a table that is none', () => {
      process(77, 1, ['/usr/sbin/cron', '-f']);
      file('/etc/crontab', '17 * * * * root cd / && run-parts --report /etc/cron.hourly\n');
      file('/etc/cron.d/modem', '*/5 * * * * root ifup wan\n');
      file('/etc/cron.d/modem.dpkg-old', '*/5 * * * * root ifup wan\n');
      file('/etc/crontabs/root', '*/9 * * * * reboot\n');
      file('/etc/crontabs/root-opkg', '*/9 * * * * reboot\n');
      file('/var/spool/cron/empty', '');
      symlinkSync('../../../etc/crontabs', join(root, 'var/spool/cron/crontabs'));
      expect(survey().watchdogs[0]?.lines).toEqual([
        { file: '/etc/crontabs/root', line: '*/9 * * * * reboot' },
        { file: '/etc/cron.d/modem', line: '*/5 * * * * root ifup wan' },
      ]);
    });

    test('without a crond that runs there is nothing to pause', () => {
      file('/etc/crontabs/root', '*/5 * * * * reboot\n');
      process(77, 1, crond, 'T');
      expect(pids()).toEqual([]);
    });

    test('each crond is one, and what it has running of such a line', () => {
      file('/etc/crontabs/root', '*/5 * * * * ROOT/root/check.sh  -v\n* * * * * /usr/bin/ddns\n');
      file('/root/check.sh', '#!/bin/sh\nifup wan\n');
      process(77, 1, crond);
      process(78, 1, ['busybox', 'crond', '-c', '/root/tabs']);
      process(90, 77, ['/bin/sh', '-c', `${root}/root/check.sh  -v`]);
      process(91, 90, ['/bin/sh', `${root}/root/check.sh`, '-v']);
      process(92, 91, ['ping', '-c', '5', '1.1.1.1']);
      process(93, 77, ['/usr/bin/ddns']);
      process(94, 1, ['vi', `${root}/root/check.sh`]);
      expect(survey().watchdogs.map(({ pid, isJob }) => [pid, isJob])).toEqual([
        [77, false],
        [78, false],
        [90, true],
        [91, true],
      ]);
    });

    test('a line that acts by itself is known by its command where it runs', () => {
      file('/etc/cron.d/modem', '*/5 * * * * root ifdown wan; sleep 60; ifup wan\n');
      process(77, 1, ['/usr/sbin/cron', '-f']);
      process(90, 77, ['/bin/sh', '-c', 'ifdown wan; sleep 60; ifup wan']);
      expect(pids()).toEqual([77, 90]);
    });

    test('scripts of hotplug that act are known, with the script that they call', () => {
      file('/etc/hotplug.d/iface/99-modem', '[ "$ACTION" = ifdown ] && ifup "$INTERFACE"\n');
      file(
        '/etc/hotplug.d/usb/50-modem',
        '#!/bin/sh\ncase $ACTION in\n  add) sh ROOT/root/reset.sh ;;\nesac\n',
      );
      file('/root/reset.sh', 'echo 1 >"$path/authorized"\n');
      // It is the user's.
      file(
        '/etc/hotplug.d/iface/16-mwan3-user',
        '[ -f ROOT/etc/mwan3.user ] && /bin/sh ROOT/etc/mwan3.user\n',
      );
      file('/etc/mwan3.user', '#!/bin/sh\n[ "$ACTION" = disconnected ] && ifup "$INTERFACE"\n');
      expect(survey().hotplugs).toEqual([
        { file: '/etc/hotplug.d/iface/16-mwan3-user', script: '/etc/mwan3.user' },
        { file: '/etc/hotplug.d/iface/99-modem', script: null },
        { file: '/etc/hotplug.d/usb/50-modem', script: '/root/reset.sh' },
      ]);
    });

    const harmlessHotplugs = [
      // What they do is in the manner of those of OpenWrt 15.05 to 25.12.
      ['usb/00_wwan.sh', 'proto_set_available "$cfg" 1\nifup "$cfg"'],
      ['tty/30-3g', 'gcom -d "$tty"'],
      ['usb/20-usb_mode', '/sbin/usbmode -s'],
      ['net/25-modemmanager-net', 'mmcli -m "$device" --reset'],
      ['iface/15-mwan3', 'ifup "$INTERFACE"'],
      ['iface/00-netstate', '[ ifup = "$ACTION" ] && uci_toggle_state network "$INTERFACE" up 1'],
      ['iface/20-firewall', '[ "$ACTION" = ifup -o "$ACTION" = ifupdate ] || exit 0\nfw3 -q reload'],
      [
        'iface/95-ddns',
        'case "$ACTION" in\n  ifup)\n    /etc/init.d/ddns start ;;\n  ifdown | ifupdate)\n    exit ;;\nesac',
      ],
      ['iface/16-mwan3-user', '[ -f ROOT/etc/mwan3.user ] && /bin/sh ROOT/etc/mwan3.user'],
      ['iface/40-lights', 'echo 1 >/sys/class/leds/4g/brightness'],
      ['button/99-reset', 'reboot'],
    ] as const;

    test('scripts of hotplug that come with OpenWrt, or restart nothing, are not told', () => {
      file('/etc/mwan3.user', '#!/bin/sh\n#      <ifup>   is called by netifd\n');
      for (const [path, text] of harmlessHotplugs) file(`/etc/hotplug.d/${path}`, `#!/bin/sh\n${text}\n`);
      expect(survey().hotplugs).toEqual([]);
    });

    test('timers of systemd whose unit acts are known, with the script that it calls', () => {
      const units = {
        'apt-daily': '/usr/lib/apt/apt.systemd.daily update',
        logrotate: '/usr/sbin/logrotate /etc/logrotate.conf',
        'modem-check': 'ROOT/usr/local/bin/modem-check --quiet',
        'modem-nightly': '/bin/sh -c mmcli -m any --reset ; sleep 60',
        'mm-restart': '/bin/systemctl restart ModemManager.service',
      };
      file('/usr/local/bin/modem-check', '#!/bin/sh\nping -c 1 1.1.1.1 || mmcli -m any --disable\n');
      file('/usr/sbin/logrotate', '\u007fELF');
      // As systemd 252 prints them.
      file(
        '/timers',
        Object.keys(units)
          .map((name) => `${name}.timer loaded active waiting What ${name} does\n`)
          .join(''),
      );
      for (const [name, command] of Object.entries(units)) {
        file(
          `/units/${name}.service`,
          `ExecStart={ path=${command.split(' ')[0]} ; argv[]=${command} ; ignore_errors=no ; start_time=[n/a] ; stop_time=[n/a] ; pid=0 ; code=(null) ; status=0/0 }\n`,
        );
      }
      const { timers } = survey(`case "$*" in
        'list-units --type=timer --state=active --no-legend --plain') cat ${root}/timers ;;
        'show -p Unit '*) echo "Unit=\${4%.timer}.service" ;;
        'show -p ExecStart '*) cat "${root}/units/$4" ;;
      esac`);
      expect(timers).toEqual([
        { name: 'modem-check.timer', script: '/usr/local/bin/modem-check' },
        { name: 'modem-nightly.timer', script: null },
        { name: 'mm-restart.timer', script: null },
      ]);
    });
  },
);
