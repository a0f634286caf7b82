import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { connect } from '../../../src/collect/ssh/connect.ts';
import { RouterShell } from '../../../src/dial/router/router-shell.ts';
import { survey } from '../../../src/dial/router/survey.ts';
import { underlayOf } from '../../../src/dial/safety/underlay.ts';
import { tellSkipped } from '../../servers/programs.ts';
import { ScriptedQuestions } from '../../servers/scripted-questions.ts';
import { type BenchRouter, startRouter } from '../bench.ts';
import { caseLimit, type Diagnosed, diagnoseFrom, noVirtualRouter, sshConfig } from './diagnose.ts';
import { outcomeOf, standingOf } from './live.ts';
import { addressHere } from './ways-in.ts';

const what = 'Live tests over the modem itself';
const address = addressHere();
const noRouter = noVirtualRouter(what);
const noAddress = address === undefined ? 'this machine has no IPv4 address but loopback' : undefined;
if (noRouter === undefined) tellSkipped(what, noAddress);

const isSkipped = (noRouter ?? noAddress) !== undefined;

describe.skipIf(isSkipped)('a live test, by the way that its session comes in', () => {
  let router: BenchRouter;

  beforeAll(async () => {
    router = await startRouter({
      // None of its ports is silent, which each takes seconds to show, and chat dials quicker than gcom.
      profile: 'huawei-e3372',
      router: {
        tools: ['socat'],
        connection: {
          proto: '3g',
          device: '/dev/ttyUSB0',
          pdptype: '',
          username: 'bench',
          password: 'bench',
        },
        hasCable: true,
        // What has an address of the LAN cannot come in over the modem.
        lanAddress: address?.startsWith('192.168.1.') === true ? '192.168.77.1' : '192.168.1.1',
      },
    });
    await router.shell.until('ifstatus modem', (text) => text.includes('"address":'), caseLimit);
    // The interface that carries the session is up, and no test would dial it: another one of this modem is to be dialled.
    await router.shell.run(`uci set network.spare=interface
uci set network.spare.proto=3g
uci set network.spare.device=/dev/ttyUSB0
uci set network.spare.apn=internet
uci set network.spare.auto=0
uci commit network`);
  }, caseLimit);

  afterAll(async () => {
    await router?.stop();
    expect(router?.emulatorFaults ?? []).toEqual([]);
  });

  const overModem = 'the session comes in over the modem itself (3g-modem)';

  /** What the plan says. */
  const refusal = (why: string) =>
    `Nothing is dialled: ${why}. A dial may end this very session, and then nobody is there to see how it ends.`;

  function answerOf({ report }: Diagnosed, id: string): string | undefined {
    return report.live.tests.find((each: { readonly id: string }) => each.id === id)?.answer;
  }

  test(
    'through IP in IP: what carries it is unknown',
    async () => {
      const surroundings = {
        env: {},
        platform: 'linux',
        homeFolder: router.folder,
        localUser: 'somebody',
        localHost: 'here.example',
      } as const;
      const connection = await connect(
        'router',
        { configFile: sshConfig(router, await router.wayIn('ipip')), surroundings },
        new ScriptedQuestions(),
        new AbortController().signal,
      );
      const seen = await survey(new RouterShell(connection));
      expect(underlayOf(seen, connection.ownEnd, new Set())).toEqual({
        cut: 'unknown',
        why: 'the session comes in through the tunnel tunnel0, and what carries that is not seen',
      });
      await connection.close();
    },
    caseLimit,
  );

  test(
    'through WireGuard: the modem below it is seen, and the plan says that nothing is dialled',
    async () => {
      const way = await router.wayIn('wireguard');
      const argv = ['--dial', '--dry-run', '--interface', 'spare'];
      const { stderr, report } = await diagnoseFrom(router, way, ...argv);
      expect(stderr).toContain('ifup spare');
      expect(stderr).toContain(refusal(`${overModem} inside wg0`));
      expect(report.live ?? null).toBeNull();
    },
    caseLimit,
  );

  test(
    'over the modem: what only asks is asked, and nothing is dialled or changed',
    async () => {
      const way = await router.wayIn('modem');
      const before = await standingOf(router);
      const sessions = [...router.modem.sessions];
      const live = await diagnoseFrom(router, way, '--dial', '--yes', '--interface', 'spare');
      expect(live.stderr).toContain(refusal(overModem));
      for (const id of ['pause', 'dial']) expect(answerOf(live, id)).toBe(`Not run: ${overModem}.`);
      expect(outcomeOf(live, 'network')).toBe('reached');
      expect(live.report.live).toMatchObject({ changes: [], endedBecause: null });
      // Nothing that works is called broken because it was not tested.
      expect(live.report.verdict.state).not.toBe('broken');
      expect(await standingOf(router)).toEqual(before);
      expect(router.modem.sessions).toEqual(sessions);
    },
    caseLimit,
  );

  test(
    'over the LAN: it is dialled, and nobody has to say that it may be',
    async () => {
      const way = await router.wayIn('lan');
      await router.shell.run('ifdown modem');
      // Above a dial that is refused nothing is tested: that takes its time.
      router.change({ ppp: { verdict: 'refuse' } });
      const before = await standingOf(router);
      const dials = () => router.modem.journal.filter(({ command }) => command.startsWith('ATD')).length;
      const dialsBefore = dials();
      const live = await diagnoseFrom(router, way, '--dial', '--yes');
      expect(live.stderr).not.toContain('Nothing is dialled');
      expect(outcomeOf(live, 'dial')).toBe('broken');
      expect(dials()).toBe(dialsBefore + 1);
      expect(await standingOf(router)).toEqual(before);
    },
    caseLimit,
  );
});
