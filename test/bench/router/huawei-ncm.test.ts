import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type BenchRouter, startRouter } from '../bench.ts';
import { caseLimit, diagnose, noVirtualRouter } from './diagnose.ts';

const reason = noVirtualRouter('a Huawei stick with NCM');

describe.skipIf(reason !== undefined)('a Huawei stick with NCM on a virtual router', () => {
  let router: BenchRouter;

  beforeAll(async () => {
    router = await startRouter({ profile: 'huawei-e3372' });
  }, caseLimit);

  afterAll(async () => {
    await router?.stop();
    expect(router?.emulatorFaults ?? []).toEqual([]);
  });

  const leaseOf = (text: string) => text.includes('"address": "10.146.249.5"');

  test(
    'binds the real drivers, gets a lease through them, and reaches the internet',
    async () => {
      await router.shell.until('ifstatus modem_4', leaseOf, caseLimit);
      const dmesg = await router.shell.output('dmesg');
      for (const line of [
        'usb 1-1: new high-speed USB device number 2 using ehci-pci',
        'usb 1-1: GSM modem (1-port) converter now attached to ttyUSB1',
        'huawei_cdc_ncm 1-1:1.2: setting rx_max = 16384',
        'huawei_cdc_ncm 1-1:1.2: NDP will be placed at end of frame for this device.',
        "huawei_cdc_ncm 1-1:1.2 wwan0: register 'huawei_cdc_ncm' at usb-0000:00:03.0-1, Huawei CDC NCM device, 00:1e:10:1f:00:00",
      ])
        expect(dmesg).toContain(line);
      expect(await router.shell.output('ping -c 3 -W 5 198.51.100.1')).toContain('3 packets received');
      expect(await router.shell.output('nslookup openwrt.org')).toMatch(/Address: 203\.0\.113\.\d+/);
      expect(await router.shell.output('wget -q -O - http://openwrt.org/')).toBe('It works.\n');
      // What OpenWrt's handler sends, and nothing else.
      expect(router.modem.journal.map(({ command }) => command)).toEqual([
        'AT+CGMI',
        'ATZ',
        'ATQ0',
        'ATV1',
        'ATE1',
        'ATS0=0',
        'AT+CGDCONT=1,"IP","internet"',
        'AT^NDISDUP=1,1,"internet"',
      ]);
    },
    caseLimit,
  );
});

describe.skipIf(reason !== undefined)('a Huawei stick on a router with an old kernel', () => {
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
  });

  test(
    'the picture of the seed thread: the session stands, and nothing comes back',
    async () => {
      await router.shell.until(
        "logread | grep -c 'broadcasting discover'",
        (count) => Number(count) > 2,
        caseLimit,
      );
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
});
