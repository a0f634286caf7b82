import { afterEach, expect, test } from 'vitest';
import { type Pretended, PretendedRouter } from './pretended-router.ts';

let router: PretendedRouter;

afterEach(() => router.remove());

/** `address` is what `ip addr` shows; nobody answers DHCP. */
function routerWith(address: string, pretended: Partial<Pretended> = {}): PretendedRouter {
  router = new PretendedRouter({
    driver: 'huawei_cdc_ncm',
    proto: 'ncm',
    up: true,
    programs: ['udhcpc'],
    ...pretended,
  });
  router.program('udhcpc', 'echo udhcpc: broadcasting discover');
  router.write('address', `7: wwan0: <BROADCAST,UP> mtu 1500\n${address}`);
  return router;
}

async function leaseOf(one: PretendedRouter) {
  const { proof } = await one.test('dial', 'lease');
  return proof.tests.find(({ id }) => id === 'lease');
}

test.each([
  ['IPv4', '    inet 10.64.1.2/30 scope global wwan0', '10.64.1.2'],
  ['IPv6', '    inet6 2a00:1d36:3:1f::1/64 scope global dynamic', '2a00:1d36:3:1f::1'],
])('an address of %s is one', async (_, line, address) => {
  expect(await leaseOf(routerWith(line))).toMatchObject({
    outcome: 'reached',
    answer: expect.stringContaining(address),
  });
  expect(router.calls('udhcpc')).toEqual([]);
});

test.each([
  ['the link alone', 'inet6 fe80::e5b:8fff:fe27:9a64/64 scope link'],
  ['a home network', 'inet6 fd12:3456::1/64 scope global'],
])('an address that only %s knows is none, and DHCP is asked', async (_, line) => {
  expect(await leaseOf(routerWith(`    ${line}`))).toMatchObject({ outcome: 'broken' });
  expect(router.calls('udhcpc')).toHaveLength(1);
});

test('DHCP is not asked where no dial is up', async () => {
  routerWith('', { up: false });
  const { proof } = await router.test('lease');
  expect(proof.tests.find(({ id }) => id === 'lease')).toMatchObject({
    outcome: 'not-run',
    answer: expect.stringContaining('the dial is not up'),
  });
  expect(router.calls('udhcpc')).toEqual([]);
});

test('DHCP is not asked on MBIM, where the modem tells the address', async () => {
  expect(await leaseOf(routerWith('', { driver: 'cdc_mbim', proto: 'mbim' }))).toMatchObject({
    outcome: 'broken',
    answer: 'wwan0 has no address.',
  });
  expect(router.calls('udhcpc')).toEqual([]);
});

test('a udhcpc that cannot ask shows no silence', async () => {
  routerWith('');
  router.program('udhcpc', 'echo "udhcpc: SIOCGIFINDEX: No such device"; exit 1');
  expect(await leaseOf(router)).toMatchObject({ outcome: 'inconclusive' });
});
