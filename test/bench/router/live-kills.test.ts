import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startProxy } from '../../servers/proxy.ts';
import { type BenchRouter, startRouter } from '../bench.ts';
import { caseLimit, noVirtualRouter } from './diagnose.ts';
import {
  actsOnItsOwn,
  disturbedLive,
  forgetWhatHappened,
  type Standing,
  type Step,
  standingOf,
  steps,
} from './live.ts';

const reason = noVirtualRouter('Live tests that are cut off');

// What undoes itself does so each time: it is not tried again.
describe.skipIf(reason !== undefined)('a live test that is cut off', { retry: 0 }, () => {
  let router: BenchRouter;

  beforeAll(async () => {
    router = await startRouter({ profile: 'ppp-stick', plugged: false });
  }, caseLimit);

  afterAll(async () => {
    await router?.stop();
    expect(router?.emulatorFaults).toEqual([]);
  });

  /** Has the program killed, then the connection cut at a step. */
  function cutOffAt(step: Step, before: () => Standing): void {
    test(
      'because the program is killed: the router puts all back',
      async () => {
        await disturbedLive(router, step, (program) => void program.kill('SIGKILL'));
        await actsOnItsOwn(router);
        await forgetWhatHappened(router);
        expect(await standingOf(router)).toEqual(before());
      },
      caseLimit * 2,
    );

    test(
      'because the connection is lost: that is told, and the router puts all back',
      async () => {
        const proxy = await startProxy(router.sshPort);
        const { stdout, stderr } = await disturbedLive(router, step, () => proxy.cut(), proxy.port);
        await proxy.stop();
        expect(stderr).not.toContain('Internal error');
        const { live } = JSON.parse(stdout);
        expect(live.endedBecause).toContain('connection to the router was lost');
        expect(live.changes.length).toBeGreaterThan(0);
        for (const change of live.changes) {
          expect(change).toMatchObject({ state: 'left', advice: expect.stringContaining('on its own') });
        }
        await actsOnItsOwn(router);
        await forgetWhatHappened(router);
        expect(await standingOf(router)).toEqual(before());
      },
      caseLimit * 2,
    );
  }

  describe('before and in the dial', () => {
    let before: Standing;

    beforeEach(async () => {
      await router.exchange({
        profile: 'ppp-stick',
        faults: ['lcp-silent'],
        connection: { username: 'bench', password: 'bench', pppd_options: 'lcp-max-configure 3' },
      });
      await router.logShows(/Connect: 3g-modem/);
      before = await standingOf(router);
    }, caseLimit);

    /** Has the modem pulled out at a step, and plugged in again. */
    function pulledOutAt(step: Step): void {
      test(
        'because the modem leaves the bus: told, and the router dials again once it is back',
        async () => {
          const { stdout, stderr } = await disturbedLive(router, step, () => router.unplug());
          expect(stderr).not.toContain('Internal error');
          const { live, verdict } = JSON.parse(stdout);
          expect(verdict.state).toBe('broken');
          expect(new Set(live.changes.map(({ state }: { readonly state: string }) => state))).toEqual(
            new Set(['put-back']),
          );
          await router.plug();
          await router.logShows(
            /hwdiag: live-test-.*Connect: 3g-modem|Connect: 3g-modem.*Connect: 3g-modem/s,
          );
          expect(await standingOf(router)).toEqual(before);
        },
        caseLimit * 2,
      );
    }

    describe('while it talks with the modem', () => {
      cutOffAt(steps.talking, () => before);
      pulledOutAt(steps.talking);
    });
    describe('while it dials', () => {
      // comgt, which takes more than a second for each question, has been tried.
      beforeAll(async () => {
        await router.shell.run('ln -s /usr/lib/bench/socat /usr/bin/socat');
      });
      cutOffAt(steps.dialling, () => before);
      pulledOutAt(steps.dialling);
    });
  });

  describe('at the lease', () => {
    let before: Standing;

    beforeEach(async () => {
      await router.exchange({ profile: 'huawei-e3372', faults: ['dhcp-silent'] });
      await router.logShows(/(?:broadcasting discover.*){2}/s);
      before = await standingOf(router);
    }, caseLimit);

    describe('while packets are framed the other way', () => cutOffAt(steps.reframed, () => before));

    test(
      'because the modem leaves the bus: told, and the router tries on',
      async () => {
        const { stdout, stderr } = await disturbedLive(router, steps.reframed, () => router.unplug());
        expect(stderr).not.toContain('Internal error');
        const { live } = JSON.parse(stdout);
        expect(live.changes).toMatchObject([
          { state: 'left', advice: expect.stringContaining('ndp_to_end') },
        ]);
        // It comes back as it starts: there is nothing to put back any more.
        await router.plug();
        await router.shell.until('ls /tmp/hwdiag-undo.*/steps', (output) => output.trim() === '', caseLimit);
        await router.shell.until(
          'cat /sys/class/net/wwan0/cdc_ncm/ndp_to_end',
          (value) => value.trim() === 'Y',
          caseLimit,
        );
        await forgetWhatHappened(router);
      },
      caseLimit * 2,
    );
  });
});
