import { describe, expect, it } from 'vitest';
import { diagnosisOf, notesOf } from '../../diagnosis-of.ts';
import {
  config,
  dhcp,
  dmesg,
  kernelVersion,
  logread,
  ncmDial,
  stickArrives,
} from '../../situation/log-lines.ts';
import { findingsIn, notCheckedIn } from '../findings-in.ts';

const rule = 'huawei-ndp-end';
const night = 'Sun Jul 22 02:23:12 2018';
const noLease = logread(night, ncmDial(), dhcp('modem_4', 3));
const byHand = [
  'root@box:~# echo -e "AT^NDISDUP=1,1,\\"internet\\"" > /dev/ttyUSB1',
  'root@box:~# udhcpc -f wwan0',
];

function arrival(kernel: string, ...more: readonly string[]) {
  return [...dmesg(0, kernelVersion(kernel)), ...dmesg(126, stickArrives(), more), ''];
}

describe(rule, () => {
  it('is possible on an old kernel that does not announce the fix', () => {
    const [finding] = findingsIn([...arrival('3.18.27'), ...noLease], rule);
    expect(finding).toMatchObject({
      role: 'cause',
      rung: 'address',
      severity: 'warning',
      confidence: 'possible',
      attempt: 1,
    });
    expect(notesOf(finding?.evidence ?? [])).toEqual([
      `1: ${kernelVersion('3.18.27')}`,
      "8: huawei_cdc_ncm 1-1:1.2 wwan0: register 'huawei_cdc_ncm' at usb-101c0000.ehci-1, Huawei CDC NCM device, 00:1e:10:1f:00:00",
    ]);
    expect(finding?.confirm?.command).toEqual([
      { known: 'dmesg' },
      { operator: '|' },
      { known: 'grep' },
      { known: 'NDP' },
    ]);
  });

  it('explains nothing and never becomes the verdict’s cause beside the silence itself', () => {
    const { verdict, findings } = diagnosisOf([...arrival('3.18.27'), ...noLease]);
    expect(verdict).toMatchObject({ cause: 'dhcp-discover-no-offer', confidence: 'likely' });
    expect(findings.find((finding) => finding.rule === 'dhcp-discover-no-offer')?.consequenceOf).toBeNull();
  });

  it('is possible for a dial by hand of which nothing is known', () => {
    expect(findingsIn([...arrival('3.18.27'), ...byHand], rule)).toMatchObject([{ confidence: 'possible' }]);
  });

  it('is possible on a new kernel whose driver is set to put the NDP in front', () => {
    const set = (value: string) => [
      'root@box:~# grep . /sys/class/net/*/cdc_ncm/ndp_to_end',
      `/sys/class/net/wwan0/cdc_ncm/ndp_to_end:${value}`,
      'root@box:~#',
    ];
    const [finding] = findingsIn([...arrival('6.6.30'), ...noLease, ...set('N')], rule);
    expect(finding).toMatchObject({ confidence: 'possible', attempt: 1 });
    expect(notesOf(finding?.evidence ?? [])).toEqual(['26: /sys/class/net/wwan0/cdc_ncm/ndp_to_end:N']);
    expect(findingsIn([...arrival('6.6.30'), ...noLease, ...set('Y')], rule)).toEqual([]);
  });

  it.each([
    ['the kernel is 4.4', [...arrival('4.4.92'), ...noLease]],
    ['the kernel is 4.14', [...arrival('4.14.9'), ...noLease]],
    ['the kernel is 6.6', [...arrival('6.6.30'), ...noLease]],
    [
      'the kernel announces the fix',
      [
        ...arrival('3.18.27', 'huawei_cdc_ncm 1-1:1.2: NDP will be placed at end of frame for this device.'),
        ...noLease,
      ],
    ],
    ['it works', [...arrival('3.18.27'), ...logread(night, ncmDial(), dhcp('modem_4', 1, '10.1.2.3'))]],
    ['the log ends too early to tell', [...arrival('3.18.27'), ...logread(night, ncmDial())]],
    [
      'another driver serves the modem',
      [
        ...dmesg(0, kernelVersion('3.18.27')),
        ...dmesg(126, stickArrives({ driver: 'cdc_ncm' })),
        '',
        ...noLease,
      ],
    ],
    ['PPP is dialled', [...arrival('3.18.27'), ...config('modem', { proto: '3g', device: '/dev/ttyUSB0' })]],
  ])('is silent, and asks nothing, where %s', (_, lines) => {
    expect(findingsIn(lines, rule)).toEqual([]);
    expect(notCheckedIn(lines, rule)).toEqual([]);
  });

  it('asks for driver and kernel where they are not shown', () => {
    const missing = 'how the kernel set up the modem’s NCM device, and its version';
    expect(notCheckedIn(noLease, rule)).toEqual([
      { rule, episode: 1, missing, ask: expect.stringContaining('Linux version') },
    ]);
    expect(notCheckedIn([...dmesg(126, stickArrives()), '', ...noLease], rule)).toMatchObject([{ missing }]);
    expect(findingsIn(noLease, rule)).toEqual([]);
  });
});
