import { describe, expect, it } from 'vitest';
import { config } from '../../situation/log-lines.ts';
import { findingsIn } from '../findings-in.ts';
import { processes, unanswered } from './contention-lines.ts';

const rule = 'two-stacks-vendor';
const modem = config('modem', { proto: 'ncm', device: '/dev/ttyUSB0' });
const qmodem = (enabled: string) => [
  '',
  "config modem-device '1_1'",
  "        option path '/sys/bus/usb/devices/1-1/'",
  `        option enable_dial '${enabled}'`,
];

describe(rule, () => {
  it('is likely where a dialler runs and the handler gets no answer', () => {
    const [finding] = findingsIn([...modem, '', ...unanswered, ...processes('quectel-CM -i wwan0')], rule);
    expect(finding).toMatchObject({ confidence: 'likely', rung: 'control', attempt: 1 });
    expect(finding?.title).toContain('quectel-CM');
  });

  it('is possible where the configuration alone lets it dial', () => {
    expect(findingsIn([...modem, ...qmodem('1'), '', ...unanswered], rule)).toMatchObject([
      { confidence: 'possible' },
    ]);
    expect(findingsIn([...modem, ...qmodem('0'), '', ...unanswered], rule)).toEqual([]);
  });

  it.each([
    ['no other program dials', [...modem, '', ...unanswered, ...processes('/sbin/netifd')]],
    [
      'the program leaves the dial to netifd',
      [...modem, '', ...unanswered, ...processes('/usr/bin/gl_modem daemon')],
    ],
    ['nothing of OpenWrt’s own fails', [...modem, ...processes('quectel-CM -i wwan0')]],
    [
      'the interface is the vendor’s',
      [...config('modem', { proto: 'qcm', device: '/dev/cdc-wdm0' }), ...processes('quectel-CM -i wwan0')],
    ],
  ])('is silent where %s', (_, lines) => {
    expect(findingsIn(lines, rule)).toEqual([]);
  });
});
