import { expect, test } from 'vitest';
import { surveyOf } from '../../../src/dial/router/survey.ts';
import { dialTest } from '../../../src/dial/tests/dial.ts';
import { configured, ports, subjectIn } from '../modems.ts';

const down = JSON.stringify({ interface: [{ interface: 'wan', up: false, autostart: true, proto: 'ncm' }] });

/** The commands that the plan names for a stick with two ports. */
function plannedFor(device: string, rows: readonly string[]): readonly string[] {
  const all = ['has\tifup', `interfaces\t${down}`, ...rows];
  const network = configured('wan', { proto: 'ncm', device });
  const subject = subjectIn([ports('1-1', ['12d1:1506', 0, 1]), network], all);
  const plan = dialTest.plan(subject, surveyOf([...all, 'over'].join('\n')));
  return typeof plan === 'string' ? [plan] : plan.commands;
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
