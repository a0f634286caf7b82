import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { AtClient } from '../../../src/dial/at/at-client.ts';
import { AtFailure } from '../../../src/dial/at/at-failure.ts';
import { type AtPermits, readOnly } from '../../../src/dial/at/at-permits.ts';
import { faultNamed } from '../../bench/faults.ts';
import { huaweiE3372 } from '../../bench/profiles/huawei.ts';
import { quectelEc25Qmi } from '../../bench/profiles/quectel.ts';
import type { ScenarioPatch } from '../../bench/scenario.ts';
import { settled, type VirtualPortOptions, virtualPort } from './virtual-port.ts';

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

const device = { usbId: '12d1:1506', model: 'E3372' };

function setUp(options: VirtualPortOptions = {}, permits: Partial<AtPermits> = {}) {
  const port = virtualPort(options);
  const client = new AtClient(port, { permits: { ...readOnly, ...permits }, device });
  return {
    port,
    client,
    ask: (command: string, patience?: number) =>
      settled(client.ask(command, patience === undefined ? {} : { patience })),
    failure: async (command: string) => {
      const error: unknown = await settled(client.ask(command)).catch((reason: unknown) => reason);
      if (!(error instanceof AtFailure)) throw new Error(`no failure: ${JSON.stringify(error)}`);
      return error;
    },
  };
}

function fault(name: string): ScenarioPatch {
  return faultNamed(name)?.patch(huaweiE3372) ?? {};
}

describe('an answer', () => {
  it('is what stands between the echo and the result', async () => {
    const { ask } = setUp({ profile: quectelEc25Qmi });
    const answer = await ask('AT+CSQ');
    expect(answer).toMatchObject({
      command: 'AT+CSQ',
      lines: ['+CSQ: 21,99'],
      final: { result: 'ok' },
    });
  });

  it('may be an error', async () => {
    const { ask } = setUp({ patches: [fault('sim-missing')] });
    expect(await ask('AT+CPIN?')).toMatchObject({ lines: [], final: { kind: 'final' } });
    expect((await ask('AT+CPIN?')).final.result).not.toBe('ok');
  });

  it.each(['port-split', 'port-garbage', 'unasked-reports'])('is the same under %s', async (name) => {
    const { ask } = setUp({ patches: [fault(name)] });
    for (const [command, lines] of [
      ['AT+CSQ', ['+CSQ: 21,99']],
      ['AT+CREG?', ['+CREG: 0,1']],
      ['AT+CGMI', ['huawei']],
      ['AT+CFUN?', ['+CFUN: 1']],
    ] as const)
      expect(await ask(command)).toMatchObject({ command, lines, final: { result: 'ok' } });
  });

  it('does not hold what comes unasked, not even with the same name', async () => {
    const { ask, port, client } = setUp();
    await ask('AT');
    const answer = client.ask('AT+CREG?');
    await vi.advanceTimersByTimeAsync(0);
    port.say('\r\n+CREG: 2\r\n\r\n^RSSI:20\r\n');
    expect((await settled(answer)).lines).toEqual(['+CREG: 0,1']);
    expect(client.transcript.text()).toMatch(/\+CREG: 2\n\^RSSI:20/);
  });

  it('is read where the modem answers in digits', async () => {
    const { ask, port } = setUp();
    port.modem.port('pcui').receive(Buffer.from('ATV0\r'));
    expect(await ask('AT+CGMI')).toMatchObject({ lines: ['huawei'], final: { result: 'ok' } });
    expect((await ask('AT&V')).final.result).toMatch(/ok|error/);
  });

  it('comes to each of several that ask at once, in turn', async () => {
    const { client } = setUp();
    const answers = await settled(
      Promise.all([client.ask('AT+CSQ'), client.ask('AT+CFUN?'), client.ask('AT+CGMI')]),
    );
    expect(answers.map(({ lines }) => lines)).toEqual([['+CSQ: 21,99'], ['+CFUN: 1'], ['huawei']]);
  });
});

describe('an answer that comes too late', () => {
  it.each(['stream', 'attempts'] as const)(
    'is never taken for that to the next command (%s)',
    async (kind) => {
      const { ask, failure, port } = setUp({ kind });
      await ask('AT');
      port.modem.change({ ports: { pcui: { delay: 4_000 } } });
      expect((await failure('AT+CGMI')).code).toBe('silent');
      port.modem.change({ ports: { pcui: { delay: 0 } } });
      for (const [command, line] of [
        ['AT+CFUN?', '+CFUN: 1'],
        ['AT+CSQ', '+CSQ: 21,99'],
        ['AT+CGMM', 'E3372'],
      ] as const)
        expect((await ask(command)).lines).toEqual([line]);
    },
  );

  it('is not taken for one on a port that is always late', async () => {
    const { ask } = setUp({ patches: [fault('port-slow')] });
    for (const [command, line] of [
      ['AT+CGMI', 'huawei'],
      ['AT+CSQ', '+CSQ: 21,99'],
      ['AT+CFUN?', '+CFUN: 1'],
      ['AT+CGMM', 'E3372'],
    ] as const)
      expect((await ask(command, 10_000)).lines).toEqual([line]);
  });

  it('to somebody who had the port before is left alone', async () => {
    const { port, ask } = setUp();
    port.modem.change({ ports: { pcui: { delay: 300 } } });
    port.modem.port('pcui').receive(Buffer.from('AT+CGMR\r'));
    port.modem.change({ ports: { pcui: { delay: 0 } } });
    expect((await ask('AT+CGMI')).lines).toEqual(['huawei']);
  });
});

describe('no answer', () => {
  it('from a silent port is told as such', async () => {
    const { failure } = setUp({ patches: [{ ports: { pcui: { answers: 'silent' } } }] });
    expect(await failure('AT+CSQ')).toMatchObject({ code: 'silent', command: 'AT+CSQ', heard: '' });
  });

  it('is none of what the program on the router complains of', async () => {
    const { client, port, failure } = setUp({
      patches: [{ ports: { pcui: { answers: 'silent' } } }],
      ownWords: /^comgt \d\d:\d\d:\d\d -> /,
    });
    const complaint = 'comgt 03:47:25 -> Error @832, line 45, Could not write to COM device. (1)';
    const asked = failure('AT+CSQ');
    port.say(`${complaint}\r\n`);
    expect(await asked).toMatchObject({ code: 'silent', heard: '' });
    expect(client.transcript.text()).toContain(`# hwdiag: ${complaint}`);
  });

  it('from a port of noise is told as garbage', async () => {
    const { failure } = setUp({ patches: [{ ports: { pcui: { answers: 'noise' } } }] });
    expect((await failure('AT+CSQ')).code).toMatch(/garbage|silent/);
  });

  it('from a GPS receiver is told, with what it says', async () => {
    const { failure, client } = setUp({ role: 'nmea' });
    expect((await failure('AT+CSQ')).code).toMatch(/garbage|silent/);
    expect(client.transcript.text()).toMatch(/^\$GP/m);
  });

  it('from a port that goes away', async () => {
    const { client, port } = setUp({ patches: [{ ports: { pcui: { answers: 'silent' } } }] });
    const answer = client.ask('AT+CSQ');
    answer.catch(() => undefined);
    await vi.advanceTimersByTimeAsync(1_000);
    port.unplug();
    await expect(settled(answer)).rejects.toMatchObject({ code: 'port-gone' });
    await expect(settled(client.ask('AT'))).rejects.toMatchObject({ code: 'port-gone' });
  });

  it('from a port that talks without end, which is closed', async () => {
    const { client, port } = setUp({ patches: [{ ports: { pcui: { answers: 'silent' } } }] });
    const answer = client.ask('AT+CSQ');
    answer.catch(() => undefined);
    await vi.advanceTimersByTimeAsync(500);
    port.say('x'.repeat(300_000));
    await expect(settled(answer)).rejects.toMatchObject({ code: 'garbage' });
    expect(port.isClosed).toBe(true);
  });
});

describe('a terminal in echo mode', () => {
  it('is noticed by what comes back again and again, and closed at once', async () => {
    const { port, client } = setUp({ profile: quectelEc25Qmi, isEchoing: true });
    const failures: string[] = [];
    for (const command of ['AT+CSQ', 'AT+CREG?', 'AT+CFUN?'])
      await settled(client.ask(command)).catch((error: unknown) => {
        if (error instanceof AtFailure) failures.push(error.code);
      });
    expect(failures).toContain('echo-loop');
    expect(port.isClosed).toBe(true);
    expect(client.transcript.text().length).toBeLessThan(2_000);
  });
});

describe('a prompt', () => {
  it('that waits for the text of a message is left before anything else is sent', async () => {
    const { ask, port } = setUp();
    await ask('AT');
    port.say('\r\n> ');
    expect(port.sent.at(-1)).toBe('\x1b');
    expect((await ask('AT+CSQ')).lines).toEqual(['+CSQ: 21,99']);
  });
});

describe('what is not allowed', () => {
  const refused = async (command: string, permits: Partial<AtPermits> = {}) => {
    const { port, failure } = setUp({}, permits);
    const { code, message } = await failure(command);
    expect(code).toBe('refused-by-policy');
    expect(port.sent).toEqual([]);
    return message;
  };

  it.each([
    'AT+CPIN="1234"',
    'AT+CFUN=1,1',
    'AT^SETPORT="A1;10,12"',
    'AT+CMGL="ALL"',
    'AT+EGMR=1,7,"123456789012345"',
  ])('%s is never sent, whoever permits it', async (command) => {
    expect(await refused(command, { texts: new Set([command]), isPrivateAllowed: true })).toContain(
      'cannot be undone',
    );
  });

  it.each(['AT+UNKNOWN', 'AT+CSQ;+CFUN=1,1', 'AT+CSQ\rAT+CFUN=1,1', 'ATD0123456789;', 'AT+CMGS=4', ''])(
    '%j is not sent: what it does is not known',
    async (command) => {
      expect(await refused(command, { texts: new Set([command]) })).toContain('does not know');
    },
  );

  it('what changes something is sent only where exactly this was agreed to', async () => {
    expect(await refused('AT+CFUN=4', { texts: new Set(['AT+CFUN=1']) })).toContain('nobody has agreed');
    const { ask } = setUp({}, { texts: new Set(['AT+CFUN=4']) });
    expect((await ask('AT+CFUN=4')).final.result).toBe('ok');
  });

  it('what stays in the modem is sent only after what tells how to undo it', async () => {
    const command = 'AT+CGDCONT=1,"IP","internet"';
    const permits = { texts: new Set([command]) };
    expect(await refused(command, permits)).toContain('AT+CGDCONT? has not been asked');
    const { ask } = setUp({}, permits);
    await ask('AT+CGDCONT?');
    expect((await ask(command)).final.result).toBe('ok');
  });

  it('what takes minutes, costs money or is private needs more than reading', async () => {
    expect(await refused('AT+COPS=?')).toContain('asks for exactly this');
    expect(await refused('AT+CIMI')).toContain('private');
    const { ask } = setUp({}, { isPrivateAllowed: true });
    expect((await ask('AT+CIMI')).lines).toEqual(['001010123456789']);
  });

  it('what crashes some modems is not sent to a modem that is not known', async () => {
    const { client } = setUp();
    const other = new AtClient(virtualPort(), { permits: readOnly, device: { usbId: null, model: null } });
    await expect(settled(other.ask('AT^GETPORTMODE'))).rejects.toMatchObject({ code: 'refused-by-policy' });
    const known = new AtClient(virtualPort(), {
      permits: readOnly,
      device: { usbId: '12d1:1573', model: null },
    });
    await expect(settled(known.ask('AT^GETPORTMODE'))).rejects.toMatchObject({ code: 'refused-by-policy' });
    await expect(settled(client.ask('AT^GETPORTMODE'))).resolves.toBeDefined();
  });
});

describe('the transcript', () => {
  it('reads like a paste, without echoes', async () => {
    const { ask, client } = setUp({ profile: quectelEc25Qmi });
    await ask('AT+CSQ');
    await ask('AT+CPIN?');
    expect(client.transcript.text()).toBe(
      [
        'Port /dev/ttyUSB2, opened with socat',
        '',
        'AT',
        'OK',
        '',
        'AT+CSQ',
        '+CSQ: 21,99',
        'OK',
        '',
        'AT+CPIN?',
        '+CPIN: READY',
        'OK',
        '',
      ].join('\n'),
    );
  });
});
