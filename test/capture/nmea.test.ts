import { expect, it } from 'vitest';
import { nmeaSentence } from '../../src/capture/nmea.ts';

it.each([
  ['$GPGGA,092204.999,,,,,0,0,,,M,,M,,*4B', true],
  ['$BDGSV,1,1,00*68', true],
  ['OK\r\n$GNRMC,,V,,,,,,,,,,N*4D', true],
  ['$QCRMCALL: 1,V4', false],
  ['AT$GPSNMUN?', false],
])('a sentence of a receiver: %s: %s', (text, expected) => {
  expect(nmeaSentence.test(text)).toBe(expected);
});
