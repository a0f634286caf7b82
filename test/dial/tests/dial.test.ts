import { expect, test } from 'vitest';
import { surveyOf } from '../../../src/dial/router/survey.ts';
import { dialTest } from '../../../src/dial/tests/dial.ts';
import { configured, ports, subjectIn } from '../modems.ts';
import { PretendedRouter } from './pretended-router.ts';

const down = JSON.stringify({ interface: [{ interface: 'wan', up: false, autostart: true, proto: 'ncm' }] });

/** The commands that the plan names for a stick with two ports. */
function plannedFor(device: string, rows: readonly string[]): readonly string[] {
  const plan = planFor({ proto: 'ncm', device }, rows);
  return typeof plan === 'string' ? [plan] : plan.commands;
}

function planFor(options: Readonly<Record<string, string>>, rows: readonly string[]) {
  const all = ['has\tifup', `interfaces\t${down}`, ...rows];
  const network = configured('wan', options);
  const subject = subjectIn([ports('1-1', ['12d1:1506', 0, 1]), network], all);
  return dialTest.plan(subject, surveyOf([...all, 'over'].join('\n')));
}

test('the plan of a dial names AT commands only where a port of the modem may be opened', () => {
  expect(plannedFor('/dev/ttyUSB1', []).join('\n')).toContain('AT+CEER');
  const managed = plannedFor('/dev/ttyUSB1', ['manager\tyes', 'has\tmmcli', 'managed\t0\t1-1']);
  expect(managed).toContain('ifup wan');
  expect(managed.join('\n')).not.toContain('AT');
});

test('the plan of a dial names the mark in the log only where the router has a logger', () => {
  expect(plannedFor('/dev/ttyUSB1', ['has\tlogger'])[0]).toMatch(/^logger -t hwdiag live-test-X+ /);
  expect(plannedFor('/dev/ttyUSB1', []).join('\n')).not.toContain('logger');
});

test('the plan of a dial says where a PIN stands, and not the PIN', () => {
  const options = { proto: '3g', device: '/dev/ttyUSB0', pincode: '4711' };
  const plan = planFor(options, ['pin\t/etc/chatscripts/3g.chat']);
  expect(plan).toMatchObject({
    changes: expect.arrayContaining([
      'only where the SIM card is seen unlocked: a PIN may be sent (option pincode, /etc/chatscripts/3g.chat)',
    ]),
  });
  expect(JSON.stringify(plan)).not.toContain('4711');
});

test('what a script of chat would send as a PIN is not dialled unseen', async () => {
  const router = new PretendedRouter({
    driver: 'huawei_cdc_ncm',
    proto: '3g',
    up: false,
    programs: [],
    rows: ['pin\t/etc/chatscripts/3g.chat'],
  });
  try {
    router.program('ifup', '');
    const { proof, planned } = await router.test('dial');
    expect(proof.tests.find(({ id }) => id === 'dial')).toMatchObject({ outcome: 'not-run' });
    expect(planned).toContain('ifup wan');
    expect(router.calls('ifup')).toEqual([]);
  } finally {
    router.remove();
  }
});
