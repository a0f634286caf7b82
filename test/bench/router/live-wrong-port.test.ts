import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type BenchRouter, startRouter } from '../bench.ts';
import { caseLimit, diagnose, noVirtualRouter } from './diagnose.ts';
import {
  actsOnItsOwn,
  disturbedLive,
  judgementOf,
  outcomeOf,
  type Standing,
  standingOf,
  steps,
  testLive,
} from './live.ts';

const reason = noVirtualRouter('Live tests of a stick whose port is configured wrong');

describe.skipIf(reason !== undefined)(
  'a stick that answers on its third port, configured with its first',
  () => {
    let router: BenchRouter;
    let before: Standing;

    beforeAll(async () => {
      router = await startRouter({
        profile: 'huawei-ms2372h',
        router: { connection: { device: '/dev/ttyUSB0' } },
      });
      await router.shell.until('ifstatus modem', (text) => text.includes('GETINFO_FAILED'), caseLimit);
      before = await standingOf(router);
    }, caseLimit);

    afterAll(async () => {
      await router?.stop();
      expect(router?.emulatorFaults).toEqual([]);
    });

    test(
      'shows its plan and does nothing where it is only asked what it would do',
      async () => {
        const commands = router.modem.journal.length;
        const { code, report, stderr } = await diagnose(router, '--dial', '--dry-run');
        expect(stderr).toContain('AT to /dev/ttyUSB2');
        expect(report.live).toBeUndefined();
        expect(code).toBe(1);
        // What collecting asks, and no more.
        expect(router.modem.journal.slice(commands).map(({ command }) => command)).not.toContain('AT');
        expect(await standingOf(router)).toEqual(before);
      },
      caseLimit,
    );

    test(
      'is asked port by port: the third answers, which proves the finding and fills in the fix',
      async () => {
        const live = await testLive(router);
        expect(live.stderr).not.toContain('Internal error');
        expect(outcomeOf(live, 'ports')).toBe('broken');
        expect(judgementOf(live, 'at-port-silent')).toBe('proven');
        expect(live.report.verdict).toMatchObject({
          state: 'broken',
          rung: 'control',
          cause: 'at-port-silent',
          confidence: 'proven',
        });
        const [finding] = live.report.findings;
        expect(finding.fix.steps[0]).toMatchObject({ option: 'device', value: { known: '/dev/ttyUSB2' } });
        expect(live.report.live.changes.map(({ state }: { readonly state: string }) => state)).toEqual([
          'put-back',
        ]);
        // It stops at the rung that is broken.
        expect(outcomeOf(live, 'dial')).toBe('not-run');
        expect(await standingOf(router)).toEqual(before);
      },
      caseLimit,
    );

    test(
      'killed in the middle, the router puts everything back by itself; the next test, which is interrupted, does so before it ends',
      async () => {
        // comgt has been tried; it takes more than a second for each question, and ten for each port that says nothing.
        await router.shell.run('ln -s /usr/lib/bench/socat /usr/bin/socat');
        await disturbedLive(router, steps.paused, (program) => void program.kill('SIGKILL'));
        await actsOnItsOwn(router);
        const { leftOvers, ...rest } = await standingOf(router);
        expect(rest).toEqual({ ...before, leftOvers: undefined });
        // What happened is kept, and told by the next test: one that only plans changes nothing, a real one clears it away.
        expect(leftOvers).toContain('/tmp/hwdiag-undo.');
        const next = await diagnose(router, '--dial', '--dry-run');
        expect(next.stderr).toMatch(/An earlier test was cut off.*starts the interface modem again/s);
        expect(await standingOf(router)).toEqual({ ...before, leftOvers });
        const interrupted = await disturbedLive(
          router,
          steps.paused,
          (program) => void program.kill('SIGINT'),
        );
        expect(interrupted.code).toBe(130);
        expect(await standingOf(router)).toEqual(before);
      },
      caseLimit * 2,
    );
  },
);
