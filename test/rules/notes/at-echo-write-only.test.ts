import { describe, expect, it } from 'vitest';
import { notesOf } from '../../diagnosis-of.ts';
import { logread, ncmDial } from '../../situation/log-lines.ts';
import { findingsIn } from '../findings-in.ts';

const rule = 'at-echo-write-only';
const dial = 'root@box:~# echo -e "AT^NDISDUP=1,1,\\"web.gprs\\"\\r" > /dev/ttyUSB1';

describe(rule, () => {
  it('notes the last command whose answer nobody read, and how to read it', () => {
    const [finding, another] = findingsIn([dial, dial], rule);
    expect(another).toBeUndefined();
    expect(finding).toMatchObject({
      role: 'note',
      rung: null,
      severity: 'info',
      confidence: 'proven',
      attempt: null,
    });
    expect(notesOf(finding?.evidence ?? [])).toEqual([
      '2: echo -e "AT^NDISDUP=1,1,\\"web.gprs\\"\\r" > /dev/ttyUSB1',
    ]);
    expect(finding?.confirm?.command?.slice(0, 4)).toEqual(
      ['sms_tool', '-d', '/dev/ttyUSB1', 'at'].map((known) => ({ known })),
    );
  });

  it('hears printf, too', () => {
    expect(findingsIn(["root@box:~# printf 'ATD*99#\\r' > /dev/ttyUSB0"], rule)).toHaveLength(1);
  });

  it.each([
    ['the port is read beside it', ['root@box:~# cat /dev/ttyUSB1 &', dial]],
    ['a terminal program has the port', ['root@box:~# microcom -t 2000 /dev/ttyUSB1', dial]],
    ['the answer stands below', [dial, 'OK']],
    [
      'gcom sends it and prints the answer',
      ['root@box:~# COMMAND=ATI gcom -d /dev/ttyUSB1 -s /etc/gcom/runcommand.gcom', 'OK'],
    ],
    [
      'echo writes something else',
      ['root@box:~# echo 1 > /sys/class/leds/usb/brightness', 'root@box:~# udhcpc -i wwan0'],
    ],
    ['a handler sends it', logread('Sun Jul 22 02:23:12 2018', ncmDial())],
  ])('is silent where %s', (_, lines) => {
    expect(findingsIn(lines, rule)).toEqual([]);
  });

  it('still speaks where another port is read', () => {
    expect(findingsIn(['root@box:~# cat /dev/ttyUSB0 &', dial], rule)).toHaveLength(1);
  });
});
