import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Subject } from '../../../src/dial/subject.ts';
import { simTest } from '../../../src/dial/tests/sim.ts';
import { realClock } from '../../bench/clock.ts';
import { VirtualModem } from '../../bench/modem/virtual-modem.ts';
import { quectelEc25Qmi } from '../../bench/profiles/quectel.ts';
import type { ScenarioPatch } from '../../bench/scenario.ts';
import { settled, virtualPort } from '../at/virtual-port.ts';
import { configured, subjectIn, wwan } from '../modems.ts';
import { virtualBench } from './virtual-bench.ts';

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

/** What uqmi prints of a modem without a card, or with one that is not ready. */
const notReady = (command: string) =>
  command.endsWith('--get-pin-status') ? '"UIM uninitialized"\n' : '{\n}\n';
const silent = () => '"Unknown error"\n';
const ready = () => '{\n\t"pin1_status": "disabled"\n}\n';

async function tried(prints: (command: string) => string, patch: ScenarioPatch, hasPort = true) {
  const network = configured('wan', { proto: 'qmi', device: '/dev/cdc-wdm0' });
  const subject: Subject = {
    ...subjectIn([wwan('1-1', 0), network], ['has\tuqmi']),
    serialPorts: ['/dev/ttyUSB2'],
  };
  const modem = new VirtualModem(quectelEc25Qmi, realClock, patch);
  const bench = virtualBench({ subject, open: hasPort ? () => virtualPort({ modem }) : null, prints });
  const { outcome, answer } = await settled(simTest.run(bench));
  return { outcome, answer, sent: bench.sent.filter((command) => command !== 'AT') };
}

const asked = ['AT+CFUN?', 'AT+CPIN?'];

describe('a SIM card that uqmi leaves open', () => {
  test.each([
    ['not ready', notReady],
    ['no answer', silent],
  ] as const)('is told to be missing by the AT port: %s', async (_, prints) => {
    expect(await tried(prints, { sim: { present: false } })).toEqual({
      outcome: 'broken',
      answer: expect.stringMatching(/no SIM card/i),
      sent: asked,
    });
  });

  test('is told to be ready by the AT port', async () => {
    expect(await tried(notReady, {})).toMatchObject({ outcome: 'reached', sent: asked });
  });

  test('stays open where the modem is busy with it, or its radio is off', async () => {
    expect(await tried(notReady, { sim: { fault: 'busy' } })).toMatchObject({ outcome: 'inconclusive' });
    const off: ScenarioPatch = { sim: { present: false }, radio: { functionality: 4 } };
    expect(await tried(notReady, off)).toMatchObject({ outcome: 'inconclusive' });
  });

  test('stays open where no port answers', async () => {
    expect(await tried(notReady, { sim: { present: false } }, false)).toMatchObject({
      outcome: 'inconclusive',
      sent: [],
    });
  });
});

test('a SIM card that uqmi knows is asked for on no other way', async () => {
  expect(await tried(ready, { sim: { present: false } })).toMatchObject({ outcome: 'reached', sent: [] });
});

test('the plan says what is asked beside', () => {
  const network = configured('wan', { proto: 'qmi', device: '/dev/cdc-wdm0' });
  const subject = subjectIn([wwan('1-1', 0), network], ['has\tuqmi']);
  const commands = (serialPorts: readonly string[]) => {
    const planned = simTest.plan({ ...subject, serialPorts }, virtualBench({ subject, open: null }).survey);
    return typeof planned === 'string' ? planned : planned.commands.join('\n');
  };
  expect(commands(['/dev/ttyUSB2'])).toContain(
    'AT+CFUN?, AT+CPIN? to its AT port, where that leaves it open',
  );
  expect(commands([])).not.toContain('AT+');
});

/** As mmcli 1.20 prints it of a stick. */
const managed = (status: string) => `  --------------------------------
  General  |                 path: /org/freedesktop/ModemManager1/Modem/0
  --------------------------------
  System   |               device: /sys/devices/pci0000:00/0000:00:03.0/usb1/1-1
           |               plugin: huawei
  --------------------------------
${status}
  --------------------------------
  SIM      |     primary sim path: /org/freedesktop/ModemManager1/SIM/0
`;

test.each([
  [
    'a modem that it has got ready',
    '  Status   |       unlock retries: sim-pin (3), sim-puk (10)\n           |                state: disabled',
    { outcome: 'reached', answer: 'The SIM card is ready. 3 tries for its PIN are left.' },
  ],
  [
    'a modem that it calls locked',
    '  Status   |                 lock: sim-pin\n           |       unlock retries: sim-pin (3)\n           |                state: locked',
    { outcome: 'broken', answer: expect.stringMatching(/wants its PIN.* 3 tries are left/) },
  ],
])('ModemManager tells of the SIM card of %s', async (_, status, told) => {
  const network = configured('wan', { proto: 'modemmanager', device: '/sys/bus/usb/devices/1-1' });
  const subject = subjectIn([wwan('1-1', 0), network], ['manager\tyes', 'has\tmmcli', 'managed\t0\t1-1']);
  const bench = virtualBench({ subject, open: null, prints: () => managed(status) });
  expect(await settled(simTest.run(bench))).toMatchObject(told);
});
