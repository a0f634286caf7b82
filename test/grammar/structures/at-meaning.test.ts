import { describe, expect, test } from 'vitest';
import type { AtCommand } from '../../../src/grammar/structures/at-command.ts';
import { readAtCommand } from '../../../src/grammar/structures/at-command-line.ts';
import { apnOf, isDialCommand } from '../../../src/grammar/structures/at-meaning.ts';

function command(text: string): AtCommand {
  const read = readAtCommand(text);
  if (read === null) throw new Error(`${text} is no AT command`);
  return read;
}

describe('the APN a command carries', () => {
  test.each([
    ['AT+CGDCONT=1,"IP","giffgaff.com",,0,0', 'giffgaff.com'],
    ['AT+CGDCONT=1,"IP",""', ''],
    ['AT+CGDCONT=1,"IP"', null],
    ['AT+CGDCONT=1', null],
    ['AT+CGDCONT?', null],
    ['AT^NDISDUP=1,1,"internet","user","pass",2', 'internet'],
    ['AT^NDISDUP=1,1', null],
    ['AT^NDISDUP=1,0', null],
    ['at+qicsgp=1,1,"internet","","",0', 'internet'],
    ['AT+ZGDCONT=1,"IP","internet","",0,0', 'internet'],
    // Authentication and credentials, in this order: no APN.
    ['AT$QCPDPP=1,1,"password","user"', null],
    ['AT+CGAUTH=1,1,"user","password"', null],
    ['AT+COPS=1,2,"23410"', null],
  ])('%s', (text, apn) => {
    expect(apnOf(command(text))).toBe(apn);
  });
});

describe('whether a command dials', () => {
  test.each([
    'ATD*99#',
    'ATD*99***1#',
    'ATDT*99#',
    'ATD*98#',
    'ATD#777',
    'AT^NDISDUP=1,1,"internet"',
    'AT+CGACT=1,1',
    'AT+CGDATA="PPP",1',
    'AT+ZGACT=1,1',
    'AT!SCACT=1,1',
    'AT*ENAP=1,1',
    'AT$QCRMCALL=1,1',
    'AT+QNETDEVCTL=1,1,1',
    'AT+GTRNDIS=1,1',
    'AT#NCM=1,1',
    'AT#ECM=1,0',
    'AT#RNDIS=1,0',
    'AT+ZECMCALL=1',
    'AT$MYUSBNETACT=0,1',
  ])('%s dials', (text) => {
    expect(isDialCommand(command(text))).toBe(true);
  });

  test.each([
    'AT',
    'ATZ',
    'ATD+441234567890;',
    'ATD999',
    'AT^NDISDUP=1,0',
    'AT^NDISDUP?',
    'AT+CGACT=0,1',
    'AT+CGACT?',
    'AT+CGDATA=?',
    'AT+ZGACT=0,1',
    'AT!SCACT=0,1',
    'AT$QCRMCALL?',
    'AT$QCRMCALL=0,1',
    'AT+QNETDEVCTL=0,1,0',
    'AT+GTRNDIS=0,1',
    'AT$MYUSBNETACT=0,0',
    'AT+CGDCONT=1,"IP","internet"',
    'AT+CGATT=1',
  ])('%s does not', (text) => {
    expect(isDialCommand(command(text))).toBe(false);
  });
});
