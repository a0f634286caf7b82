import { afterEach, describe, expect, test } from 'vitest';
import { surveyOf } from '../../../src/dial/router/survey.ts';
import { portsTest } from '../../../src/dial/tests/ports.ts';
import { ports, subjectIn } from '../modems.ts';
import { PretendedRouter } from './pretended-router.ts';

const programs = ['ping', 'nslookup', 'udhcpc', 'ifdown', 'ifup', 'logread', 'logger', 'ifstatus', 'ip'];

describe('what is run stands in the plan', () => {
  let router: PretendedRouter;

  afterEach(() => router.remove());

  function pretend(up: boolean): void {
    router = new PretendedRouter({ driver: 'huawei_cdc_ncm', proto: 'ncm', up, programs });
    router.write('netlog', '');
    router.program('logread', `cat ${router.folder}/netlog`);
    router.program('logger', `echo "user.notice $2: $3" >>${router.folder}/netlog`);
    router.program('ifdown', '');
  }

  /** @returns what was called, and what of that the plan does not name */
  async function unplanned(...ids: readonly string[]) {
    const { planned } = await router.test(...ids);
    const named = planned.join('\n');
    const called = programs
      .flatMap((program) => router.calls(program))
      // The number of the mark is drawn when it is set.
      .map((call) => call.replace(/live-test-[\da-f]{8}$/, 'live-test-XXXXXXXX').trim());
    return { called, unplanned: called.filter((call) => !named.includes(call)) };
  }

  test('of a dial that fails: the mark in the log, and taking it down', async () => {
    pretend(false);
    router.program(
      'ifup',
      `for what in 'is setting up now' 'is now down'; do
  echo "daemon.notice netifd: Interface 'wan' $what" >>${router.folder}/netlog
done`,
    );
    const { called, unplanned: rest } = await unplanned('dial');
    expect(called).toContain('logger -t hwdiag live-test-XXXXXXXX');
    expect(called).toContain('ifdown wan');
    expect(rest).toEqual([]);
  });

  test('of a dial of MBIM up to 22.03, whose handler asks on for ever: one refusal is enough', async () => {
    router = new PretendedRouter({ driver: 'cdc_mbim', proto: 'mbim', up: false, programs });
    router.write('netlog', '');
    router.program('logread', `cat ${router.folder}/netlog`);
    router.program('logger', `echo "user.notice $2: $3" >>${router.folder}/netlog`);
    router.program('ifdown', '');
    router.program(
      'ifup',
      `echo "daemon.notice netifd: Interface 'wan' is setting up now" >>${router.folder}/netlog
echo 'daemon.notice netifd: wan (9):   activationstate: 0003 - deactivated' >>${router.folder}/netlog`,
    );
    // Waited for, it would take longer than a test may.
    const { called } = await unplanned('dial');
    expect(called.filter((call) => call === 'ifdown wan')).toHaveLength(1);
  });

  test('where DHCP has no answer', async () => {
    pretend(true);
    router.write('address', '7: wwan0: <BROADCAST,UP> mtu 1500');
    router.write('net/wwan0/cdc_ncm/ndp_to_end', 'N');
    router.program('udhcpc', 'echo udhcpc: broadcasting discover');
    const { called, unplanned: rest } = await unplanned('dial', 'lease', 'framing');
    expect(called).toContain('ip link set dev wwan0 up');
    expect(rest).toEqual([]);
  });

  test.each([
    ['through the modem alone', '*"-I wwan0 "*'],
    ['through nothing', "''"],
  ])('where pings come back %s, and the default route leads elsewhere', async (_, answered) => {
    pretend(true);
    router.write('address', '7: wwan0: <BROADCAST,UP> mtu 1500\n    inet 10.64.1.2/30 scope global wwan0');
    router.write('routes', 'default via 192.168.0.1 dev eth0');
    router.write('resolv.conf.auto', '# Interface wan_4\nnameserver 10.0.0.53');
    router.program(
      'ping',
      `case "$*" in ${answered}) echo '3 packets transmitted, 3 packets received' ;; *) exit 1 ;; esac`,
    );
    router.program('nslookup', 'exit 1');
    const { called, unplanned: rest } = await unplanned('dial', 'lease', 'internet', 'mtu');
    expect(called.length).toBeGreaterThan(4);
    expect(rest).toEqual([]);
  });
});

test('the plan says that a port is greeted before each talk', () => {
  const plan = portsTest.plan(subjectIn([ports('1-1', ['12d1:1506', 0]), '']), surveyOf('over'));
  expect(plan).toMatchObject({
    commands: expect.arrayContaining([
      expect.stringMatching(/^AT\+CSQ, AT\+CFUN\?, AT\+CREG\? .*AT, and these, also before each later talk$/),
    ]),
  });
});
