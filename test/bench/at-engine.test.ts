import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ManualClock } from './clock.ts';
import { faultNamed } from './faults.ts';
import { type ModemEvent, VirtualModem } from './modem/virtual-modem.ts';
import { huaweiE3372, huaweiMs2372h } from './profiles/huawei.ts';
import type { Profile } from './profiles/profile.ts';
import { quectelEc25Qmi } from './profiles/quectel.ts';
import { pppStick } from './profiles/zte.ts';
import type { PortRole, ScenarioPatch } from './scenario.ts';
import { Terminal } from './terminal.ts';

function setUp(profile: Profile = huaweiE3372, role: PortRole = 'pcui', ...patches: ScenarioPatch[]) {
  const clock = new ManualClock();
  const modem = new VirtualModem(profile, clock, ...patches);
  const events: ModemEvent[] = [];
  modem.events.listen((event) => events.push(event));
  return { clock, modem, events, terminal: new Terminal(modem.port(role)) };
}

function faulty(name: string, profile: Profile = huaweiE3372) {
  const patch = faultNamed(name)?.patch(profile);
  if (patch === undefined) throw new Error(`no fault ${name}`);
  return setUp(profile, 'pcui', patch);
}

describe('the command line', () => {
  it('is answered in the form of V.250, with an echo where it is asked for', () => {
    const { terminal } = setUp();
    terminal.type('AT\r');
    expect(terminal.read()).toBe('\r\nOK\r\n');
    terminal.type('ATE1\r');
    expect(terminal.read()).toBe('\r\nOK\r\n');
    terminal.type('at+csq\r');
    expect(terminal.read()).toBe('at+csq\r\r\n+CSQ: 21,99\r\n\r\nOK\r\n');
  });

  it('is answered in digits after ATV0, and not at all after ATQ1', () => {
    const { terminal } = setUp();
    terminal.type('ATV0\r');
    expect(terminal.read()).toBe('0\r');
    terminal.type('AT+CGMI\r');
    expect(terminal.read()).toBe('huawei\r\n0\r');
    terminal.type('AT+CPIN=1\r');
    expect(terminal.read()).toBe('4\r');
    terminal.type('ATQ1\rAT\r');
    expect(terminal.read()).toBe('');
  });

  it('may hold several commands, and has one final result', () => {
    const { terminal } = setUp();
    expect(terminal.ask('ATE0V1;+CSQ;+CREG?')).toEqual(['+CSQ: 21,99', '+CREG: 0,1', 'OK']);
  });

  it('is left at the first command that fails', () => {
    const { modem, terminal } = setUp();
    expect(terminal.ask('AT+CSQ;+CPIN=1;+CREG?')).toEqual(['+CSQ: 21,99', 'ERROR']);
    expect(modem.journal.map(({ command }) => command)).toEqual(['AT+CSQ', 'AT+CPIN=1']);
  });

  it('keeps what stands in quotes together', () => {
    const { modem, terminal } = setUp();
    expect(terminal.ask('AT+CGDCONT=1,"IP","a;b,c";+CSQ')).toEqual(['+CSQ: 21,99', 'OK']);
    expect(modem.memory.contexts).toEqual([{ cid: 1, type: 'IP', apn: 'a;b,c' }]);
  });

  it.each([
    ['a CR alone', 'AT+CSQ\r'],
    ['CR and LF', 'AT+CSQ\r\n'],
    ['noise before', '\x00\x7f~~+AT+CSQ\r'],
    ['a character taken back', 'AT+CSX\bQ\r'],
    ['small letters', 'at+csq\r'],
    ['blanks', ' AT +CSQ \r'],
  ])('ends and begins as modems have it: %s', (_, line) => {
    const { terminal } = setUp();
    terminal.type(line);
    expect(terminal.lines()).toEqual(['+CSQ: 21,99', 'OK']);
  });

  it.each([
    ['an LF alone', 'AT+CSQ\n'],
    ['no AT', 'hello\r'],
    ['a blank', ' \r'],
  ])('is none: %s', (_, line) => {
    const { terminal } = setUp();
    terminal.type(line);
    expect(terminal.read()).toBe('');
  });

  it('is repeated by A/, without a CR', () => {
    const { terminal } = setUp();
    terminal.ask('AT+CSQ');
    terminal.type('A/');
    expect(terminal.lines()).toEqual(['+CSQ: 21,99', 'OK']);
  });

  it('that is too long is an error, and the next is read', () => {
    const { terminal } = setUp();
    expect(terminal.ask(`AT+CSQ${' '.repeat(3000)}`)).toEqual(['ERROR']);
    expect(terminal.ask('AT')).toEqual(['OK']);
  });
});

describe('errors', () => {
  it.each([
    ['0', 'ERROR'],
    ['1', '+CME ERROR: 10'],
    ['2', '+CME ERROR: SIM not inserted'],
  ])('come in the form of AT+CMEE=%s: %s', (mode, answer) => {
    const { terminal } = faulty('sim-missing');
    terminal.ask(`AT+CMEE=${mode}`);
    expect(terminal.ask('AT+CPIN?')).toEqual([answer]);
  });

  it.each([
    [huaweiE3372, 'COMMAND NOT SUPPORT'],
    [quectelEc25Qmi, 'ERROR'],
  ])('an unknown command', (profile, answer) => {
    const { terminal } = setUp(profile);
    terminal.ask('ATE0');
    expect(terminal.ask('AT+NOSUCH?')).toEqual([answer]);
  });
});

describe('the SIM card', () => {
  it('counts wrong PINs, and is unlocked by the right one', () => {
    const { terminal, modem } = faulty('pin-required');
    terminal.ask('AT+CMEE=1');
    expect(terminal.ask('AT+CPIN?')).toEqual(['+CPIN: SIM PIN', 'OK']);
    expect(terminal.ask('AT+CREG?')).toEqual(['+CREG: 0,0', 'OK']);
    expect(terminal.ask('AT+CIMI')).toEqual(['+CME ERROR: 11']);
    expect(terminal.ask('AT+CPIN="0000"')).toContain('+CME ERROR: 16');
    expect(terminal.ask('AT^CPIN?')).toEqual(['^CPIN:SIM PIN,2,10,2,10,3', 'OK']);
    expect(terminal.ask('AT+CPIN="1234"')).toEqual(['^SRVST:2', '^SIMST:1', 'OK']);
    expect(terminal.ask('AT+CREG?')).toEqual(['+CREG: 0,1', 'OK']);
    expect(modem.sim.pinTries).toBe(3);
  });

  it('with one try left is blocked by a wrong PIN, and wants its PUK', () => {
    const { terminal } = faulty('pin-last-try');
    terminal.ask('AT+CMEE=2');
    expect(terminal.ask('AT+CPIN="0000"')).toContain('+CME ERROR: SIM PUK required');
    expect(terminal.ask('AT+CPIN?')).toEqual(['+CPIN: SIM PUK', 'OK']);
    expect(terminal.ask('AT+CPIN="1234"')).toEqual(['+CME ERROR: SIM PUK required']);
    expect(terminal.ask('AT+CPIN="87654321","1111"')).toContain('+CME ERROR: SIM PUK required');
    expect(terminal.ask('AT+CPINR')).toContain('+CPINR: SIM PUK,9,10');
    expect(terminal.ask('AT+CPIN="12345678","1111"')).toContain('OK');
    expect(terminal.ask('AT+CPIN?')).toEqual(['+CPIN: READY', 'OK']);
  });

  it('spends no try where no PIN is asked for', () => {
    const { terminal, modem } = setUp();
    terminal.ask('AT+CPIN="0000"');
    expect(modem.sim.pinTries).toBe(3);
  });

  it('keeps its count over a reset of the modem, and wants its PIN again', () => {
    const { clock, terminal, modem } = faulty('pin-required');
    terminal.ask('AT+CPIN="0000"');
    terminal.ask('AT+CPIN="1234"');
    terminal.ask('AT+CLCK="SC",0,"9999"');
    terminal.ask('AT+CFUN=1,1');
    clock.advance(10_000);
    expect(terminal.ask('AT^CPIN?')).toEqual(['^CPIN:SIM PIN,2,10,2,10,3', 'OK']);
    expect(modem.isPresent).toBe(true);
  });
});

describe('registration', () => {
  it('takes its time, and is told where that was asked for', () => {
    const { clock, terminal } = setUp(huaweiE3372, 'pcui', { network: { registrationTime: 5000 } });
    terminal.ask('AT+CREG=2;+CEREG=1;^CURC=0');
    expect(terminal.ask('AT+CREG?')).toEqual(['+CREG: 2,2', 'OK']);
    expect(terminal.ask('AT+COPS?')).toEqual(['+COPS: 0', 'OK']);
    clock.advance(5000);
    expect(terminal.lines()).toEqual(['+CREG: 1,"1A2B","01A2B3C4",7', '+CEREG: 1']);
    expect(terminal.ask('AT+COPS?')).toEqual(['+COPS: 0,0,"Bench Mobile",7', 'OK']);
  });

  it.each([
    ['not-registered', '+CREG: 0,2', '+CSQ: 21,99'],
    ['no-signal', '+CREG: 0,0', '+CSQ: 99,99'],
    ['denied', '+CREG: 0,3', '+CSQ: 21,99'],
    ['roaming', '+CREG: 0,5', '+CSQ: 21,99'],
    ['radio-off', '+CREG: 0,0', '+CSQ: 99,99'],
    ['radio-held-off', '+CREG: 0,0', '+CSQ: 99,99'],
    ['weak-signal', '+CREG: 0,1', '+CSQ: 2,99'],
  ])('%s: %s, %s', (name, registration, signal) => {
    const { terminal } = faulty(name);
    expect(terminal.ask('AT+CREG?;+CSQ')).toEqual([registration, signal, 'OK']);
  });

  it('tells the cause of a denial', () => {
    const { terminal } = faulty('denied');
    terminal.ask('AT+CEREG=3');
    expect(terminal.ask('AT+CEREG?')).toEqual(['+CEREG: 3,3,,,,0,11', 'OK']);
  });

  it('follows the radio', () => {
    const { terminal } = faulty('radio-off');
    expect(terminal.ask('AT+CFUN?')).toEqual(['+CFUN: 4', 'OK']);
    terminal.ask('AT+CFUN=1');
    expect(terminal.ask('AT+CREG?')).toEqual(['+CREG: 0,1', 'OK']);
  });

  it('scans as long as it takes, and is ended by a character', () => {
    const { clock, terminal } = setUp();
    expect(terminal.ask('AT+COPS=?')).toEqual([]);
    clock.advance(39_999);
    expect(terminal.lines()).toEqual([]);
    clock.advance(1);
    expect(terminal.lines()).toEqual([
      '+COPS: (2,"Bench Mobile","Bench","00101",7),(3,"Other Mobile","Other","00102",7),,(0,1,2,3,4),(0,1,2)',
      'OK',
    ]);
    // The LF of a CRLF comes too soon to end it.
    terminal.type('AT+COPS=?\r\n');
    clock.advance(2000);
    expect(terminal.lines()).toEqual([]);
    terminal.type('x');
    expect(terminal.lines()).toEqual(['OK']);
    expect(terminal.ask('AT')).toEqual(['OK']);
  });
});

describe('data sessions', () => {
  it('a Huawei accepts a dial at once and tells later what became of it', () => {
    const { clock, terminal } = setUp(huaweiE3372, 'pcui', { network: { sessionTime: 700 } });
    expect(terminal.ask('AT^NDISDUP=1,1,"internet"')).toEqual(['OK']);
    expect(terminal.ask('AT^DHCP?')).toEqual(['ERROR']);
    clock.advance(700);
    expect(terminal.lines()).toEqual(['^NDISSTAT:1,,,"IPV4"']);
    expect(terminal.ask('AT^NDISSTATQRY?')).toEqual(['^NDISSTATQRY:1,,,"IPV4"', 'OK']);
    expect(terminal.ask('AT^DHCP?')).toEqual([
      '^DHCP:05F9920A,FCFFFFFF,06F9920A,06F9920A,0100920A,0200920A,150000000,150000000',
      'OK',
    ]);
    expect(terminal.ask('AT^NDISDUP=1,0')).toEqual(['OK', '^NDISSTAT:0,36,,"IPV4"']);
  });

  it('a rejected access point: OK, and the cause afterwards', () => {
    const { terminal } = faulty('apn-rejected');
    expect(terminal.ask('AT^NDISDUP=1,1,"internet"')).toEqual(['OK', '^NDISSTAT:0,33,,"IPV4"']);
    expect(terminal.ask('AT^NDISSTATQRY?')).toEqual(['^NDISSTATQRY:0,33,,"IPV4"', 'OK']);
    expect(terminal.ask('AT+CEER')).toEqual(['+CEER: Requested service option not subscribed', 'OK']);
    expect(terminal.ask('AT^NDISDUP=1,1,"bench.example"')).toEqual(['OK', '^NDISSTAT:1,,,"IPV4"']);
  });

  it('within T3396 nothing is asked of the network, and no cause is given; afterwards it is asked again', () => {
    const { clock, terminal } = faulty('throttled');
    const dial = () => terminal.ask('AT^NDISDUP=1,1,"internet"').at(-1);
    expect(dial()).toBe('^NDISSTAT:0,33,,"IPV4"');
    expect(dial()).toBe('^NDISSTAT:0,,,"IPV4"');
    clock.advance(719_999);
    expect(dial()).toBe('^NDISSTAT:0,,,"IPV4"');
    clock.advance(1);
    expect(dial()).toBe('^NDISSTAT:0,33,,"IPV4"');
    terminal.ask('AT+CFUN=1,1');
    clock.advance(10_000);
    terminal.read();
    expect(dial()).toBe('^NDISSTAT:0,33,,"IPV4"');
  });

  it('asks for name and password where the access point does', () => {
    const { terminal } = faulty('credentials-rejected');
    expect(terminal.ask('AT^NDISDUP=1,1,"x"').at(-1)).toBe('^NDISSTAT:0,29,,"IPV4"');
    expect(terminal.ask('AT^NDISDUP=1,1,"x","bench","wrong",2').at(-1)).toBe('^NDISSTAT:0,29,,"IPV4"');
    expect(terminal.ask('AT^NDISDUP=1,1,"x","bench","bench",2').at(-1)).toBe('^NDISSTAT:1,,,"IPV4"');
  });

  it('+CGACT says the cause in its error', () => {
    const { terminal } = faulty('apn-rejected', quectelEc25Qmi);
    terminal.ask('ATE0');
    expect(terminal.ask('AT+CGACT=1,1')).toEqual(['+CME ERROR: 133']);
    expect(terminal.ask('AT+CGDCONT=1,"IP","bench.example"')).toEqual(['OK']);
    expect(terminal.ask('AT+CGACT=1,1')).toEqual(['OK']);
    expect(terminal.ask('AT+CGPADDR=1')).toEqual(['+CGPADDR: 1,"10.146.249.5"', 'OK']);
    expect(terminal.ask('AT+CGCONTRDP')).toEqual([
      '+CGCONTRDP: 1,5,"bench.example","10.146.249.5.255.255.255.252","10.146.249.6","10.146.0.1","10.146.0.2","","",0,0,1500',
      'OK',
    ]);
  });

  it('end when the registration is lost', () => {
    const { modem, terminal } = setUp();
    terminal.ask('AT^NDISDUP=1,1,"internet"');
    modem.change({ network: { registration: 'searching' } });
    expect(terminal.lines()).toEqual(['^NDISSTAT:0,36,,"IPV4"', '^SRVST:0']);
    expect(modem.sessions).toEqual([]);
  });

  it('a port that does not dial says so', () => {
    const { terminal } = setUp();
    expect(terminal.ask('ATD*99***1#')).toEqual(['NO CARRIER']);
    expect(setUp(huaweiE3372, 'modem').terminal.ask('ATD*99#')[0]).toBe('CONNECT');
    expect(setUp(huaweiMs2372h, 'pcui').terminal.ask('ATDT*99***1#')[0]).toBe('CONNECT');
  });

  it('a dial is given up when a character comes', () => {
    const { clock, events, terminal } = setUp(huaweiE3372, 'modem', { network: { sessionTime: 5000 } });
    terminal.type('ATD*99#\r');
    clock.advance(1000);
    terminal.type('\r');
    expect(terminal.lines()).toEqual(['NO CARRIER']);
    clock.advance(10_000);
    expect(events).toEqual([]);
  });
});

describe('memory', () => {
  it('keeps contexts over a reset, and forgets the settings of a port', () => {
    const { clock, terminal } = setUp();
    terminal.ask('ATE1');
    terminal.ask('AT+CGDCONT=1,"IP","giffgaff.com"');
    terminal.ask('AT+CGDCONT=3,"IPV4V6","ims"');
    terminal.ask('AT+CFUN=1,1');
    clock.advance(10_000);
    expect(terminal.ask('AT+CGDCONT?')).toEqual([
      '+CGDCONT: 1,"IP","giffgaff.com","0.0.0.0",0,0,0,0',
      '+CGDCONT: 3,"IPV4V6","ims","0.0.0.0",0,0,0,0',
      'OK',
    ]);
    terminal.ask('AT+CGDCONT=3');
    expect(terminal.ask('AT+CGDCONT?')).toHaveLength(2);
  });

  it('says OK to a reset before it leaves, and comes back', () => {
    const { clock, events, terminal } = setUp();
    expect(terminal.ask('AT+CFUN=1,1')).toEqual(['OK']);
    clock.advance(500);
    expect(terminal.ask('AT')).toEqual([]);
    clock.advance(3000);
    expect(events.flatMap(({ kind }) => (kind === 'left' || kind === 'arrived' ? [kind] : []))).toEqual([
      'left',
      'arrived',
    ]);
    expect(terminal.ask('AT')).toEqual(['OK']);
  });
});

describe('ports', () => {
  it('that are silent neither answer nor echo nor obey', () => {
    const { modem, terminal } = setUp(quectelEc25Qmi, 'pcui', { ports: { pcui: { answers: 'silent' } } });
    expect(terminal.ask('AT+CGDCONT=1,"IP","x"')).toEqual([]);
    expect(modem.journal).toEqual([]);
    modem.change({ ports: { pcui: { answers: 'normal' } } });
    expect(terminal.ask('AT')).toEqual(['AT', 'OK']);
  });

  it('that are slow answer late, and in order', () => {
    const { clock, terminal } = faulty('port-slow');
    terminal.ask('AT+CSQ');
    clock.advance(3000);
    terminal.type('AT+CGMI\r');
    clock.advance(1000);
    expect(terminal.lines()).toEqual(['+CSQ: 21,99', 'OK']);
    clock.advance(3000);
    expect(terminal.lines()).toEqual(['huawei', 'OK']);
  });

  it('that split answer in pieces', () => {
    const { clock, terminal } = faulty('port-split');
    terminal.type('AT\r');
    expect(terminal.read()).toBe('\r\nO');
    clock.advance(20);
    expect(terminal.read()).toBe('K\r\n');
  });

  it('make noise as the experiment did', () => {
    const garbage = faulty('port-garbage').terminal;
    garbage.type('AT\r');
    expect(garbage.read()).toBe('\x7f\x00\x1b[\x00~~ \r\nOK\r\n');
    const noise = faulty('port-noise').terminal;
    noise.type('AT\r');
    expect(noise.read()).toBe('\x7f\x00\x1b[\x00~~ ');
  });

  it('report unasked, between command and answer, too, until told not to', () => {
    const { clock, terminal } = faulty('unasked-reports');
    expect(terminal.ask('AT')).toEqual(['^RSSI:21', 'OK']);
    clock.advance(4000);
    expect(terminal.lines()).toEqual(['^HCSQ:"LTE",50,46,166,20', '^MODE:17,17']);
    expect(terminal.ask('AT^CURC=0').at(-1)).toBe('OK');
    clock.advance(10_000);
    expect(terminal.ask('AT')).toEqual(['OK']);
  });

  it('for diagnostics say nothing, and those of a satellite receiver only talk', () => {
    expect(setUp(quectelEc25Qmi, 'diag').terminal.ask('AT')).toEqual([]);
    const { clock, terminal } = setUp(quectelEc25Qmi, 'nmea');
    expect(terminal.ask('AT')).toEqual([]);
    clock.advance(1000);
    expect(terminal.lines()).toContain('$GPGGA,,,,,,0,,,,,,,,*66');
  });
});

/** What ends an answer. */
const final = /^(?:OK|ERROR|CONNECT|NO CARRIER|COMMAND NOT SUPPORT|\+CM[ES] ERROR: .*)$/;

const anyProfile = fc.constantFrom(huaweiE3372, huaweiMs2372h, quectelEc25Qmi, pppStick);
const fragments = fc.constantFrom(
  ...[
    'AT',
    '\r',
    '\r\n',
    '+++',
    'A/',
    '\b',
    ';',
    '"',
    ',',
    '=',
    '?',
    '=?',
    'E1',
    'V0',
    'D*99***1#',
    '&F',
    'Z',
    'S3=13',
  ],
  ...[
    '+CGDCONT',
    '+CPIN',
    '^NDISDUP',
    '+CFUN=1,1',
    '+COPS=?',
    '+QCFG',
    '"IP"',
    '1',
    '99999999999',
    '\x00',
    '~}',
  ],
);

describe('whatever comes', () => {
  it('no port throws, and each answers again afterwards', () => {
    const chunk = fc.oneof(
      fc.uint8Array({ maxLength: 30 }),
      fragments.map((text) => Buffer.from(text, 'latin1')),
    );
    fc.assert(
      fc.property(
        anyProfile,
        fc.constantFrom<PortRole>('modem', 'pcui', 'wdm', 'diag', 'nmea', 'application'),
        fc.array(fc.tuple(chunk, fc.constantFrom(0, 1, 130, 1000, 60_000)), { maxLength: 30 }),
        (profile, role, chunks) => {
          const { clock, modem, terminal } = setUp(profile, role);
          for (const [bytes, pause] of chunks) {
            modem.port(role).receive(bytes);
            clock.advance(pause);
          }
          modem.unplug();
          modem.plug();
          terminal.type('\rATE0V1Q0\r');
          if (role === 'modem' || role === 'pcui') expect(terminal.ask('AT')).toEqual(['OK']);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('a line with a command has one final result, and one only', () => {
    fc.assert(
      fc.property(anyProfile, fc.array(fragments, { maxLength: 12 }), (profile, parts) => {
        const { clock, terminal } = setUp(profile, 'pcui', { network: { scanTime: 5000 } });
        terminal.ask('ATE0');
        // One line: what ends or repeats one, or silences the answer, is left out.
        const body = parts.join('').replace(/[\r\n\b]|A\/|V0|Q/g, '');
        terminal.type(`AT${body}\r`);
        // Not so long that a call ends to which nobody speaks PPP.
        clock.advance(20_000);
        expect(terminal.lines().filter((line) => final.test(line))).toHaveLength(1);
      }),
      { numRuns: 300 },
    );
  });

  it('the same bytes have the same answer in whatever pieces they come', () => {
    fc.assert(
      fc.property(
        anyProfile,
        fc.array(fragments, { maxLength: 20 }),
        fc.integer({ min: 1, max: 7 }),
        (profile, parts, size) => {
          const text = `${parts.join('')}\r`;
          const [whole, pieces] = [setUp(profile).terminal, setUp(profile).terminal];
          whole.type(text);
          for (let from = 0; from < text.length; from += size) pieces.type(text.slice(from, from + size));
          expect(pieces.read()).toBe(whole.read());
        },
      ),
      { numRuns: 300 },
    );
  });
});
