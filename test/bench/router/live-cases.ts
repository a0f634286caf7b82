import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type BenchRouter, startRouter } from '../bench.ts';
import type { ScenarioPatch } from '../scenario.ts';
import type { RouterSetup } from './configuration.ts';
import { caseLimit, type Diagnosed, noVirtualRouter } from './diagnose.ts';
import { judgementOf, outcomeOf, type Standing, standingOf, testLive } from './live.ts';

/** One way in which a connection fails: what its logs tell, and what a live test makes of it. */
export interface LiveCase {
  /** Of a sentence: `a card without a SIM`. */
  readonly title: string;
  readonly profile: string;
  readonly faults?: readonly string[];
  readonly scenario?: ScenarioPatch;
  /** Options of the interface, over those that fit the modem. */
  readonly connection?: Readonly<Record<string, string>>;
  /** What is done on the router once the modem is there. */
  readonly prepare?: string;
  /** What the log says once it has happened. */
  readonly shows: RegExp;
  /** The verdict before anything was tested: of the logs alone. */
  readonly logs: object;
  /** The verdict with the tests. */
  readonly live: object;
  /** What tests found, by id. */
  readonly tests?: Readonly<Record<string, unknown>>;
  /** What they say of findings, by rule. */
  readonly judgements?: Readonly<Record<string, string>>;
  /** Further options of the live test. */
  readonly argv?: readonly string[];
  /** What is not as it was before; that is on purpose. */
  readonly changes?: Partial<Standing>;
  /** What else must be so afterwards, of the router, of what was said, and of the AT commands that the modem was given meanwhile. */
  readonly after?: (
    router: BenchRouter,
    live: Diagnosed,
    commands: readonly string[],
  ) => void | Promise<void>;
}

/** Tries cases on one router, one after the other: each from empty logs, and each leaves the router as it was. */
export function describeLive(what: string, setup: RouterSetup, cases: readonly LiveCase[]): void {
  const reason = noVirtualRouter(`Live tests of ${what}`);
  describe.skipIf(reason !== undefined)(`${what}, tested live`, () => {
    let router: BenchRouter;

    beforeAll(async () => {
      const profile = cases[0]?.profile ?? '';
      // gcom takes more than a second for each question; what it does is tried with the other sticks.
      router = await startRouter({ profile, router: { tools: ['socat'], ...setup }, plugged: false });
    }, caseLimit);

    afterAll(async () => {
      await router?.stop();
      expect(router?.emulatorFaults).toEqual([]);
    });

    test.each(cases)('$title', (each) => tryLive(router, each), caseLimit * 2);
  });
}

async function tryLive(router: BenchRouter, each: LiveCase): Promise<void> {
  const { profile, faults = [], scenario = {}, connection = {}, argv = [] } = each;
  await router.exchange({ profile, faults, scenario, connection });
  if (each.prepare !== undefined) await router.shell.run(each.prepare);
  await router.logShows(each.shows);
  const before = await standingOf(router);
  const asked = router.modem.journal.length;
  const live = await testLive(router, ...argv);
  const commands = router.modem.journal.slice(asked).map(({ command }) => command);
  expect(live.stderr).not.toContain('Internal error');
  expect(live.report.live.before.verdict).toMatchObject(each.logs);
  expect(named(each.tests, (id) => outcomeOf(live, id))).toEqual(each.tests ?? {});
  expect(named(each.judgements, (rule) => judgementOf(live, rule))).toEqual(each.judgements ?? {});
  expect(live.report.verdict).toMatchObject(each.live);
  expect(await standingOf(router)).toEqual({ ...before, ...each.changes });
  await each.after?.(router, live, commands);
}

function named(
  expected: Readonly<Record<string, unknown>> | undefined,
  found: (name: string) => string | undefined,
): Readonly<Record<string, string | undefined>> {
  return Object.fromEntries(Object.keys(expected ?? {}).map((name) => [name, found(name)]));
}
