import { describe, expect, it } from 'vitest';
import { diagnosisOf, notesOf } from '../../diagnosis-of.ts';
import { findingsIn } from '../findings-in.ts';
import { connected, lanRoute, modemConfig, modemRoute, ping, routes } from './uplink-lines.ts';

const rule = 'no-default-route';
const forbids = modemConfig({ defaultroute: '0' });

describe(rule, () => {
  it('misses the route in a whole list', () => {
    const [finding] = findingsIn([...connected, ...routes(lanRoute)], rule);
    expect(finding).toMatchObject({ role: 'cause', rung: 'route', confidence: 'likely', attempt: 1 });
    expect(notesOf(finding?.evidence ?? []).at(-1)).toMatch(/^no a default route in/);
  });

  it('shows the option that forbids it, and takes it out', () => {
    const [finding] = findingsIn([...forbids, '', ...connected, ...routes(lanRoute)], rule);
    expect(finding?.explanation).toContain('defaultroute 0');
    expect(finding?.fix?.steps).toMatchObject([
      { type: 'uci-delete', section: 'modem', option: 'defaultroute', before: '0' },
    ]);
  });

  it('takes the word of ping for it', () => {
    const test = [
      'root@OpenWrt:~# ping 8.8.8.8',
      'PING 8.8.8.8 (8.8.8.8): 56 data bytes',
      'ping: sendto: Network unreachable',
    ];
    expect(findingsIn([...connected, ...test], rule)).toMatchObject([{ confidence: 'likely' }]);
  });

  it.each([
    ['a route is there', [...connected, ...routes(modemRoute, lanRoute)]],
    ['nothing is connected', [...modemConfig(), '', ...routes(lanRoute)]],
    ['only a part is listed', [...connected, 'root@OpenWrt:~# ip route | grep br-lan', lanRoute]],
    ['no command shows what was listed', [...connected, '', lanRoute]],
    ['the internet answers', [...connected, ...routes(lanRoute), ...ping('8.8.8.8', 3)]],
    ['the option alone is shown', [...forbids, '', ...connected]],
  ])('is silent where %s', (_, lines) => {
    expect(findingsIn(lines, rule)).toEqual([]);
  });

  it('is no fault of a route that is there', () => {
    expect(diagnosisOf([...connected, ...routes(modemRoute, lanRoute)]).verdict.cause).toBeNull();
  });
});
