import { describe, expect, it } from 'vitest';
import { typed } from '../../situation/facts/episode-with.ts';
import { logread, says, settingUp } from '../../situation/log-lines.ts';
import { findingsIn } from '../findings-in.ts';

const rule = 'dhcp-raw-ip';
const night = 'Wed Nov 14 01:44:59 2018';

describe(rule, () => {
  it.each([
    [
      'the driver has no switch',
      [
        settingUp('wwan'),
        ...says(
          'wwan',
          9,
          'Device only supports raw-ip mode but is missing this required driver attribute: /sys/class/net/wwan0/qmi/raw_ip',
        ),
      ],
    ],
  ])('speaks where %s', (_, lines) => {
    expect(findingsIn(logread(night, lines), rule)).toMatchObject([{ confidence: 'proven' }]);
  });

  it.each([
    [
      'the driver is switched',
      [
        settingUp('wwan'),
        ...says(
          'wwan',
          9,
          'Device does not support 802.3 mode. Informing driver of raw-ip only for wwan0 ..',
        ),
      ],
    ],
  ])('is silent where %s', (_, lines) => {
    expect(findingsIn(logread(night, lines), rule)).toEqual([]);
  });

  const unanswered = logread(
    night,
    settingUp('wwan'),
    says('wwan', 9, 'Starting network wwan', 'Setting up wwan0'),
    says('wwan_4', 10, 'udhcpc: started, v1.36.1', ...Array<string>(4).fill('udhcpc: broadcasting discover')),
  );
  const driver = (...values: readonly string[]) => typed('cat /sys/class/net/wwan0/qmi/raw_ip', ...values);
  const modem = (...answer: readonly string[]) =>
    typed('uqmi -d /dev/cdc-wdm0 --wda-get-data-format', ...answer);
  const newer = (protocol: string) => [`{ "qos-format": false, "link-layer-protocol": "${protocol}" }`];

  it.each([
    ['raw IP, and Ethernet frames', modem('"raw-ip"'), driver('N')],
    ['raw IP in the words of newer uqmi', modem(...newer('raw-ip')), driver('N')],
    ['raw IP in the words of uqmi between', modem('{ "Link Layer Protocol": "raw-ip" }'), driver('N')],
    ['Ethernet frames, and raw IP', modem('"802.3"'), driver('Y')],
    ['raw IP, as the collection shows it', modem('"raw-ip"'), ['/sys/class/net/wwan0/qmi/raw_ip: N']],
  ])('proves that modem and driver do not agree: %s', (_, asked, shown) => {
    const [finding] = findingsIn([...asked, ...shown, ...unanswered], rule);
    expect(finding).toMatchObject({ confidence: 'proven' });
    expect(finding?.evidence.map((shownAt) => (shownAt.type === 'presence' ? shownAt.span.line : 0))).toEqual(
      [2, asked.length + shown.length],
    );
  });

  it.each([
    ['both agree', [...modem('"raw-ip"'), ...driver('Y'), ...unanswered]],
    ['it was switched later', [...driver('N'), ...modem('"raw-ip"'), ...driver('Y'), ...unanswered]],
    ['one of them is not shown', [...driver('N'), ...unanswered]],
    [
      'there are two devices',
      [...modem('"raw-ip"'), ...driver('N'), '/sys/class/net/wwan1/qmi/raw_ip: Y', ...unanswered],
    ],
    ['nothing failed', [...modem('"raw-ip"'), ...driver('N')]],
  ])('does not where %s', (_, lines) => {
    expect(findingsIn(lines, rule)).toEqual([]);
  });

  it('may be seen by counters alone', () => {
    const counters = [
      ...typed('cat /proc/net/dev'),
      'Inter-|   Receive                                                |  Transmit',
      ' face |bytes    packets errs drop fifo frame compressed multicast|bytes    packets errs drop fifo colls carrier compressed',
      ' wwan0:       0       0    0    0    0     0          0         0     4321      22    0    0    0     0       0          0',
    ];
    expect(findingsIn([...modem('"raw-ip"'), ...driver('N'), ...counters], rule)).toMatchObject([
      { confidence: 'likely' },
    ]);
  });
});
