import { describe, expect, it } from 'vitest';
import { config, dhcp, logread, ncmDial, nowUp } from '../../situation/log-lines.ts';
import { findingsIn } from '../findings-in.ts';
import { processes, unanswered } from './contention-lines.ts';

const rule = 'script-pollers';
const modem = [...config('modem', { proto: 'ncm', device: '/dev/ttyUSB0' }), ''];
const up = logread('Tue Mar  4 09:01:00 2025', ncmDial(), dhcp('modem_4', 1, '10.64.0.2'), nowUp('modem_4'));

describe(rule, () => {
  it.each([
    'sms_tool -d /dev/ttyUSB0 recv',
    '/bin/sh /usr/share/3ginfo-lite/3ginfo.sh',
    'smsd -c /etc/smsd.conf',
  ])('is possible where %s runs', (poller) => {
    expect(findingsIn([...modem, ...unanswered, ...processes(poller)], rule)).toMatchObject([
      { confidence: 'possible', rung: 'control', attempt: 1 },
    ]);
  });

  it.each([
    ['none runs', [...modem, ...unanswered, ...processes('/sbin/netifd')]],
    [
      'the dial comes through in the end',
      [...modem, ...unanswered, ...up, ...processes('sms_tool -d /dev/ttyUSB0 recv')],
    ],
    [
      'the handler uses no serial port',
      [...config('modem', { proto: 'qmi', device: '/dev/cdc-wdm0' }), ...processes('sms_tool recv')],
    ],
  ])('is silent where %s', (_, lines) => {
    expect(findingsIn(lines, rule)).toEqual([]);
  });
});
