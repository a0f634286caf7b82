import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type BenchRouter, startRouter } from '../bench.ts';
import { caseLimit, noVirtualRouter } from './diagnose.ts';
import { judgementOf, outcomeOf, standingOf, testLive } from './live.ts';

const reason = noVirtualRouter('Live tests of a stick with NCM');

/** What Linux says of the stick, what the handler has sent it, and the internet behind it. */
async function expectRealDrivers({ shell, modem }: BenchRouter): Promise<void> {
  const dmesg = await shell.output('dmesg');
  for (const line of [
    /usb 1-1: new high-speed USB device number \d+ using ehci-pci/,
    /usb 1-1: GSM modem \(1-port\) converter now attached to ttyUSB1/,
    /huawei_cdc_ncm 1-1:1\.2: setting rx_max = 16384/,
    /huawei_cdc_ncm 1-1:1\.2: NDP will be placed at end of frame for this device\./,
    /huawei_cdc_ncm 1-1:1\.2 wwan0: register 'huawei_cdc_ncm' at usb-0000:00:03\.0-1, Huawei CDC NCM device, 00:1e:10:1f:00:00/,
  ])
    expect(dmesg).toMatch(line);
  expect(await shell.output('wget -q -O - http://openwrt.org/')).toBe('It works.\n');
  expect(modem.journal.map(({ command }) => command)).toEqual([
    ...['AT+CGMI', 'ATZ', 'ATQ0', 'ATV1', 'ATE1', 'ATS0=0', 'AT+CPIN?'],
    ...['AT+CGDCONT=1,"IP","internet"', 'AT^NDISDUP=1,1,"internet"'],
  ]);
}

describe.skipIf(reason !== undefined)('a Huawei stick with NCM, tested live', () => {
  let router: BenchRouter;
  let cases = 0;

  beforeAll(async () => {
    router = await startRouter({
      profile: 'huawei-e3372',
      router: { tools: ['socat'], connection: { pincode: '1234' } },
    });
  }, caseLimit);

  beforeEach(async () => {
    await router.shell.run('ifdown modem');
  });

  afterAll(async () => {
    await router?.stop();
    expect(router?.emulatorFaults).toEqual([]);
  });

  /** A new modem, and the interface set up with it until the log shows what is wrong. */
  async function plugged(fault: readonly string[], shows: RegExp): Promise<void> {
    await router.replug({ faults: fault });
    await router.shell.until(
      'ls /dev/ttyUSB1 /sys/class/net/wwan0/type',
      (text) => text.includes('type'),
      caseLimit,
    );
    cases += 1;
    await router.shell.run(`logger -t bench "case ${cases}."; ifup modem`);
    await router.logShows(shows, `bench: case ${cases}[.]`);
  }

  test(
    'that works is left alone, and reaches the internet',
    async () => {
      await plugged([], /Interface 'modem_4' is now up/);
      await expectRealDrivers(router);
      const before = await standingOf(router);
      const live = await testLive(router);
      expect(live.report.verdict.state).toBe('working');
      expect(
        ['ports', 'sim', 'network', 'dial', 'lease', 'internet', 'mtu'].map((id) => [
          id,
          outcomeOf(live, id),
        ]),
      ).toEqual([
        ['ports', 'reached'],
        ['sim', 'reached'],
        ['network', 'reached'],
        ['dial', 'reached'],
        ['lease', 'reached'],
        ['internet', 'reached'],
        // At home, too, it is agreed to only by itself.
        ['mtu', 'not-run'],
      ]);
      expect(live.report.live.changes).toEqual([]);
      expect(live.code).toBe(0);
      expect(await standingOf(router)).toEqual(before);
    },
    caseLimit,
  );

  test(
    'without a DHCP server: no lease, whatever the framing',
    async () => {
      await plugged(['dhcp-silent'], /(?:broadcasting discover.*){3}/s);
      const before = await standingOf(router);
      const live = await testLive(router);
      expect(outcomeOf(live, 'dial')).toBe('reached');
      expect(outcomeOf(live, 'lease')).toBe('broken');
      expect(outcomeOf(live, 'framing')).toBe('inconclusive');
      expect(judgementOf(live, 'dhcp-discover-no-offer')).toBe('proven');
      expect(live.report.verdict).toMatchObject({ rung: 'address', cause: 'dhcp-discover-no-offer' });
      expect(await standingOf(router)).toEqual(before);
    },
    caseLimit * 2,
  );

  test(
    'whose DHCP server refuses every lease: the question ends by itself',
    async () => {
      await plugged(['dhcp-nak'], /NAK/);
      const live = await testLive(router);
      expect(outcomeOf(live, 'lease')).toBe('broken');
      expect(live.report.verdict.rung).toBe('address');
      expect(await router.shell.output("ps | grep '[u]dhcpc -f -n -q -t 4'")).toBe('');
    },
    caseLimit * 2,
  );

  test(
    'whose SIM card has one try left for its PIN keeps it, though a PIN is configured',
    async () => {
      await router.replug({ faults: ['pin-last-try'], scenario: { sim: { pin: '9999' } } });
      await router.shell.until(
        'ls /dev/ttyUSB1 /sys/class/net/wwan0/type',
        (text) => text.includes('type'),
        caseLimit,
      );
      const live = await testLive(router);
      expect(outcomeOf(live, 'sim')).toBe('broken');
      expect(outcomeOf(live, 'dial')).toBe('not-run');
      expect(router.modem.sim.pinTries).toBe(1);
      expect(
        router.modem.journal.map(({ command }) => command).filter((command) => /CPIN=/.test(command)),
      ).toEqual([]);
    },
    caseLimit,
  );

  test(
    'that leaves the bus in the middle of a dial: told, and put back as far as it can be',
    async () => {
      await router.replug({ faults: ['unplug-in-dial'] });
      await router.shell.until(
        'ls /dev/ttyUSB1 /sys/class/net/wwan0/type',
        (text) => text.includes('type'),
        caseLimit,
      );
      const live = await testLive(router);
      expect(live.stderr).not.toContain('Internal error');
      expect(outcomeOf(live, 'internet')).toBe('not-run');
      expect(await router.shell.output('ls -d /tmp/hwdiag* 2>/dev/null')).toBe('');
    },
    caseLimit * 2,
  );
});
