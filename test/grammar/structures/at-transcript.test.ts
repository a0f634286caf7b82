import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { spanText } from '../../../src/capture/position.ts';
import type { AtExchangeShown } from '../../../src/grammar/observation.ts';
import { readLines } from '../recorded-reading.ts';

function exchangesOf(...lines: readonly string[]): readonly AtExchangeShown[] {
  return readLines(...lines).observations.filter((shown) => shown.kind === 'at-exchange');
}

/** Command, answers and result of each exchange as one would note them: `AT+CSQ: +CSQ: 20,99 / OK`. */
function notesOf(...lines: readonly string[]): readonly string[] {
  return exchangesOf(...lines).map(
    ({ sent, answers, result }) =>
      `${sent ?? '-'} > ${answers.map(({ text }) => text).join(' / ')} > ${result?.text ?? '-'}`,
  );
}

describe('a talk with a modem', () => {
  it('is made of commands, answers and results', () => {
    expect(
      notesOf('AT', 'OK', 'at+cpin?', '+CPIN: SIM PIN', '', 'OK', 'AT+CSQ', '', '+CSQ: 20,99', '', 'OK'),
    ).toEqual(['AT >  > OK', 'at+cpin? > +CPIN: SIM PIN > OK', 'AT+CSQ > +CSQ: 20,99 > OK']);
  });

  it('of our own client for AT ports tells its port, and what it remarks is no answer', () => {
    const talk = [
      'Port /dev/ttyUSB2, opened with gcom',
      '',
      'AT',
      'OK',
      '',
      'AT+CSQ',
      '# hwdiag: late: +CREG: 0,1',
      '# hwdiag: /dev/ttyUSB2 did not answer AT+CSQ within 3 s.',
    ];
    expect(notesOf(...talk)).toEqual(['AT >  > OK', 'AT+CSQ >  > -']);
    expect(exchangesOf(...talk).map(({ port }) => port)).toEqual(['/dev/ttyUSB2', '/dev/ttyUSB2']);
    expect(readLines(...talk).unknown).toEqual([]);
  });

  it('begins with a lower-case at', () => {
    expect(notesOf('at', 'OK')).toEqual(['at >  > OK']);
    expect(notesOf('I looked', 'at', 'the modem.')).toEqual([]);
  });

  it('may stand between quotes, line by line', () => {
    expect(
      notesOf('"AT+COPS?"', '"+COPS: 0,0,"vodafone",7"', '"OK"', '"AT+CGDCONT=1,"IP","web""', '"ERROR"'),
    ).toEqual(['AT+COPS? > +COPS: 0,0,"vodafone",7 > OK', 'AT+CGDCONT=1,"IP","web" >  > ERROR']);
  });

  it('takes no port from a command that talks to another one', () => {
    const [exchange] = exchangesOf('# uqmi -d /dev/cdc-wdm0 --get-imsi', 'AT+CSQ', '+CSQ: 20,99', 'OK');
    expect(exchange).toMatchObject({ sent: 'AT+CSQ', port: null });
  });

  it('may be a numbered list where an answer follows, and else is advice', () => {
    expect(
      notesOf('1. AT+CSQ', '+CSQ: 20,99', '', 'OK', '2. AT+COPS?', '+COPS: 0', 'OK', '3) AT+CFUN? -> OK'),
    ).toEqual(['AT+CSQ > +CSQ: 20,99 > OK', 'AT+COPS? > +COPS: 0 > OK', 'AT+CFUN? >  > OK']);
    expect(notesOf('Try this:', '1. AT+CFUN=0', '2. AT+CFUN=1')).toEqual([]);
  });

  it('has failures', () => {
    expect(
      notesOf('AT+CPIN?', '+CME ERROR: 10', 'AT+COPS?', 'ERROR', 'AT+CIMI', '+CME ERROR: SIM not inserted'),
    ).toEqual([
      'AT+CPIN? >  > +CME ERROR: 10',
      'AT+COPS? >  > ERROR',
      'AT+CIMI >  > +CME ERROR: SIM not inserted',
    ]);
  });

  it('has answers without a name', () => {
    expect(
      notesOf(
        'ATI',
        'Quectel',
        'EC21',
        'Revision: EC21AUFAR02A02M4G',
        '',
        'OK',
        'AT+CGSN',
        '860123456789012',
        'OK',
      ),
    ).toEqual(['ATI > Quectel / EC21 / Revision: EC21AUFAR02A02M4G > OK', 'AT+CGSN > 860123456789012 > OK']);
  });

  it('has unasked answers in between', () => {
    expect(
      notesOf('AT+CFUN=1', 'OK', '+CREG: 2', '+CREG: 1', 'AT+CREG?', '^RSSI:20', '+CREG: 0,1', 'OK'),
    ).toEqual(['AT+CFUN=1 >  > OK', '- > +CREG: 2 / +CREG: 1 > -', 'AT+CREG? > ^RSSI:20 / +CREG: 0,1 > OK']);
  });

  it('keeps what a line has more than one of', () => {
    const [exchange] = exchangesOf('AT+CPIN?;+CSQ', '+CPIN: READY', '+CSQ: 20,99', 'OK');
    expect(exchange).toMatchObject({
      sent: 'AT+CPIN?;+CSQ',
      command: { name: '+CPIN', form: 'read' },
      chained: [{ name: '+CSQ', form: 'run' }],
    });
  });

  it.each([
    ['a quotation', (line: string) => `> ${line}`],
    ['an indentation', (line: string) => `    ${line}`],
    ['carriage returns', (line: string) => `${line}\r`],
  ])('may stand in %s', (_, damage) => {
    expect(notesOf(...['AT+CSQ', '+CSQ: 20,99', 'OK'].map(damage))).toEqual(['AT+CSQ > +CSQ: 20,99 > OK']);
  });

  it('is dialled', () => {
    expect(notesOf('ATZ', 'OK', 'ATDT*99***1#', 'CONNECT 7200000', '', 'NO CARRIER')).toEqual([
      'ATZ >  > OK',
      'ATDT*99***1# >  > CONNECT 7200000',
      '- >  > NO CARRIER',
    ]);
  });

  it('may be answers alone', () => {
    expect(notesOf('+CSQ: 20,99')).toEqual(['- > +CSQ: 20,99 > -']);
    expect(notesOf('The signal is', '+CSQ: 20,99', '', 'OK', '+COPS: 0,0,"Telia",7', 'OK')).toEqual([
      '- > +CSQ: 20,99 > OK',
      '- > +COPS: 0,0,"Telia",7 > OK',
    ]);
    expect(notesOf('+CME ERROR: 10')).toEqual(['- >  > +CME ERROR: 10']);
  });

  it('may stand line by line in a table', () => {
    expect(
      notesOf(
        'AT+CSQ | +CSQ: 20,99',
        'AT+CPIN? -> +CPIN: READY',
        'AT+CGDCONT=1,"IP","a b" => OK',
        'AT+CREG? +CREG: 0,1 OK',
      ),
    ).toEqual([
      'AT+CSQ > +CSQ: 20,99 > -',
      'AT+CPIN? > +CPIN: READY > -',
      'AT+CGDCONT=1,"IP","a b" >  > OK',
      'AT+CREG? > +CREG: 0,1 > OK',
    ]);
  });

  it('may stand between sentences', () => {
    const { prose, unknown, observations } = readLines(
      'Ich habe folgendes eingegeben:',
      'AT+CSQ',
      'Antwort: +CSQ: 20,99',
      'OK',
      'Das Signal ist also gut. Danach kam',
      'AT+CPIN?',
      '+CPIN: READY',
      'OK',
      'und nun?',
    );
    expect(prose.map(({ text }) => text)).toEqual([
      'Ich habe folgendes eingegeben:',
      'Das Signal ist also gut. Danach kam',
      'und nun?',
    ]);
    expect(unknown).toEqual([]);
    expect(observations).toMatchObject([
      { sent: 'AT+CSQ', answers: [{ text: '+CSQ: 20,99' }] },
      { sent: 'AT+CPIN?' },
    ]);
  });

  it('points to its lines', () => {
    const [exchange] = exchangesOf('> AT+CSQ', '> +CSQ: 20,99', '> OK');
    const spans = [exchange?.span, exchange?.answers[0]?.span, exchange?.result?.span];
    expect(spans.map((span) => span && [span.line, span.column, spanText(span)])).toEqual([
      [1, 3, 'AT+CSQ'],
      [2, 3, '+CSQ: 20,99'],
      [3, 3, 'OK'],
    ]);
  });
});

describe('a command line that talks to a modem', () => {
  const prompt = 'root@OpenWrt:~# ';

  test.each<[string, readonly string[]]>([
    ['sms_tool -d /dev/ttyUSB2 at "AT+CSQ"', ['+CSQ: 20,99', 'OK']],
    ['sms_tool -d /dev/ttyUSB2 at AT+CSQ', ['AT+CSQ', '', '+CSQ: 20,99', '', 'OK']],
    ['echo AT+CSQ | atinout - /dev/ttyUSB2 -', ['AT+CSQ', '+CSQ: 20,99', '', 'OK']],
    ['COMMAND="AT+CSQ" gcom -d /dev/ttyUSB2 -s /etc/gcom/runcommand.gcom', ['+CSQ: 20,99', 'OK']],
    ['echo -e "AT+CSQ\\r" > /dev/ttyUSB2; cat /dev/ttyUSB2', ['AT+CSQ', '+CSQ: 20,99', 'OK']],
    ['echo "AT+CSQ" | socat - /dev/ttyUSB2,crnl', ['+CSQ: 20,99', 'OK']],
    ["sendat /dev/ttyUSB2 'AT+CSQ'", ['+CSQ: 20,99', 'OK']],
  ])('%s', (command, output) => {
    expect(exchangesOf(prompt + command, ...output)).toMatchObject([
      {
        port: '/dev/ttyUSB2',
        sent: 'AT+CSQ',
        command: { name: '+CSQ' },
        answers: [{ text: '+CSQ: 20,99' }],
        result: { text: 'OK' },
        span: { line: 1, column: prompt.length + 1 },
      },
    ]);
  });

  it('may open a terminal', () => {
    const lines = [
      `${prompt}picocom /dev/ttyUSB2`,
      'picocom v3.1',
      '',
      'port is        : /dev/ttyUSB2',
      'flowcontrol    : none',
      'baudrate is    : 9600',
      '',
      'Type [C-a] [C-h] to see available commands',
      'Terminal ready',
      '',
      'ATI',
      'Manufacturer: ZTE CORPORATION',
      'Model: MF286DMODULE',
      '',
      'OK',
      '',
      'Terminating...',
      'Thanks for using picocom',
    ];
    const { observations, unknown, prose } = readLines(...lines);
    expect([...unknown, ...prose]).toEqual([]);
    expect(observations).toMatchObject([
      {
        port: '/dev/ttyUSB2',
        sent: 'ATI',
        answers: [{}, { text: 'Model: MF286DMODULE' }],
        result: { text: 'OK' },
      },
    ]);
    expect(exchangesOf(...lines.slice(1))).toMatchObject([{ port: '/dev/ttyUSB2', sent: 'ATI' }]);
  });

  it('may have no answer', () => {
    expect(exchangesOf(`${prompt}sms_tool -d /dev/ttyUSB2 at "ATI"`, `${prompt}lsusb`)).toEqual([]);
  });

  it('is answered once', () => {
    const read = readLines(
      `${prompt}sms_tool -d /dev/ttyUSB2 at "ATI"`,
      'Quectel',
      'EC25',
      'OK',
      'some other words that came here',
      'and some more',
      '+CREG: 1',
    );
    expect(read.observations).toMatchObject([
      { sent: 'ATI' },
      { sent: null, answers: [{ text: '+CREG: 1' }] },
    ]);
  });

  it('may be a web page', () => {
    const page = [
      'Sending AT Command',
      '',
      'Received Response: AT+CSQ',
      '+CSQ: 99,99',
      '',
      'OK',
      '',
      'Received Response:',
      'ATI',
      'Quectel',
      '',
      'OK',
    ];
    expect(notesOf(...page)).toEqual(['AT+CSQ > +CSQ: 99,99 > OK', 'ATI > Quectel > OK']);
  });
});

describe('a table as an answer', () => {
  it.each(['              ', ' '])('%j between its columns', (gap) => {
    const rows = [
      '!GSTATUS:',
      `Current Time:  1263${gap}Temperature: 35`,
      `Reset Counter: 1${gap}Mode:        ONLINE`,
      `System mode:   LTE${gap}PS state:    Attached`,
    ];
    expect(exchangesOf('AT!GSTATUS?', ...rows, '', 'OK')).toMatchObject([
      { sent: 'AT!GSTATUS?', answers: rows.map((text) => ({ text })), result: { text: 'OK' } },
    ]);
  });

  it('ends at a sentence', () => {
    expect(exchangesOf('AT!GSTATUS?', '!GSTATUS:', 'Note: that is all I get')).toMatchObject([
      { answers: [{ text: '!GSTATUS:' }] },
    ]);
  });
});

describe('what a tool of a router sends', () => {
  it('gsmctl', () => {
    expect(exchangesOf("root@RUTX11:~# gsmctl -A 'AT+CPIN?'", '+CPIN: READY')).toMatchObject([
      { sent: 'AT+CPIN?', answers: [{ text: '+CPIN: READY' }] },
    ]);
  });
});

describe('no talk', () => {
  test.each([
    'AT&T is my provider',
    'AT&T',
    'AT commands work fine',
    'at first it worked',
    'At home',
    'ATM',
    'ATTENTION',
    'AT+CSQ gives a good signal',
    'I sent AT+CSQ and got 20',
    'OK',
    'OK, thanks',
    'ERROR',
    '+1: I agree',
    '+EDIT: this is what I have found out about it',
    '#EDIT: solved',
    '*UPDATE: it works now',
    '$PATH: not set',
    'AT+CFUN=1,1 and then wait',
    'Init3 = AT+CGDCONT=1,"IP","internet"',
    "'' 'ATZ'",
  ])('%s', (line) => {
    expect(exchangesOf(line)).toEqual([]);
  });
});

test('a talk is read whatever its lines', () => {
  const words = fc.constantFrom(
    'AT',
    'AT+CSQ',
    '+CSQ: 1,2',
    'OK',
    'ERROR',
    'ATI',
    '> ',
    '|',
    '->',
    'RING',
    '"',
    'at',
    ';',
    '=1,',
  );
  const line = fc.oneof(
    fc.array(words, { maxLength: 5 }).map((parts) => parts.join(' ')),
    fc.string(),
  );
  fc.assert(
    fc.property(fc.array(line), (lines) => {
      for (const { span, answers, result } of exchangesOf(...lines)) {
        for (const { text, span: place } of [...answers, ...(result === null ? [] : [result])])
          expect(spanText(place)).toBe(text);
        expect(span.line).toBeGreaterThan(0);
      }
    }),
  );
});

test('long lines cost no more than their length', () => {
  const start = performance.now();
  for (const part of ['AT+CSQ ', 'AT+A=","', ' +CSQ: 1', 'AT;', 'S0=0', 'a: ', '> ', 'AT, "'])
    exchangesOf('AT', `AT${part.repeat(8_000)}`, part.repeat(8_000), 'OK');
  expect(performance.now() - start).toBeLessThan(4_000);
});

describe('the table of gcom info', () => {
  const table = [
    'root@OpenWrt:~# gcom info -d /dev/ttyUSB0',
    '##### Wireless WAN Modem Configuration #####',
    'Product text:',
    '====',
    '',
    'Manufacturer: huawei',
    'Model: E1553',
    'Revision: 11.608.12.00.00',
    'IMEI: 490154203237518',
    '+GCAP: +CGSM,+DS,+ES',
    'OK',
    '====',
    'Manufacturer:           huawei',
    'IMEI and Serial Number: 490154203237518',
    "Manufacturer's Revision:",
    '11.608.12.00.',
    'Hardware Revision:',
    '',
    'Network Locked:         0',
    'Customisation:',
    '',
    'Band settings:          (',
    ')',
    'APN:                    1,"IP","internet","0.0.0.0",0,0',
    '##### END #####',
  ];

  it('is a talk whose questions are titles', () => {
    expect(notesOf(...table)).toEqual([
      'ATI > Manufacturer: huawei / Model: E1553 / Revision: 11.608.12.00.00 / IMEI: 490154203237518 / +GCAP: +CGSM,+DS,+ES > OK',
      'AT+CGMI > huawei > -',
      'AT+GSN > 490154203237518 > -',
      'AT+GMR > 11.608.12.00. > -',
      'AT+CLCK="PN",2 > +CLCK: 0 > -',
      'AT+CGDCONT? > +CGDCONT: 1,"IP","internet","0.0.0.0",0,0 > -',
    ]);
    expect(readLines(...table)).toMatchObject({ unknown: [], prose: [] });
    expect(exchangesOf(...table).every(({ port }) => port === '/dev/ttyUSB0')).toBe(true);
  });

  it('needs no command above it', () => {
    expect(notesOf(...table.slice(1))).toEqual(notesOf(...table));
  });

  it('points at the answer, and at the title for the question', () => {
    const apn = exchangesOf(...table).at(-1);
    expect(apn?.span).toMatchObject({ line: 24, column: 1 });
    expect(apn === undefined ? '' : spanText(apn.span)).toBe('APN:');
    expect(apn?.answers.map(({ span }) => [span.column, spanText(span)])).toEqual([
      [25, '1,"IP","internet","0.0.0.0",0,0'],
    ]);
  });

  it('breaks off where the modem is silent', () => {
    const { observations, messages, unknown } = readLines(
      'root@OpenWrt:~# gcom -d /dev/ttyUSB2 info',
      '##### Wireless WAN Modem Configuration #####',
      'Product text:',
      '====',
      '',
      '====',
      'Manufacturer:           IMEI and Serial Number: comgt 20:04:54 -> -- Error Report --',
      'comgt 20:04:54 -> ---->                       ^',
      'comgt 20:04:54 -> Error @776, line 45, String is shorter than second argument. (7)',
    );
    expect(observations).toMatchObject([
      { sent: 'ATI', answers: [], result: null },
      { sent: 'AT+CGMI', answers: [] },
      { sent: 'AT+GSN', answers: [] },
    ]);
    expect(messages.map(({ kind }) => kind)).toEqual(['remark', 'gcom.script-error']);
    expect(unknown).toEqual([]);
  });

  it('of the oldest versions has no text of the product', () => {
    expect(
      notesOf(
        '##### GlobeTrotter Configuration #####',
        'Manufacturer Text:      Option',
        "Manufacturer's Revision: (Date: Feb 06 2006, Time: 12:53:15)",
        'Network Locked:         0',
        '##### END #####',
      ),
    ).toEqual([
      'AT+CGMI > Option > -',
      'AT+GMR > (Date: Feb 06 2006, Time: 12:53:15) > -',
      'AT+CLCK="PN",2 > +CLCK: 0 > -',
    ]);
  });
});
