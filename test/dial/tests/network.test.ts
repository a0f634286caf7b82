import { describe, expect, test } from 'vitest';
import { networkTest } from '../../../src/dial/tests/network.ts';
import { answered, episodeWith, typed } from '../../situation/facts/episode-with.ts';
import { configured, ports, subjectIn } from '../modems.ts';
import { virtualBench } from './virtual-bench.ts';

/** The answer of the test to what a modem has said. */
async function told(...lines: readonly string[]): Promise<string> {
  const subject = subjectIn([ports('1-1', ['12d1:1506', 0]), configured('wan', { proto: '3g' })]);
  const talk = typed('socat - /dev/ttyUSB2,raw,echo=0', 'Port /dev/ttyUSB2, opened with socat', ...lines);
  const bench = { ...virtualBench({ subject, open: null }), seen: () => episodeWith(talk) };
  return (await networkTest.run(bench)).answer;
}

const home = answered('AT+CEREG?', '+CEREG: 0,1', 'OK');
const searching = answered('AT+CEREG?', '+CEREG: 0,2', 'OK');

describe('the network that a modem uses', () => {
  test.each([
    ['LTE', answered('AT+COPS?', '+COPS: 0,2,"26202",7', 'OK')],
    ['LTE, band 20', answered('AT+QNWINFO', '+QNWINFO: "FDD LTE","26202","LTE BAND 20",6400', 'OK')],
    ['5G, band n78', answered('AT+QNWINFO', '+QNWINFO: "TDD NR5G","26202","NR5G BAND 78",636', 'OK')],
    [
      'LTE, band 3',
      answered('AT+CPSI?', '+CPSI: LTE,Online,262-02,0x8C2A,27,205,EUTRAN-BAND3,1300,5,5,-98,-1', 'OK'),
    ],
    ['UMTS', answered('AT^SYSINFOEX', '^SYSINFOEX:2,3,0,1,,3,"WCDMA",41,"HSPA+"', 'OK')],
    ['LTE', answered('AT+ZPAS?', '+ZPAS: "LTE","CS_PS"', 'OK')],
    [
      'LTE, band 20',
      answered(
        'AT!GSTATUS?',
        '!GSTATUS: ',
        'Current Time:  2713             Temperature: 32',
        'System mode:   LTE              PS state:    Attached     ',
        'LTE band:      B20              LTE bw:      10 MHz  ',
        'OK',
      ),
    ],
    [
      'LTE',
      typed('uqmi -s -d /dev/cdc-wdm0 --get-signal-info', '{', '\t"type": "lte",', '\t"rssi": -63', '}'),
    ],
  ])('is %s', async (words, lines) => {
    expect(await told(...home, ...lines)).toContain(` It uses ${words}.`);
  });

  test('is not told of one that has lost it', async () => {
    const answer = await told(...answered('AT+COPS?', '+COPS: 0,2,"26202",7', 'OK'), ...searching);
    expect(answer).not.toContain('It uses');
  });
});

describe('the networks that a modem may use', () => {
  test.each([
    [
      'It may use every kind of network. It may use every band of LTE.',
      answered('AT^SYSCFGEX?', '^SYSCFGEX:"00",3FFFFFFF,1,2,7FFFFFFFFFFFFFFF,,', 'OK'),
    ],
    [
      'It is held to LTE. Of LTE it may use the bands 1, 3, 7, 8 and 20.',
      answered('AT^SYSCFGEX?', '^SYSCFGEX:"03",3FFFFFFF,1,2,800C5', 'OK'),
    ],
    ['It is held to UMTS.', answered('AT!SELRAT?', '!SELRAT: 01, UMTS 3G Only', 'OK')],
    ['It may use every kind of network.', answered('AT!SELRAT?', '!SELRAT: 00, Automatic', 'OK')],
    ['It may use GSM, UMTS and LTE.', answered('AT!SELRAT?', '!SELRAT: 07, GSM, UMTS, LTE', 'OK')],
    [
      'Its bands are restricted to “Europe 3G”.',
      answered(
        'AT!BAND?',
        'Index, Name,                        GW Band Mask     L Band Mask      TDS Band Mask',
        '01, Europe 3G                       0002000000400000 0000000000000000 0000000000000000',
        'OK',
      ),
    ],
    [
      'It may use every band of LTE.',
      answered('AT!BAND?', '00, All bands                       0002000007C00000 0000000000080045', 'OK'),
    ],
    [
      'It may use LTE and 5G. Of LTE it may use the bands 3 and 8.',
      answered('AT+GTACT?', '+GTACT: 17,6,,103,108,5028,5041,5078', 'OK'),
    ],
    [
      'It may use UMTS and LTE. Of LTE it is held to band 20.',
      answered('AT+XACT?', '+XACT: 4,2,1,1,8,120', 'OK'),
    ],
    ['It may use LTE-M and NB-IoT.', answered('AT+URAT?', '+URAT: 7,8', 'OK')],
    ['It may use every kind of network.', answered('AT+URAT?', '+URAT: 4,3', 'OK')],
    ['It is held to GSM.', answered('AT+CNMP?', '+CNMP: 13', 'OK')],
    ['Of LTE it is held to band 20.', answered('AT+QCFG="band"', '+QCFG: "band",0x93,0x80000,0x0', 'OK')],
    [
      'It may use LTE and 5G. Of LTE it may use the bands 1 and 3.',
      [
        ...answered('AT+QCFG="nwscanmode"', 'ERROR'),
        ...answered('AT+QNWPREFCFG="mode_pref"', '+QNWPREFCFG: "mode_pref",LTE:NR5G', 'OK'),
        ...answered('AT+QNWPREFCFG="lte_band"', '+QNWPREFCFG: "lte_band",1:3', 'OK'),
      ],
    ],
  ])('%s', async (words, lines) => {
    expect(await told(...lines, ...searching)).toMatch(new RegExp(` lets it in\\. ${words}$`));
  });

  test.each([
    ['a number that nobody knows', answered('AT+CNMP?', '+CNMP: 99', 'OK')],
    ['a setting that is refused', answered('AT+GTACT?', 'ERROR')],
    ['all that the modem has', answered('AT+CNBP?', '+CNBP: 0x000700000FFF0380,0x000007FF3FDF3FFF', 'OK')],
    ['a mask that may be of two kinds', answered('AT#BND?', '#BND: 0,3,524357', 'OK')],
  ])('are not told by %s', async (_, lines) => {
    expect(await told(...lines, ...searching)).toMatch(/ lets it in\.$/);
  });
});
