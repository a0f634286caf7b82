import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { systemClient } from '../../src/collect/ssh/system-client.ts';
import { planFor } from '../../src/dial/plan.ts';
import { surveyOf } from '../../src/dial/router/survey.ts';
import { runPlan } from '../../src/dial/run.ts';
import { configured, diagnosed, ports, wwan } from './modems.ts';

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'hwdiag-run-'));
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

const overAt = [ports('1-1', ['12d1:1506', 0]), { proto: 'ncm', device: '/dev/ttyUSB0' }, 'socat'] as const;
const overUqmi = [wwan('1-1', 0), { proto: 'qmi', device: '/dev/cdc-wdm0' }, 'uqmi'] as const;

test.each([
  ['a command', overUqmi],
  ['a talk with the modem', overAt],
])('a connection that is lost over %s is told without the words of ssh', async (_, [dmesg, config, has]) => {
  const client = join(folder, 'ssh');
  // Source: OpenSSH 9.2.
  writeFileSync(
    client,
    '#!/bin/sh\necho "Connection to attic.joesmith.example closed by remote host." >&2\nexit 255\n',
  );
  chmodSync(client, 0o755);
  const signal = new AbortController().signal;
  const connection = systemClient('joe@attic.joesmith.example', { command: client }, signal);
  const survey = surveyOf(`has\t${has}\nover`);
  const plan = planFor(diagnosed(dmesg, configured('wan', config)), survey, {
    interface: 'wan',
    ownEnd: connection.ownEnd,
  });
  if (plan === null) throw new Error('There is nothing to test.');
  const { proof } = await runPlan(plan, {
    connection,
    survey,
    host: null,
    signal,
    allowed: new Set(['reads']),
    mayCut: false,
  });
  expect(proof.endedBecause).toBe('the connection to the router was lost');
  expect(proof.tests.map(({ answer }) => answer)).toContain(
    'It did not come to its end: the connection to the router was lost.',
  );
  expect(JSON.stringify(proof)).not.toMatch(/joe|attic/);
});
