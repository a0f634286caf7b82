import { describe, expect, it } from 'vitest';
import { diagnosisOf, notesOf } from '../../diagnosis-of.ts';
import { findingsIn } from '../findings-in.ts';

const rule = 'udhcpc-wrong-interface';
const output = ['udhcpc (v1.23.2) started', 'Sending discover...', 'Sending discover...'];

describe(rule, () => {
  it('is proven where udhcpc ran with a bare device name', () => {
    const [finding] = findingsIn(['root@GL-MT300N:~# udhcpc -f wwan0', ...output], rule);
    expect(finding).toMatchObject({
      role: 'cause',
      rung: 'address',
      severity: 'error',
      confidence: 'proven',
      attempt: 1,
      consequenceOf: null,
    });
    expect(notesOf(finding?.evidence ?? [])).toEqual([
      '1: udhcpc -f wwan0',
      '2: udhcpc (v1.23.2) started',
      '3: Sending discover...',
    ]);
    expect(finding?.fix?.steps).toEqual([
      { type: 'command', command: ['udhcpc', '-i', 'wwan0', '-n', '-q', '-f'].map((known) => ({ known })) },
    ]);
  });

  it('is no more than likely where its output is missing', () => {
    expect(findingsIn('root@GL-MT300N:~# udhcpc -f wwan0\n', rule)).toMatchObject([{ confidence: 'likely' }]);
  });

  it('leaves the connection undetermined: the test proves nothing', () => {
    expect(diagnosisOf(['root@GL-MT300N:~# udhcpc -f wwan0', ...output]).verdict).toEqual({
      state: 'undetermined',
      rung: null,
      cause: rule,
      confidence: 'proven',
      reached: null,
    });
  });

  it('speaks of -f only where it was typed', () => {
    const explanations = ['udhcpc -f wwan0', 'udhcpc wwan0'].map(
      (typed) => findingsIn([`root@box:~# ${typed}`, ...output], rule)[0]?.explanation,
    );
    expect(explanations.map((text) => text?.includes('-f'))).toEqual([true, false]);
  });

  it.each(['udhcpc wwan0', 'udhcpc -t 3 wwan0', 'udhcpc -n -q usb0', 'sudo udhcpc -f wwan0'])(
    'hears %s',
    (command) => {
      expect(findingsIn([`root@box:~# ${command}`, ...output], rule)).toHaveLength(1);
    },
  );

  it.each([
    'udhcpc -i wwan0',
    'udhcpc -f -i wwan0',
    'udhcpc -iwwan0 -n',
    'udhcpc -nqi wwan0',
    'udhcpc --interface=wwan0',
    'udhcpc -i wwan0 -x hostname:wwan0',
    'udhcpc -f',
    'udhcpc br-lan',
    'dhclient wwan0',
    'dhcpcd wwan0',
    'ping -c 1 wwan0',
  ])('is silent about %s', (command) => {
    expect(findingsIn([`root@GL-MT300N:~# ${command}`, ...output], rule)).toEqual([]);
  });

  it('is silent about the udhcpc of netifd, and about prose', () => {
    expect(
      findingsIn(
        [
          'Sun Jul 22 02:23:21 2018 daemon.notice netifd: modem_4 (2396): udhcpc: sending discover',
          'Try udhcpc -f wwan0 by hand.',
        ],
        rule,
      ),
    ).toEqual([]);
  });
});
