import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { routeThrough, usedDefaultRoute } from '../../../src/dial/tests/internet.ts';
import { PretendedRouter } from './pretended-router.ts';

test.each([
  ['none', '192.168.1.0/24 dev br-lan scope link', null],
  ['one', 'default via 10.64.64.64 dev 3g-wan\n192.168.1.0/24 dev br-lan', '3g-wan'],
  [
    'two, where the one without a metric wins',
    'default dev wwan0 metric 40\ndefault via 192.168.0.1 dev eth0.2',
    'eth0.2',
  ],
  ['two, where the lower metric wins', 'default dev eth0 metric 100\ndefault dev wwan0 metric 40', 'wwan0'],
])('the default route that is used, of %s', (_, routes, card) => {
  expect(usedDefaultRoute(routes)).toBe(card);
});

test.each([
  ['used', 'default dev wwan0'],
  ['behind', 'default via 192.168.0.1 dev eth0\ndefault dev wwan0 metric 40'],
  ['elsewhere', 'default via 192.168.0.1 dev eth0\n10.64.1.0/30 dev wwan0'],
  ['none', '10.64.1.0/30 dev wwan0'],
])('the default route through a modem: %s', (how, routes) => {
  expect(routeThrough('wwan0', routes)).toBe(how);
});

describe('the internet', () => {
  let router: PretendedRouter;

  const pretended = {
    driver: 'huawei_cdc_ncm',
    proto: 'ncm',
    up: true,
    programs: ['ping', 'nslookup'],
  } as const;

  beforeEach(() => {
    router = new PretendedRouter(pretended);
    furnish();
  });

  function furnish(): void {
    router.write('address', '7: wwan0: <BROADCAST,UP> mtu 1500\n    inet 10.64.1.2/30 scope global wwan0');
    router.write('routes', 'default via 10.64.1.1 dev wwan0');
    router.write('resolv.conf.d/resolv.conf.auto', '# Interface wan_4\nnameserver 10.0.0.53');
    pings('wwan0');
    names('');
  }

  afterEach(() => router.remove());

  /** Pings come back through these devices; `by route`: also where the routes decide. */
  function pings(...through: readonly string[]): void {
    const devices = through.map((device) => (device === 'by route' ? '*"-W 3 "[0-9]*' : `*"-I ${device} "*`));
    router.program(
      'ping',
      `case "$*" in ${devices.join(' | ') || "''"}) echo '3 packets transmitted, 3 packets received' ;;
        *) echo '3 packets transmitted, 0 packets received'; exit 1 ;; esac`,
    );
  }

  /** Servers that answer; the empty one is the router's own. */
  function names(...servers: readonly string[]): void {
    const calls = servers.map((server) => `'downloads.openwrt.org${server === '' ? '' : ` ${server}`}'`);
    router.program(
      'nslookup',
      `case "$*" in ${calls.join(' | ') || "''"}) echo Address: 192.0.2.1 ;;
        *) echo ';; connection timed out; no servers could be reached'; exit 1 ;; esac`,
    );
  }

  async function tested() {
    const { proof, judge } = await router.test('dial', 'lease', 'internet', 'mtu');
    const of = (id: string) => proof.tests.find((one) => one.id === id);
    return { internet: of('internet'), mtu: of('mtu'), judge };
  }

  test('is reached; that large pings come back says nothing of how', async () => {
    const { internet, mtu } = await tested();
    expect(internet).toMatchObject({
      outcome: 'reached',
      answer: 'Pings through wwan0 come back. Names are found.',
    });
    expect(mtu?.answer).toBe('Pings of 1,500 bytes come back. Whether whole or in pieces is not shown.');
    expect(router.calls('nslookup')).toHaveLength(1);
  });

  test('is reached by small packets alone where nobody has agreed to what may cost money', async () => {
    router.remove();
    router = new PretendedRouter({ ...pretended, withoutCosts: true });
    furnish();
    const { internet, mtu } = await tested();
    expect(internet).toMatchObject({ outcome: 'reached' });
    expect(mtu).toMatchObject({
      outcome: 'not-run',
      answer: 'Not run: it may cost money, which was not agreed to (--allow-cost).',
    });
    expect(router.calls('ping').filter((call) => call.includes('-s'))).toEqual([]);
  });

  test('that swallows pings is reached where the name server of the network answers', async () => {
    pings();
    names('', '10.0.0.53');
    const { internet, mtu } = await tested();
    expect(internet).toMatchObject({
      outcome: 'reached',
      answer: 'No ping through wwan0 comes back, but the name server 10.0.0.53 answers. Names are found.',
    });
    expect(mtu).toMatchObject({ outcome: 'not-run' });
  });

  test('is broken where nothing comes back; then nothing large is sent', async () => {
    pings();
    names();
    const { internet, mtu } = await tested();
    expect(internet).toMatchObject({ outcome: 'broken', answer: 'No ping through wwan0 comes back.' });
    expect(mtu).toMatchObject({ outcome: 'not-run' });
    expect(router.calls('ping').filter((call) => call.includes('-s'))).toEqual([]);
  });

  test('decides nothing where the interface is down and was not dialled, unless something comes back', async () => {
    router.remove();
    router = new PretendedRouter({ driver: 'huawei_cdc_ncm', proto: 'ncm', up: false, programs: ['ping'] });
    pings();
    const run = async () => (await router.test('internet')).proof.tests.find(({ id }) => id === 'internet');
    expect(await run()).toMatchObject({
      outcome: 'inconclusive',
      answer: 'No ping through wwan0 comes back: the interface wan is down, and it was not dialled.',
    });
    pings('wwan0');
    expect(await run()).toMatchObject({ outcome: 'reached' });
  });

  test('asks no name server where the answer would come another way', async () => {
    pings();
    names('', '10.0.0.53');
    router.write('routes', 'default via 192.168.0.1 dev eth0\ndefault dev wwan0 metric 40');
    expect((await tested()).internet).toMatchObject({ outcome: 'broken' });
    expect(router.calls('nslookup')).toEqual(['nslookup downloads.openwrt.org']);
  });

  test.each([
    [
      'the router was given no name server',
      '# Interface wan_4',
      'Pings through wwan0 come back. Names are not found. The router has been given no name server.',
    ],
    [
      'the router’s do not answer',
      '# Interface wan_4\nnameserver 10.0.0.53',
      'Pings through wwan0 come back. Names are not found. A name server that is asked by its address answers.',
    ],
  ])('without names: %s', async (_, list, answer) => {
    names('1.1.1.1');
    router.write('resolv.conf.d/resolv.conf.auto', list);
    expect((await tested()).internet).toMatchObject({ outcome: 'broken', answer });
  });

  test('without names: the stick’s name server has the address of the router itself', async () => {
    names('1.1.1.1');
    router.write('resolv.conf.d/resolv.conf.auto', '# Interface wan_4\nnameserver 192.168.8.1');
    router.write(
      'addresses',
      '2: br-lan: <UP> mtu 1500\n    inet 192.168.8.1/24 brd 192.168.8.255 scope global br-lan',
    );
    const { internet } = await tested();
    expect(internet?.answer).toBe(
      'Pings through wwan0 come back. Names are not found. The name server that it was given has the address 192.168.8.1, which the router itself has: it asks itself. A name server that is asked by its address answers.',
    );
  });

  test.each(['127.0.0.1', '10.64.1.2'])(
    'without names: %s is the router, and meant to be asked',
    async (server) => {
      names('1.1.1.1');
      router.write('resolv.conf.d/resolv.conf.auto', `# Interface wan_4\nnameserver ${server}`);
      router.write(
        'addresses',
        '1: lo: <UP> mtu 65536\n    inet 127.0.0.1/8 scope host lo\n7: wwan0: <UP> mtu 1500\n    inet 10.64.1.2/30 scope global wwan0',
      );
      expect((await tested()).internet?.answer).not.toContain('asks itself');
    },
  );

  test('is not called without names where there is nothing to look them up with', async () => {
    router.remove();
    router = new PretendedRouter({ driver: 'huawei_cdc_ncm', proto: 'ncm', up: true, programs: ['ping'] });
    router.write('routes', 'default via 10.64.1.1 dev wwan0');
    pings('wwan0');
    const { proof } = await router.test('internet');
    expect(proof.tests.find(({ id }) => id === 'internet')).toMatchObject({
      outcome: 'reached',
      answer: 'Pings through wwan0 come back.',
    });
  });

  test.each([
    [[], ', where none comes back'],
    [['by route'], ', where pings come back'],
  ])(
    'beside another uplink with the lower metric: pings by route come back from %j',
    async (through, words) => {
      pings('wwan0', ...through);
      router.write('routes', 'default via 192.168.0.1 dev eth0\ndefault dev wwan0 metric 40');
      expect((await tested()).internet?.answer).toBe(
        `Pings through wwan0 come back. Names are found. Another default route is used${words}; that through wwan0 has the higher metric.`,
      );
    },
  );
});
