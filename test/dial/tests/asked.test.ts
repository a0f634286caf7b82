import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type LiveTestKind, nothingFound } from '../../../src/dial/live-test.ts';
import { surveyOf } from '../../../src/dial/router/survey.ts';
import { runPlan } from '../../../src/dial/run.ts';
import type { Subject } from '../../../src/dial/subject.ts';
import { networkTest } from '../../../src/dial/tests/network.ts';
import { simTest } from '../../../src/dial/tests/sim.ts';
import { localConnection } from '../../collect/router/local-connection.ts';
import { processesIn, reroutedConnection } from '../../collect/router/rerouted-connection.ts';
import { programPath } from '../../servers/programs.ts';
import { answered, episodeWith } from '../../situation/facts/episode-with.ts';
import { configured, diagnosed, subjectIn, wwan } from '../modems.ts';

const shells = [
  ['dash', ['/bin/sh']],
  ['busybox ash', ['busybox', 'sh']],
] as const satisfies readonly (readonly [string, readonly [string, ...string[]]])[];

/** A character device that nobody has open. */
const node = '/dev/full';

const network = configured('wan', { proto: 'qmi', device: node });

describe.each(
  shells.filter(([, [program]]) => programPath(program) !== undefined || program.startsWith('/')),
)('a modem asked by tools of the router, under %s', (_, words) => {
  let folder: string;

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'hwdiag-asked-'));
    runs(1, 'procd');
  });

  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  /** A program of the router, by the text of its shell script. */
  function program(name: string, script: string) {
    writeFileSync(join(folder, name), `#!/bin/sh\n${script}\n`);
    chmodSync(join(folder, name), 0o755);
  }

  /** A process of the router, with a node open. */
  function runs(pid: number, name: string, held = '/dev/null') {
    const place = join(folder, `proc/${pid}`);
    mkdirSync(join(place, 'fd'), { recursive: true });
    writeFileSync(join(place, 'comm'), `${name}\n`);
    writeFileSync(join(place, 'cmdline'), `/usr/sbin/${name}\0`);
    symlinkSync(held, join(place, 'fd/3'));
  }

  function ends(pid: number) {
    rmSync(join(folder, `proc/${pid}`), { recursive: true });
  }

  async function tried(kind: LiveTestKind, path: 'uqmi' | 'umbim' | 'mmcli') {
    const dmesg = wwan('1-1', 0, path === 'umbim' ? 'cdc_mbim' : 'qmi_wwan');
    const subject: Subject = {
      ...subjectIn([dmesg, network]),
      path,
      controlNode: { path: node, driver: 'qmi_wwan' },
      managerNumber: 0,
    };
    const survey = surveyOf('over');
    const planned = kind.plan(subject, survey);
    if (typeof planned === 'string') throw new Error(planned);
    const { id, rung, question } = kind;
    const { proof, sections } = await runPlan(
      {
        subject,
        steps: [{ kind, test: { id, rung, question, ...planned } }],
        leftOut: [],
        order: [id],
        decides: new Map(),
        unstoppable: [],
        timers: [],
        verdict: diagnosed(dmesg, network).verdict,
        underlay: { cut: 'no', card: 'br-lan' },
      },
      {
        connection: reroutedConnection(
          localConnection(words, { PATH: `/usr/sbin:/usr/bin:/sbin:/bin:${folder}` }),
          processesIn(folder),
        ),
        survey,
        host: null,
        signal: new AbortController().signal,
        allowed: new Set(['reads']),
        mayCut: false,
      },
    );
    const [live] = proof.tests;
    return { outcome: live?.outcome, answer: live?.answer, asked: sections.map(({ command }) => command) };
  }

  test('tells how the card stands and how many tries are left', async () => {
    program(
      'uqmi',
      `case "$*" in
  *--get-pin-status) echo '{"pin1_status":"not_verified","pin1_verify_tries":2,"pin1_unblock_tries":10,"pin2_status":"disabled","pin2_verify_tries":3,"pin2_unblock_tries":10}' ;;
  *) echo '"Not supported"'; exit 255 ;;
esac`,
    );
    expect(await tried(simTest, 'uqmi')).toMatchObject({
      outcome: 'broken',
      answer: 'The SIM card wants its PIN. None was sent. 2 tries are left.',
      asked: [`uqmi -s -d ${node} --get-pin-status`, `uqmi -s -d ${node} --uim-get-sim-state`],
    });
  });

  test('that roams is seen to roam', async () => {
    program(
      'uqmi',
      `case "$*" in
  *--get-serving-system) echo '{"registration":"registered","plmn_mcc":262,"plmn_mnc":2,"plmn_description":"Vodafone","roaming":true}' ;;
  *) exit 255 ;;
esac`,
    );
    expect(await tried(networkTest, 'uqmi')).toMatchObject({
      outcome: 'reached',
      answer: 'The modem is registered in a foreign network: it is roaming (Vodafone).',
    });
  });

  test.each([
    ['an error of its own', `echo '"Unknown error"'`],
    ['nothing', 'exit 0'],
    ['a status that says so', `echo '"Failed to connect to service"'; exit 255`],
  ])('gives no answer by %s', async (__, script) => {
    program('uqmi', script);
    expect(await tried(simTest, 'uqmi')).toMatchObject({
      outcome: 'inconclusive',
      answer: 'The modem gives uqmi no answer.',
    });
  });

  test('is left alone while somebody else has it open', async () => {
    program('uqmi', `echo '{"pin1_status":"disabled"}'`);
    runs(4242, 'qmi-proxy', node);
    try {
      const { outcome, answer, asked } = await tried(simTest, 'uqmi');
      expect(outcome).toBe('inconclusive');
      expect(answer).toBe('The modem was not asked: /dev/full is held by qmi-proxy[4242].');
      expect(asked).toHaveLength(1);
    } finally {
      ends(4242);
    }
  });

  test('is left alone by mmcli where ModemManager has stopped', async () => {
    program('mmcli', `echo 'modem.3gpp.registration-state : home'`);
    expect(await tried(networkTest, 'mmcli')).toMatchObject({
      outcome: 'inconclusive',
      answer: 'The modem was not asked: ModemManager has stopped.',
    });
  });

  test('of MBIM tells its state by the status, too', async () => {
    program(
      'umbim',
      `case "$*" in
  *pinstate) echo 'required pin: 2 - pin1' >&2; echo 'remaining attempts: 1' >&2; exit 2 ;;
  *) exit 255 ;;
esac`,
    );
    expect(await tried(simTest, 'umbim')).toMatchObject({
      outcome: 'broken',
      answer: 'The SIM card wants its PIN. None was sent. 1 try is left.',
    });
  });
});

describe('a modem whose radio is off', () => {
  test('is not called one without a SIM card', async () => {
    const seen = episodeWith([
      ...answered('AT+CFUN?', '+CFUN: 4', 'OK'),
      ...answered('AT+CPIN?', '+CME ERROR: 10'),
    ]);
    const subject: Subject = { ...subjectIn([wwan('1-1', 0), network]), path: 'at' };
    const nobody = () => Promise.reject(new Error('It is not asked here.'));
    const found = await simTest.run({
      subject,
      survey: surveyOf('over'),
      signal: new AbortController().signal,
      facts: nothingFound(),
      run: nobody,
      talk: nobody,
      change: nobody,
      seen: () => seen,
    });
    expect(found).toEqual({
      outcome: 'inconclusive',
      answer: 'The radio of the modem is off, and so it does not say how its SIM card stands.',
    });
  });
});
