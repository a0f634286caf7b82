import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { AtFailure } from '../../../src/dial/at/at-failure.ts';
import { type Bench, nothingFound } from '../../../src/dial/live-test.ts';
import { surveyOf } from '../../../src/dial/router/survey.ts';
import { type Subject, subjectOf } from '../../../src/dial/subject.ts';
import { apnTest } from '../../../src/dial/tests/apn.ts';
import type { Finding } from '../../../src/rules/finding.ts';
import { realClock } from '../../bench/clock.ts';
import { VirtualModem } from '../../bench/modem/virtual-modem.ts';
import { huaweiE3372 } from '../../bench/profiles/huawei.ts';
import type { ScenarioPatch } from '../../bench/scenario.ts';
import { diagnosisOf } from '../../diagnosis-of.ts';
import { settled, type VirtualPortOptions, virtualPort } from '../at/virtual-port.ts';
import { virtualBench } from './virtual-bench.ts';

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

const router = `root@router:~# dmesg
[    5.000000] usb 1-1: new high-speed USB device number 2 using ehci-platform
[    5.100000] usb 1-1: New USB device found, idVendor=12d1, idProduct=1506
[    5.200000] option 1-1:1.0: GSM modem (1-port) converter detected
[    5.200000] usb 1-1: GSM modem (1-port) converter now attached to ttyUSB0
`;

const survey = surveyOf('has\tsocat\nover');
const subject = subjectOf(diagnosisOf(router), survey, null);
if (subject === null) throw new Error('There is no subject.');
const known: Subject = subject;

const typo: Finding = {
  rule: 'apn-typo',
  episode: 1,
  attempt: null,
  role: 'cause',
  rung: 'dial',
  severity: 'error',
  confidence: 'likely',
  title: 'The APN has a typing error',
  explanation: '',
  evidence: [],
  consequenceOf: null,
  confirm: null,
  fix: {
    summary: 'Corrects the APN.',
    steps: [
      {
        type: 'uci-set',
        config: 'network',
        section: 'wan',
        option: 'apn',
        value: { known: 'bench.example' },
        before: 'bench.exmaple',
      },
    ],
  },
};

/** What the test does with a modem behind a port. */
function setUp(options: VirtualPortOptions = {}, ...patches: readonly ScenarioPatch[]) {
  const modem = new VirtualModem(huaweiE3372, realClock, ...patches);
  const announced = { at: 0, seconds: 0 };
  const asked = virtualBench({ subject: known, open: () => virtualPort({ ...options, modem }) });
  const bench: Bench = {
    ...asked,
    survey,
    facts: { ...nothingFound(), atPort: '/dev/ttyUSB0', dial: 'failed' },
    run: () => Promise.reject(new Error('Nothing is run on the router.')),
    change(_, seconds) {
      announced.at = Date.now();
      announced.seconds = seconds;
      return Promise.resolve();
    },
  };
  return { modem, bench, sent: asked.sent, announced, run: () => settled(apnTest([typo]).run(bench)) };
}

const cids = ({ memory }: VirtualModem) => memory.contexts.map(({ cid }) => cid);

describe('another APN', () => {
  test('works where the network gives an address for it', async () => {
    const { run, bench, modem, sent } = setUp();
    expect(await run()).toEqual({
      outcome: 'reached',
      answer: 'With the APN bench.example the network accepts the session.',
    });
    expect(bench.facts.tried.get('apn-typo')).toBe('works');
    expect(sent).toContain('AT+CGACT=1,11');
    expect(cids(modem)).not.toContain(11);
  });

  test('does not count as working by an OK without an address', async () => {
    const { run, bench } = setUp({
      rephrase: (words) => words.replace(/(\+CGPADDR: 11),"[^"]*"/, '$1,"0.0.0.0"'),
    });
    expect(await run()).toMatchObject({
      outcome: 'inconclusive',
      answer: expect.stringContaining('tells no address'),
    });
    expect(bench.facts.tried.size).toBe(0);
  });

  test('is refused by the network where a cause says so', async () => {
    const { run, bench } = setUp({}, { network: { apns: [], unknownApnCause: 33 } });
    expect(await run()).toEqual({
      outcome: 'broken',
      answer: 'The network refuses the APN bench.example, too, with the cause 33.',
    });
    expect(bench.facts.tried.get('apn-typo')).toBe('fails');
  });

  test('is not called refused by the network where the modem just says ERROR', async () => {
    const { run, bench } = setUp({}, { network: { packetService: false } });
    expect(await run()).toMatchObject({
      outcome: 'inconclusive',
      answer: expect.stringContaining('was not taken'),
    });
    expect(bench.facts.tried.size).toBe(0);
  });

  test('is not asked about where somebody has the port', async () => {
    const { run, bench } = setUp();
    const reason = 'it is held by pppd[812]';
    bench.talk = () =>
      Promise.reject(new AtFailure('busy', `/dev/ttyUSB0 is not opened: ${reason}.`, reason));
    expect(await run()).toEqual({
      outcome: 'inconclusive',
      answer: `Whether the network takes the APN bench.example could not be asked: ${reason}.`,
    });
  });

  test.each([/CGACT=1/, /CGACT=0/, /AT\+CGDCONT=11$/])(
    'is over before the router undoes it by itself, where %s has no answer',
    async (lost) => {
      const { run, announced } = setUp({ lost });
      await run();
      expect((Date.now() - announced.at) / 1_000).toBeLessThan(announced.seconds);
    },
  );

  test('is planned with what is sent, as something that may cost money', async () => {
    const planned = apnTest([typo]).plan(subject as Bench['subject'], survey);
    if (typeof planned === 'string') throw new Error(planned);
    expect(planned.class).toBe('costs');
    expect(planned.changes).toEqual([expect.stringContaining('from 11 down to 4')]);
    const { run, sent } = setUp();
    await run();
    const own = sent.filter((command) => command.includes('CG')).map((command) => command.replace('11', 'N'));
    expect(own.filter((command) => !planned.commands.join('\n').includes(command))).toEqual([]);
  });
});
