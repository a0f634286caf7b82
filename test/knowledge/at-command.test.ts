import { expect, test } from 'vitest';
import {
  atCommandInfo,
  atCommandTemplates,
  atPatience,
  comesUnasked,
} from '../../src/knowledge/at-command.ts';

test.each([
  ['AT', 'read-only'],
  ['ATI', 'read-only'],
  ['AT+CPIN?', 'read-only'],
  ['AT+QCFG="usbnet"', 'read-only'],
  ['AT+QICSGP=2', 'read-only'],
  ['AT+COPS=?', 'slow'],
  ['AT+CFUN=1', 'state-changing'],
  ['ATD*99***1#', 'state-changing'],
  ['AT^NDISDUP=1,1,"internet"', 'state-changing'],
  ['AT^NDISDUP=1,1,"internet","user","secret",2', 'state-changing'],
  ['AT+CGDCONT=1,"IP","internet","0.0.0.0",0,0', 'state-changing'],
  ['AT+CPIN="1234"', 'dangerous'],
  ['AT+CFUN=1,1', 'dangerous'],
  ['AT+QCFG="usbnet",1', 'dangerous'],
  ['AT^SETPORT="A1;10,12"', 'dangerous'],
  ['AT+CMGL="ALL"', 'dangerous'],
])('%s is %s', (command, kind) => {
  expect(atCommandInfo(command)?.kind).toBe(kind);
});

test.each([
  ['several commands in one line', 'AT+CSQ;+CFUN=1,1'],
  ['several basic commands', 'ATE0Z'],
  ['a line end within', 'AT+CSQ\rAT+CFUN=1,1'],
  ['a quote that is left open', 'AT+CGDCONT=1,"IP","internet'],
  ['the end of a message', 'AT+CSQ\x1a'],
  ['small letters, which a table of exact commands does not have', 'at+csq'],
  ['a call to a number', 'ATD0123456789;'],
  ['a message', 'AT+CMGS=12'],
  ['the memory of the modem', 'AT^NVWR=10,1'],
  ['the phone book', 'AT+CPBR=1,10'],
  ['another PIN command', 'AT+CPWD="SC","1234","0000"'],
  ['a lock', 'AT+CLCK="SC",1,"1234"'],
  ['the SIM card past the modem', 'AT+CSIM=10,"A0A40000"'],
  ['a reset by another name', 'AT+CFUN=0'],
  ['a place that is not filled', 'AT+CGDCONT=<cid>,"IP","internet"'],
  ['a word that is not filled', 'AT+CGDCONT=1,"IP","<apn>"'],
  ['what is no command', 'hello'],
  ['nothing', ''],
  ['a long line', `AT+CGDCONT=1,"IP","${'a'.repeat(300)}"`],
])('%s is not known: %j', (_, command) => {
  expect(atCommandInfo(command)).toBeNull();
});

test('every command of the table is found by its own words', () => {
  for (const { template, kind } of atCommandTemplates()) {
    const filled = template
      .replace(/\[.*\]/, '')
      .replace(',<rest>', ',0,0')
      .replaceAll('<hex>', '3FF')
      .replace(/"<[a-z]+>;<[a-z]+>"/, '"1;2"')
      .replace(/"<[a-z]+>"/g, '"word"')
      .replace(/<[a-z]+>/g, '1');
    expect([template, atCommandInfo(filled)?.kind]).toEqual([template, kind]);
  }
});

test('what stays in the modem names the queries to ask before, for the context at hand', () => {
  expect(atCommandInfo('AT+QICSGP=3,1,"internet","","",0')).toMatchObject({
    persists: true,
    snapshot: ['AT+CGDCONT?', 'AT+QICSGP=3'],
  });
  expect(atCommandInfo('AT^SYSCFGEX="03",3FFFFFFF,1,2,7FFFFFFFFFFFFFFF,,')).toMatchObject({
    persists: true,
    snapshot: ['AT^SYSCFGEX?'],
  });
  for (const { persists, snapshot, template } of atCommandTemplates())
    if (persists) expect([template, snapshot.length]).not.toEqual([template, 0]);
});

test('what must be asked before only reads', () => {
  for (const { snapshot } of atCommandTemplates())
    for (const query of snapshot)
      expect([query, atCommandInfo(query.replace('<cid>', '1'))?.kind]).toEqual([query, 'read-only']);
});

test('marks of the table', () => {
  expect(atCommandInfo('AT+CIMI')?.isPrivate).toBe(true);
  expect(atCommandInfo('AT+COPS=?')).toMatchObject({ isNeverAutomatic: true, costsMoney: true });
  expect(atCommandInfo('AT^NDISDUP=1,1,"internet"')).toMatchObject({ dials: true, costsMoney: true });
  expect(atCommandInfo('AT^GETPORTMODE')?.unbearableFor).toContain('12d1:1573');
});

test('a command may take as long as the longest beginning says that fits', () => {
  expect(atPatience('AT+COPS=?')).toBe(180);
  expect(atPatience('AT^NDISDUP=1,1,"internet"')).toBe(75);
  expect(atPatience('AT+CSQ')).toBe(3);
});

test('lines that come unasked', () => {
  for (const line of ['^RSSI:20', '+CREG: 1', 'RING', '^BOOT:1,0,0,0,20', '$GPGGA,,,', 'RDY'])
    expect(comesUnasked(line)).toBe(true);
  for (const line of ['OK', '+CSQ: 20,99', 'Huawei', '^SYSINFOEX:2,3,0,1'])
    expect(comesUnasked(line)).toBe(false);
});
