import { describe, expect, it } from 'vitest';
import { diagnosisOf } from '../../diagnosis-of.ts';
import { findingsIn } from '../findings-in.ts';
import { connected, modemConfig } from './uplink-lines.ts';

const rule = 'firewall-zone-missing';
const zone = (name: string, ...lines: readonly string[]) => [
  'config zone',
  `        option name '${name}'`,
  ...lines.map((line) => `        ${line}`),
  '',
];
const wan = zone('wan', "list network 'wan'", "list network 'wan6'", "option masq '1'");
const lan = zone('lan', "list network 'lan'");

describe(rule, () => {
  it('is possible by the configuration, likely for a connection that is up', () => {
    const [finding] = findingsIn([...modemConfig(), '', ...lan, ...wan], rule);
    expect(finding).toMatchObject({ confidence: 'possible', rung: 'route' });
    expect(finding?.fix?.steps).toEqual([{ type: 'zone-add', zone: 'wan', interface: 'modem' }]);
    expect(findingsIn([...modemConfig(), '', ...wan, ...connected], rule)).toMatchObject([
      { confidence: 'likely', attempt: 1 },
    ]);
  });

  it('reads uci show', () => {
    const shown = [
      'firewall.@zone[1]=zone',
      "firewall.@zone[1].name='wan'",
      "firewall.@zone[1].network='wan' 'wan6'",
    ];
    expect(findingsIn([...modemConfig(), '', ...shown], rule)).toHaveLength(1);
    expect(
      findingsIn(
        [...modemConfig(), '', ...shown.slice(0, 2), "firewall.@zone[1].network='wan' 'modem'"],
        rule,
      ),
    ).toEqual([]);
  });

  it('takes a file for whole that is printed whole', () => {
    const printed = (command: string) => [...modemConfig(), '', `root@OpenWrt:~# ${command}`, ...lan, ...wan];
    expect(findingsIn(printed('cat /etc/config/firewall'), rule)).toHaveLength(1);
  });

  it.each([
    ['the zone lists it', zone('wan', "list network 'wan'", "list network 'modem'")],
    ['the zone lists it in one line', zone('wan', "option network 'wan wan6 modem'")],
    ['the zone lists its child', zone('wan', "list network 'modem_4'")],
    ['another zone has it', [...wan, ...zone('lte', "list network 'modem'")]],
    ['a zone names devices', [...wan, ...zone('lte', "list device 'wwan0'")]],
    ['no zone wan is shown', lan],
    ['the zone is shown in part', zone('wan', "option masq '1'")],
    [
      'the text ends among its networks',
      ['config zone', "        option name 'wan'", "        list network 'wan'"],
    ],
    ['only the beginning is shown', ['root@OpenWrt:~# head -n 20 /etc/config/firewall', ...lan, ...wan]],
    [
      'one zone alone was asked for',
      [
        'root@OpenWrt:~# uci show firewall.@zone[1]',
        'firewall.cfg03dc81=zone',
        "firewall.cfg03dc81.name='wan'",
        "firewall.cfg03dc81.network='wan' 'wan6'",
      ],
    ],
  ])('is silent where %s', (_, zones) => {
    expect(findingsIn([...modemConfig(), '', ...zones], rule)).toEqual([]);
  });

  it('is silent about an interface that is switched off or that names its zone', () => {
    expect(findingsIn([...modemConfig({ disabled: '1' }), '', ...wan], rule)).toEqual([]);
    expect(findingsIn([...modemConfig({ zone: 'wan' }), '', ...wan], rule)).toEqual([]);
    expect(diagnosisOf([...modemConfig({ zone: 'wan' }), '', ...wan]).verdict.cause).toBeNull();
  });
});
