import { describe, expect, it } from 'vitest';
import { diagnosisOf } from '../../diagnosis-of.ts';
import { config, dhcp, logread, ncmDial, nowUp, settingUp } from '../../situation/log-lines.ts';
import { findingsIn } from '../findings-in.ts';

const rule = 'apn-of-other-operator';
const card = (imsi: string) => ['AT+CIMI', imsi, '', 'OK', ''];
const dialled = (apn: string, lease: string | null = null) =>
  logread(
    'Tue Mar  4 09:00:00 2025',
    ncmDial({ apn }),
    dhcp('modem_4', 3, lease),
    lease === null ? [] : nowUp('modem_4'),
  );

describe(rule, () => {
  it('is likely for a card of another country, possible within one', () => {
    const [finding] = findingsIn([...card('262011000000001'), ...dialled('giffgaff.com')], rule);
    expect(finding).toMatchObject({ confidence: 'likely', rung: 'dial', attempt: 1 });
    expect(finding?.title).toContain('giffgaff');
    expect(finding?.fix?.steps).toMatchObject([
      { type: 'uci-set', option: 'apn', value: { placeholder: 'APN' } },
      { type: 'advice', text: expect.stringContaining('listed for the operator with the code 26201') },
    ]);
    expect(findingsIn([...card('234151000000001'), ...dialled('giffgaff.com')], rule)).toMatchObject([
      { confidence: 'possible' },
    ]);
  });

  it('knows the card by what umbim says of it, in a log and at a prompt', () => {
    const refused = (imsi: string) => [
      ...config('wwan', { proto: 'mbim', device: '/dev/cdc-wdm0', apn: 'giffgaff.com' }),
      ...logread('Tue Mar  4 09:00:00 2025', settingUp('wwan'), [
        'netifd: wwan (2347): mbim[2347] Checking subscriber',
        ...(imsi === '' ? [] : [`netifd: wwan (2347):   subscriberid: ${imsi}`]),
        'netifd: wwan (2347): mbim[2347] Registered in home mode',
        'netifd: wwan (2347): mbim[2347] Failed to connect bearer',
      ]),
    ];
    expect(findingsIn(refused('262011000000001'), rule)).toMatchObject([{ confidence: 'likely' }]);
    expect(diagnosisOf(refused('262011000000001')).verdict.cause).toBe(rule);
    expect(findingsIn(refused('234101000000001'), rule)).toEqual([]);
    const asked = [
      'root@box:~# umbim -d /dev/cdc-wdm0 subscriber',
      '  readystate: 0001 - initialized',
      '  subscriberid: 26201XXXXXXXXXX',
    ];
    expect(findingsIn([...refused(''), ...asked], rule)).toHaveLength(1);
  });

  it('takes all codes of a country for one', () => {
    expect(findingsIn([...card('313100000000001'), ...dialled('fast.t-mobile.com')], rule)).toMatchObject([
      { confidence: 'possible' },
    ]);
  });

  it('blames no APN for a modem that gets into no network', () => {
    const unregistered = (...answers: readonly string[]) => [
      ...card('262011000000001'),
      ...config('wwan', { proto: 'qmi', device: '/dev/cdc-wdm0', apn: 'giffgaff.com' }),
      '',
      ...logread('Tue Mar  4 09:00:00 2025', settingUp('wwan'), [
        'netifd: wwan (2347): Waiting for network registration',
        'netifd: wwan (2347): Network registration failed, registration timeout reached',
      ]),
      ...answers,
    ];
    expect(diagnosisOf(unregistered()).verdict.rung).toBe('register');
    expect(findingsIn(unregistered(), rule)).toEqual([]);
  });

  it('reads a number whose end is crossed out', () => {
    expect(findingsIn([...card('26201XXXXXXXXXX'), ...dialled('giffgaff.com')], rule)).toHaveLength(1);
  });

  it.each([
    ['the APN is the card’s', [...card('234101000000001'), ...dialled('giffgaff.com')]],
    ['a lease is there', [...card('262011000000001'), ...dialled('giffgaff.com', '10.64.0.2')]],
    ['many operators use the name', [...card('262011000000001'), ...dialled('internet')]],
    ['nobody lists the name', [...card('262011000000001'), ...dialled('private.example.apn')]],
    ['the card is of no country', [...card('901280000000001'), ...dialled('giffgaff.com')]],
    ['the card is not shown', dialled('giffgaff.com')],
  ])('is silent where %s', (_, lines) => {
    expect(findingsIn(lines, rule)).toEqual([]);
  });
});
