import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { write } from '../../../src/dial/tests/framing.ts';
import { programPath } from '../../servers/programs.ts';
import { PretendedRouter } from './pretended-router.ts';

const shells = [
  ['dash', ['dash']],
  ['busybox ash', ['busybox', 'ash']],
] as const satisfies readonly (readonly [string, readonly [string, ...string[]]])[];

describe.each(shells.filter(([, [program]]) => programPath(program) !== undefined))(
  'what is written to a driver, under %s',
  (_, [program, ...words]) => {
    let folder: string;

    beforeEach(() => {
      folder = mkdtempSync(join(tmpdir(), 'hwdiag-framing-'));
    });

    afterEach(() => rmSync(folder, { recursive: true, force: true }));

    /** A driver that takes no value while its device is up: the shell itself does not overwrite the file then. */
    function driver(diesAt: 'up' | 'down' | null): string {
      return `ip() {
  if [ "$5" = "${diesAt === 'up' ? 'up' : ''}" ]; then exit 143; fi
  if [ "$5" = up ]; then set -C; echo 0x1003 >|${folder}/flags; else set +C; echo 0x1002 >|${folder}/flags; fi
  if [ "$5" = "${diesAt === 'down' ? 'down' : ''}" ]; then exit 143; fi
}
if [ $(($(cat ${folder}/flags) & 1)) = 1 ]; then set -C; fi
`;
    }

    function run(value: 'Y' | 'N', isUp: boolean, diesAt: 'up' | 'down' | null = null): number | null {
      const script = write({ card: 'wwan0', file: `${folder}/raw_ip`, value, isUp });
      const input = driver(diesAt) + script.replaceAll('/sys/class/net/wwan0/flags', `${folder}/flags`);
      return spawnSync(program, [...words, '-s'], { input, stdio: ['pipe', 'ignore', 'ignore'] }).status;
    }

    function standing(): readonly string[] {
      return ['raw_ip', 'flags'].map((name) => readFileSync(join(folder, name), 'utf8').trim());
    }

    function starts(value: string, flags: string): void {
      writeFileSync(join(folder, 'raw_ip'), `${value}\n`);
      writeFileSync(join(folder, 'flags'), `${flags}\n`);
    }

    test.each(['up', 'down', null] as const)(
      'is put back, and the device is up again, wherever the change was cut off: at link %s',
      (diesAt) => {
        starts('N', '0x1003');
        expect(run('Y', true, diesAt)).toBe(diesAt === null ? 0 : 143);
        expect(run('N', true)).toBe(0);
        expect(standing()).toEqual(['N', '0x1003']);
        // May be run twice.
        expect(run('N', true)).toBe(0);
        expect(standing()).toEqual(['N', '0x1003']);
      },
    );

    test('leaves a device down that was down', () => {
      starts('N', '0x1002');
      expect(run('Y', false)).toBe(0);
      expect(standing()).toEqual(['Y', '0x1002']);
      expect(run('N', false)).toBe(0);
      expect(standing()).toEqual(['N', '0x1002']);
    });

    test('says so where the modem is gone', () => {
      writeFileSync(join(folder, 'flags'), '0x1003\n');
      expect(run('N', true)).toBe(1);
    });
  },
);

describe('another framing', () => {
  let router: PretendedRouter;
  const file = 'net/wwan0/cdc_ncm/ndp_to_end';

  beforeEach(() => {
    router = new PretendedRouter({
      driver: 'huawei_cdc_ncm',
      proto: 'ncm',
      up: true,
      programs: ['udhcpc'],
    });
    router.write('address', '7: wwan0: <BROADCAST,UP> mtu 1500');
    router.write(file, 'N');
  });

  afterEach(() => router.remove());

  async function tested() {
    const { proof } = await router.test('dial', 'lease', 'framing');
    const framing = proof.tests.find(({ id }) => id === 'framing');
    return { framing, changes: proof.changes.map(({ state }) => state) };
  }

  test('that brings a lease is told, and put back', async () => {
    router.program(
      'udhcpc',
      `echo udhcpc: broadcasting discover
if [ "$(cat ${router.folder}/${file})" = Y ]; then echo 'udhcpc: lease of 10.64.1.2 obtained, lease time 7200'; fi`,
    );
    const { framing, changes } = await tested();
    expect(framing).toMatchObject({ outcome: 'reached', answer: expect.stringContaining('10.64.1.2') });
    expect(changes).toEqual(['put-back']);
    expect([router.read(file), router.read('net/wwan0/flags')]).toEqual(['N', '0x1003']);
  });

  test('that does not help rules nothing out', async () => {
    router.program('udhcpc', 'echo udhcpc: broadcasting discover');
    expect((await tested()).framing).toMatchObject({
      outcome: 'inconclusive',
      answer: expect.stringContaining('no better'),
    });
  });

  test('that the driver does not take is not asked behind', async () => {
    // It says N whatever is written.
    router.program('cat', `case $1 in */ndp_to_end) echo N; shift ;; esac; exec /bin/cat "$@"`);
    router.program('udhcpc', 'echo udhcpc: broadcasting discover');
    expect((await tested()).framing).toMatchObject({
      outcome: 'inconclusive',
      answer: expect.stringContaining('could not be written'),
    });
    expect(router.calls('udhcpc')).toHaveLength(1);
  });

  test('is not tried where the server answers, with a refusal', async () => {
    router.program('udhcpc', 'echo udhcpc: broadcasting discover; echo udhcpc: received DHCP NAK');
    expect((await tested()).framing).toMatchObject({ outcome: 'not-run' });
    expect(router.read(file)).toBe('N');
  });
});
