import { describe, expect, it } from 'vitest';
import { config } from '../../situation/log-lines.ts';
import { findingsIn } from '../findings-in.ts';

const rule = 'rat-lock';
const answer = (command: string, ...lines: readonly string[]) => [command, ...lines, '', 'OK', ''];
const searching = answer('AT+CEREG?', '+CEREG: 0,2');

describe(rule, () => {
  it.each([
    ['WCDMA', answer('AT+QCFG="nwscanmode"', '+QCFG: "nwscanmode",2')],
    ['WCDMA', answer('AT+QNWPREFCFG="mode_pref"', '+QNWPREFCFG: "mode_pref",WCDMA')],
    ['WCDMA and GSM', answer('AT^SYSCFGEX?', '^SYSCFGEX: "0201",3FFFFFFF,1,2,7FFFFFFFFFFFFFFF')],
    ['UMTS 3G', answer('AT!SELRAT?', '!SELRAT: 01, UMTS 3G Only')],
    ['GSM', answer('AT+CNMP?', '+CNMP: 13')],
    ['GSM and WCDMA', answer('AT+CNMP?', '+CNMP: 19')],
    ['GSM and UMTS', answer('AT!SELRAT?', '!SELRAT: 05, GSM and UMTS Only')],
    ['UMTS', answer('AT+GTACT?', '+GTACT: 1,2,2,1,8')],
    ['GSM and UMTS', answer('AT+XACT?', '+XACT: 3,1,,1,8')],
    ['UMTS', answer('AT+URAT?', '+URAT: 2')],
    ['3G', ['root@OpenWrt:~# mmcli -m 0 -K', 'modem.generic.current-modes : allowed: 3g; preferred: none']],
    ['UMTS', config('wwan', { proto: 'ncm', device: '/dev/ttyUSB0', mode: 'umts' })],
    ['2G and 3G', config('wwan', { proto: 'modemmanager', allowedmode: '2g|3g' })],
  ])('is likely where %s alone is allowed', (only, lines) => {
    const [finding] = findingsIn([...lines, '', ...searching], rule);
    if (lines.some((line) => line.includes('SYSCFGEX'))) expect(finding?.title).toMatch(/may use .* only/);
    else expect(finding?.title).toBe(`the modem may use ${only} only, and gets into no network`);
    expect(finding).toMatchObject({ confidence: 'likely', rung: 'register' });
  });

  it('takes the option out of the interface', () => {
    const [finding] = findingsIn(
      [...config('wwan', { proto: 'qmi', modes: 'umts' }), '', ...searching],
      rule,
    );
    expect(finding?.fix?.steps).toMatchObject([{ type: 'uci-delete', section: 'wwan', option: 'modes' }]);
  });

  it.each([
    [
      'LTE is allowed, too',
      [...answer('AT^SYSCFGEX?', '^SYSCFGEX: "030201",3FFFFFFF,1,2,7FFFFFFFFFFFFFFF'), ...searching],
    ],
    [
      'everything is',
      [...answer('AT+QNWPREFCFG="mode_pref"', '+QNWPREFCFG: "mode_pref",AUTO'), ...searching],
    ],
    ['LTE is allowed of Fibocom', [...answer('AT+GTACT?', '+GTACT: 4,3,,1,8,103'), ...searching]],
    ['u-blox may use every kind', [...answer('AT+URAT?', '+URAT: 4,2'), ...searching]],
    ['it was undone', [...answer('AT+CNMP?', '+CNMP: 13'), ...answer('AT+CNMP?', '+CNMP: 2'), ...searching]],
    ['the modem is registered', [...answer('AT+CNMP?', '+CNMP: 14'), ...answer('AT+CGREG?', '+CGREG: 0,1')]],
    ['the network refuses', [...answer('AT+CNMP?', '+CNMP: 14'), ...answer('AT+CGREG?', '+CGREG: 0,3')]],
    ['nobody asked for the registration', answer('AT+CNMP?', '+CNMP: 14')],
  ])('is silent where %s', (_, lines) => {
    expect(findingsIn(lines, rule)).toEqual([]);
  });
});
