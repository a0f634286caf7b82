import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, type TestContext } from 'vitest';
import { programPath, tellSkipped } from '../../servers/programs.ts';
import { ManualClock, realClock } from '../clock.ts';
import { faultNamed } from '../faults.ts';
import { VirtualModem } from '../modem/virtual-modem.ts';
import { huaweiE3372, huaweiMs2372h } from '../profiles/huawei.ts';
import type { Profile } from '../profiles/profile.ts';
import { quectelEc25Qmi } from '../profiles/quectel.ts';
import type { ScenarioPatch } from '../scenario.ts';
import { PtyModem, whyNoTerminals } from './pty-modem.ts';

const missing = ['chat', 'comgt'].filter((name) => programPath(name) === undefined);
const whyNot =
  whyNoTerminals() ?? (missing.length === 0 ? undefined : `not installed: ${missing.join(', ')}`);
tellSkipped('a virtual modem at terminals, with real chat and comgt', whyNot);

const scripts = fileURLToPath(new URL('scripts', import.meta.url));

async function plugged(
  { onTestFinished }: TestContext,
  profile: Profile,
  ...patches: ScenarioPatch[]
): Promise<PtyModem> {
  const modem = await PtyModem.start(new VirtualModem(profile, realClock, ...patches));
  onTestFinished(() => modem.stop());
  return modem;
}

function withFault(test: TestContext, profile: Profile, name: string): Promise<PtyModem> {
  const patch = faultNamed(name)?.patch(profile);
  if (patch === undefined) throw new Error(`no fault ${name}`);
  return plugged(test, profile, patch);
}

interface Outcome {
  readonly status: number | null;
  readonly said: string;
}

/** `hear` is told all that the program has said so far, whenever that is more. */
function run(
  program: string,
  args: readonly string[],
  terminal?: string,
  hear: (said: string) => void = () => undefined,
): Promise<Outcome> {
  const path = programPath(program) ?? program;
  // chat talks over its standard input and output, and tells what it does on its standard error.
  const child =
    terminal === undefined
      ? spawn(path, args, { stdio: ['ignore', 'pipe', 'pipe'] })
      : spawn(
          'sh',
          [
            '-c',
            'test -c "$0" || exit 9; exec <>"$0" >&0; stty raw -echo; exec "$@"',
            terminal,
            path,
            ...args,
          ],
          {
            stdio: ['ignore', 'ignore', 'pipe'],
          },
        );
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding('latin1').on('data', (text: string) => {
      said += text;
      hear(said);
    });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (status) => resolve({ status, said }));
  });
}

function chat(terminal: string, ...script: readonly string[]): Promise<Outcome> {
  return run('chat', ['-s', '-S', '-v', ...script], terminal);
}

/** `-s`: without the script of comgt's own that goes before. */
function comgt(terminal: string, ...script: readonly string[]): Promise<Outcome> {
  return run('comgt', ['-d', terminal, ...script]);
}

/** OpenWrt's 3g.chat, with short times. */
const dialScript = [
  ...['ABORT', 'BUSY', 'ABORT', 'NO CARRIER', 'ABORT', 'ERROR', 'REPORT', 'CONNECT', 'TIMEOUT', '2'],
  ...['', 'AT&F', 'OK', 'ATE1', 'OK', 'AT+CGDCONT=1,"IP","giffgaff.com"', 'TIMEOUT', '3', 'OK'],
  ...['ATD*99***1#', 'CONNECT', ' '],
];

/** What chat says, without its empty lines and its report, which bears a date. */
function linesOf(said: string): string[] {
  return said.split('\n').filter((line) => line !== '' && !line.startsWith('chat:'));
}

// The rows of "Fault modes tried, and what the real programs say" that are chat's and comgt's; those of pppd are in
// network/ppp.test.ts, those of drivers and udhcpc need a kernel.
describe.skipIf(whyNot !== undefined)('real programs at a virtual modem', { concurrent: true }, () => {
  it('chat dials as in the seed thread, character for character', async (test) => {
    const { said, status } = await chat((await plugged(test, huaweiE3372)).path(0), ...dialScript);
    expect(status).toBe(0);
    expect(linesOf(said)).toEqual([
      'abort on (BUSY)',
      'abort on (NO CARRIER)',
      'abort on (ERROR)',
      'report (CONNECT)',
      'timeout set to 2 seconds',
      'send (AT&F^M)',
      'expect (OK)',
      '^M',
      'OK',
      ' -- got it',
      'send (ATE1^M)',
      'expect (OK)',
      '^M',
      '^M',
      'OK',
      ' -- got it',
      'send (AT+CGDCONT=1,"IP","giffgaff.com"^M)',
      'timeout set to 3 seconds',
      'expect (OK)',
      '^M',
      'AT+CGDCONT=1,"IP","giffgaff.com"^M^M',
      'OK',
      ' -- got it',
      'send (ATD*99***1#^M)',
      'expect (CONNECT)',
      '^M',
      'ATD*99***1#^M^M',
      'CONNECT',
      ' -- got it',
      'send ( ^M)',
    ]);
  });

  it('a silent port: chat gives up (3); the other port answers', async (test) => {
    const modem = await withFault(test, huaweiE3372, 'port-silent');
    const silent = await chat(modem.path(0), ...dialScript);
    expect(silent.status).toBe(3);
    expect(linesOf(silent.said).slice(-2)).toEqual(['alarm', 'Failed']);
    expect((await chat(modem.path(1), 'TIMEOUT', '2', '', 'AT', 'OK')).status).toBe(0);
  });

  it('the thread’s MS2372h answers on its third port only', async (test) => {
    const modem = await plugged(test, huaweiMs2372h);
    const ask = (number: number) => chat(modem.path(number), 'TIMEOUT', '1', '', 'AT', 'OK');
    const outcomes = await Promise.all([ask(0), ask(1), ask(2)]);
    expect(outcomes.map(({ status }) => status)).toEqual([3, 3, 0]);
  });

  it.for([
    { fault: 'pin-required', answer: '+CPIN: SIM PIN' },
    { fault: 'sim-missing', answer: '+CME ERROR: 10' },
  ])('$fault: says $answer, and no carrier to a dial', async ({ fault, answer }, test) => {
    const modem = await withFault(test, huaweiE3372, fault);
    const asked = await chat(
      modem.path(1),
      ...['TIMEOUT', '2', '', 'AT+CMEE=1', 'OK', 'AT+CPIN?', answer, 'AT+CMEE=2', 'OK'],
    );
    expect(asked.status).toBe(0);
    const dialled = await chat(modem.path(0), ...dialScript);
    expect(dialled.status).toBe(5);
    expect(linesOf(dialled.said).slice(-3)).toEqual(['NO CARRIER', ' -- failed', 'Failed (NO CARRIER)']);
  });

  it('no SIM card: chat that stops at ERROR stops (4)', async (test) => {
    const modem = await withFault(test, huaweiE3372, 'sim-missing');
    const { status } = await chat(modem.path(1), 'ABORT', 'ERROR', 'TIMEOUT', '2', '', 'AT+CPIN?', 'READY');
    expect(status).toBe(4);
  });

  it('not registered: +CREG: 0,2, +COPS: 0, and no carrier to a dial', async (test) => {
    const modem = await withFault(test, huaweiE3372, 'not-registered');
    const asked = await chat(
      modem.path(1),
      ...['TIMEOUT', '2', '', 'AT+CREG?', '+CREG: 0,2', 'AT+COPS?', '+COPS: 0'],
    );
    expect(asked.status).toBe(0);
    expect((await chat(modem.path(0), ...dialScript)).status).toBe(5);
  });

  it('a rejected access point: chat stops at ERROR (6), and the code is only in its log', async (test) => {
    const modem = await withFault(test, huaweiE3372, 'apn-rejected');
    await chat(modem.path(1), 'TIMEOUT', '2', '', 'AT', 'OK');
    const dialled = await chat(
      modem.path(0),
      ...dialScript.slice(0, -4),
      'OK',
      'AT+CMEE=1',
      'OK',
      ...dialScript.slice(-3),
    );
    expect(dialled.status).toBe(6);
    expect(linesOf(dialled.said).slice(-3)).toEqual(['+CME ERROR', ' -- failed', 'Failed (ERROR)']);
  });

  it('a dial that is never answered: chat gives up (3)', async (test) => {
    const modem = await plugged(test, huaweiE3372, { network: { sessionTime: 600_000 } });
    const dialled = await chat(modem.path(0), ...dialScript);
    expect(dialled.status).toBe(3);
    expect(linesOf(dialled.said).slice(-2)).toEqual(['alarm', 'Failed']);
  });

  it('a modem that leaves while it dials: chat reads the end, and its terminal is gone', async (test) => {
    const modem = await plugged(test, huaweiE3372, {
      usb: { unplug: 'in-dial' },
      network: { sessionTime: 5000 },
    });
    const dialled = await chat(modem.path(0), ...dialScript);
    expect(dialled.status).not.toBe(0);
    expect(dialled.said).toContain("Can't restore terminal parameters: Input/output error");
    await modem.settled();
    expect((await chat(modem.path(0), 'TIMEOUT', '1', '', 'AT', 'OK')).status).not.toBe(0);
    modem.modem.change({ usb: { unplug: null } });
    modem.modem.plug();
    await modem.settled();
    expect((await chat(modem.path(0), 'TIMEOUT', '1', '', 'AT', 'OK')).status).toBe(0);
  });

  it('a late answer: chat gives up (3), and the answer stands before that of the next command', async (test) => {
    // The answer comes when the next command is on its way, however long a program takes to start.
    const clock = new ManualClock();
    const modem = await PtyModem.start(
      new VirtualModem(huaweiE3372, clock, { ports: { pcui: { delay: 1500 } } }),
    );
    test.onTestFinished(() => modem.stop());
    expect((await chat(modem.path(1), 'TIMEOUT', '1', '', 'AT+CSQ', 'OK')).status).toBe(3);
    modem.modem.change({ ports: { pcui: { delay: 0 } } });
    const script = ['-s', '-S', '-v', 'TIMEOUT', '3', '', 'AT+CGMI', 'huawei'];
    const next = await run('chat', script, modem.path(1), (said) => {
      if (said.includes('send (AT+CGMI')) clock.advance(1500);
    });
    expect(next.status).toBe(0);
    expect(linesOf(next.said)).toContain('+CSQ: 21,99^M');
  });

  it('noise before an answer: still found', async (test) => {
    const modem = await withFault(test, huaweiE3372, 'port-garbage');
    const asked = await chat(modem.path(1), 'TIMEOUT', '2', '', 'AT+CSQ', '+CSQ: 21,99');
    expect(asked.status).toBe(0);
    expect(asked.said).toContain('^?^@^[[^@~~ ^M\n+CSQ: 21,99');
  });

  it('a port left in echo talks to itself without end', async (test) => {
    const modem = await plugged(test, huaweiE3372);
    const without = new Promise<void>((resolve) => {
      let sent = 0;
      modem.modem.port('pcui').onSent((bytes) => {
        sent += bytes.length;
        if (sent > 2000) resolve();
      });
    });
    // As cat and echo find it: nobody has made the terminal raw. What the modem says comes back to it as a command.
    const child = spawn('sh', ['-c', 'exec 3<>"$0"; printf "ATE1\\r" >&3; exec cat', modem.path(1)], {
      stdio: ['pipe', 'ignore', 'ignore'],
    });
    await without;
    child.stdin.end();
  });

  it('comgt, info: reads a modem that echoes', async (test) => {
    const { said } = await comgt((await plugged(test, quectelEc25Qmi)).path(2), '-s', 'info');
    expect(said).toContain('Manufacturer:           Quectel\n');
    expect(said).toContain('Network Locked:         0\n');
    expect(said).toContain('APN:                    1,"IPV4V6","","0.0.0.0",0,0,0,0\n');
  });

  it.for([
    { script: 'sig', said: 'Signal Quality: 21,99\n' },
    { script: 'reg', said: 'Waiting for Registration\nRegistered on Home network: "Bench Mobile",7\n' },
    { script: join(scripts, 'carrier.gcom'), said: '\n+COPS: 0,0,"Bench Mobile",7\n' },
  ])('comgt, $script: reads a modem that echoes', async ({ script, said }, test) => {
    const modem = await plugged(test, quectelEc25Qmi);
    expect(await comgt(modem.path(2), '-s', script)).toEqual({ status: 0, said });
  });

  it.for([
    { fault: 'pin-required', said: 'pin\n' },
    { fault: 'puk-required', said: 'puk\n' },
    { fault: 'sim-missing', said: 'error\n' },
    { fault: 'all-ports-silent', said: 'silent\n' },
    { fault: 'port-split', said: 'ready\n' },
    { fault: 'port-garbage', said: 'ready\n' },
    { fault: 'unasked-reports', said: 'ready\n' },
  ])('comgt asks for the SIM card, $fault: $said', async ({ fault, said }, test) => {
    const modem = await withFault(test, huaweiE3372, fault);
    expect((await comgt(modem.path(1), '-s', join(scripts, 'simstatus.gcom'))).said).toBe(said);
  });
});
