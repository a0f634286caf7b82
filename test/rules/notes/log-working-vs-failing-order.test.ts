import { describe, expect, it } from 'vitest';
import { config, dhcp, logread, ncmDial, pppDial, pppUp, settingUp } from '../../situation/log-lines.ts';
import { findingsIn } from '../findings-in.ts';

const rule = 'log-working-vs-failing-order';
const night = 'Sun Jul 22 02:23:12 2018';
const later = 'Sun Jul 22 02:43:12 2018';
const ncm = { proto: 'ncm', device: '/dev/ttyUSB1', apn: 'internet' };
const fails = logread(night, ncmDial(), dhcp('modem_4', 3));
const works = logread(later, ncmDial(), dhcp('modem_4', 1, '10.1.2.3'));

describe(rule, () => {
  it('names the one thing that changed', () => {
    const lines = [
      ...config('modem', { ...ncm, device: '/dev/ttyUSB0' }),
      '',
      ...fails,
      'then',
      ...config('modem', ncm),
      '',
      ...works,
    ];
    expect(findingsIn(lines, rule)).toMatchObject([
      {
        role: 'note',
        severity: 'info',
        episode: 2,
        attempt: 2,
        title: 'one thing changed before it came up: option device (/dev/ttyUSB0, now /dev/ttyUSB1)',
        evidence: [{ span: { line: 3 } }, { span: { line: 24 } }],
      },
    ]);
  });

  it('credits none of several changes', () => {
    const dial = logread(later, settingUp('modem'), pppDial({ apn: 'web.gprs' }), pppUp('modem', '10.1.2.3'));
    const lines = [
      ...config('modem', ncm),
      '',
      ...fails,
      'then',
      ...config('modem', { proto: '3g', device: '/dev/ttyUSB0', apn: 'web.gprs' }),
      '',
      ...dial,
    ];
    expect(findingsIn(lines, rule)).toMatchObject([
      {
        title: expect.stringMatching(
          /option proto, option device, option apn.*no single one can be credited/,
        ),
      },
    ]);
  });

  it('tells no password', () => {
    const lines = [
      ...config('modem', { ...ncm, password: 'wordpass' }),
      '',
      ...fails,
      'then',
      ...config('modem', { ...ncm, password: 'passport' }),
      '',
      ...works,
    ];
    const [finding] = findingsIn(lines, rule);
    expect(finding?.title).toBe('one thing changed before it came up: option password');
    expect(finding?.explanation).not.toMatch(/wordpass|passport/);
  });

  it('counts where DHCP asked, and who dialled', () => {
    const byHand = [
      'root@box:~# echo -e "AT^NDISDUP=1,1,\\"internet\\"" > /dev/ttyUSB1',
      'root@box:~# udhcpc -f wwan0',
      'udhcpc (v1.24.1) started',
      'Sending discover...',
    ];
    const [finding] = findingsIn(
      [...byHand, '', ...config('modem', ncm), 'and', 'log', ...works.map((line) => line)],
      rule,
    );
    expect(finding).toBeUndefined();
    const [told] = findingsIn(
      [
        ...config('modem', { ...ncm, proto: '3g', device: '/dev/ttyUSB0' }),
        '',
        ...logread('Sun Jul 22 02:13:12 2018', settingUp('modem'), pppDial(), pppUp('modem', '10.1.2.3')),
        'by hand',
        ...byHand,
        '',
        'then',
        ...config('modem', ncm),
        '',
        ...works,
      ],
      rule,
    );
    expect(told?.explanation).toMatch(
      /the firmware \(udhcpc 1\.24\.1, now 1\.25\.1\); who dials \(commands by hand, now the ncm handler\).*where DHCP asks \(the default interface, now modem_4\)/,
    );
  });

  it.each([
    ['nothing failed before', [...config('modem', ncm), '', ...works]],
    [
      'it failed only after',
      [
        ...config('modem', ncm),
        '',
        ...logread(night, ncmDial(), dhcp('modem_4', 1, '10.1.2.3')),
        'then',
        ...config('modem', { ...ncm, device: '/dev/ttyUSB0' }),
        '',
        ...logread(later, ncmDial(), dhcp('modem_4', 3)),
      ],
    ],
    ['another router failed', ['root@one:~# logread', ...fails, 'root@two:~# logread', ...works]],
    [
      'nothing changed',
      [
        ...config('modem', ncm),
        '',
        ...fails,
        'next day',
        ...logread('Mon Jul 23 02:43:12 2018', ncmDial(), dhcp('modem_4', 1, '10.1.2.3')),
      ],
    ],
  ])('is silent where %s', (_, lines) => {
    expect(findingsIn(lines, rule)).toEqual([]);
  });
});
