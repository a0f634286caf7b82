import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ended, said, start } from '../../cli/process.ts';
import { type BenchRouter, startRouter } from '../bench.ts';
import { caseLimit, diagnose, noVirtualRouter, sshConfig } from './diagnose.ts';

const reason = noVirtualRouter('Modems with the drivers of Linux');

const isUp = (text: string) => text.includes('"up": true');

describe.skipIf(reason !== undefined)(
  'one virtual router, with an old kernel’s framing, and its modems',
  () => {
    let router: BenchRouter;

    beforeAll(async () => {
      router = await startRouter({
        profile: 'huawei-e3372',
        faults: ['ndp-order'],
        router: { tableOfDatagramsFirst: true },
      });
    }, caseLimit);

    afterAll(async () => {
      await router?.stop();
      expect(router?.emulatorFaults ?? []).toEqual([]);
    });

    const reachesTheInternet = async () =>
      expect(await router.shell.output('ping -c 3 -W 5 198.51.100.1')).toMatch(/[23] packets received/);

    test(
      'the picture of the seed thread: the session stands, and nothing comes back',
      async () => {
        await router.logShows(/(?:broadcasting discover.*){3}/s);
        expect(router.modem.sessions).toMatchObject([{ path: 'ndis', apn: 'internet' }]);
        const counters = await router.shell.output(
          'cat /sys/class/net/wwan0/statistics/rx_packets /sys/class/net/wwan0/statistics/tx_packets',
        );
        const [received, sent] = counters.split('\n').map(Number);
        expect(received).toBe(0);
        expect(sent).toBeGreaterThan(3);
        expect(await router.shell.output('dmesg | grep huawei_cdc_ncm | grep -iE "error|fail|bad"')).toBe('');
        const { report } = await diagnose(router);
        expect(report.verdict).toMatchObject({
          state: 'broken',
          rung: 'address',
          cause: 'dhcp-discover-no-offer',
        });
        // The other order, and the lease is there.
        await router.shell.run('echo Y >/sys/class/net/wwan0/cdc_ncm/ndp_to_end');
        await router.shell.until('ifstatus modem_4', (text) => text.includes('"10.146.249.5"'), caseLimit);
      },
      caseLimit,
    );

    test(
      'a HiLink stick: a lease of its own network, and its pages',
      async () => {
        await router.exchange({ profile: 'huawei-e3372-hilink' });
        await router.shell.until('ifstatus modem', isUp, caseLimit);
        expect(await router.shell.output('ip -4 addr show dev eth1')).toContain('192.168.8.100/24');
        expect(await router.shell.output('wget -q -O - http://192.168.8.1/api/monitoring/status')).toContain(
          '<ConnectionStatus>901</ConnectionStatus>',
        );
        await reachesTheInternet();
      },
      caseLimit,
    );

    test(
      'a 3G stick, watched by hwdiag: each dial of the real pppd as it climbs, the one that is refused and the one that is not',
      async () => {
        await router.exchange({
          profile: 'ppp-stick',
          faults: ['chap-refused'],
          connection: { username: 'bench', password: 'bench' },
        });
        await router.logShows(/CHAP authentication failed/);
        const child = start(
          ['watch', 'router', '-F', sshConfig(router), '--no-collect', '--format', 'json'],
          {
            env: { HOME: router.folder, SSH_AUTH_SOCK: '' },
          },
        );
        const outcome = ended(child);
        child.stdin.end();
        await said(child.stderr, 'modem: stops at dial');
        router.change({ ppp: { verdict: 'accept' } });
        await said(child.stderr, 'modem: up');
        child.kill('SIGINT');
        const { code, stdout, stderr } = await outcome;
        expect(stderr).toContain('modem: reached control');
        expect(stderr).toContain('10.146.249.5');
        expect(JSON.parse(stdout).verdict).toMatchObject({ state: 'working', reached: 'address' });
        expect(code).toBe(0);
      },
      caseLimit,
    );

    test(
      'a stick as a CD-ROM: the real usb_modeswitch makes a modem of it',
      async () => {
        await router.exchange({ profile: 'huawei-e3372-storage' });
        await router.shell.until('ls /dev', (names) => names.includes('sr0'), caseLimit);
        expect(await router.shell.output('ls /dev')).not.toContain('ttyUSB');
        const message = '55534243123456780000000000000011062000000101000100000000000000';
        await router.shell.run(`usb_modeswitch -v 12d1 -p 1f01 -M ${message}`);
        await router.shell.until(
          'ls /dev',
          (names) => names.includes('ttyUSB1') && names.includes('cdc-wdm0'),
          caseLimit,
        );
        expect(router.modem.profile.name).toBe('huawei-e3372');
      },
      caseLimit,
    );
  },
);
