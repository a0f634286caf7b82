import { describe, expect, it } from 'vitest';
import { parseTarget } from '../../../src/collect/ssh/target.ts';

describe('a target', () => {
  it.each<[string, string | undefined, string, number | undefined]>([
    ['router', undefined, 'router', undefined],
    ['root@192.168.1.1', 'root', '192.168.1.1', undefined],
    ['root@router:2222', 'root', 'router', 2222],
    ['fe80::1%eth0', undefined, 'fe80::1%eth0', undefined],
    ['root@fe80::1', 'root', 'fe80::1', undefined],
    ['[fe80::1%eth0]:2222', undefined, 'fe80::1%eth0', 2222],
    ['ssh://root@[::1]:22/', 'root', '::1', 22],
    ['ssh://router', undefined, 'router', undefined],
    ['ssh://me%40home@router', 'me@home', 'router', undefined],
    ['me@home@router', 'me@home', 'router', undefined],
    ['wohnzimmer-küche', undefined, 'wohnzimmer-küche', undefined],
  ])('%s', (text, user, host, port) => {
    expect(parseTarget(text)).toEqual({ user, host, port });
  });

  it.each([
    '',
    '@router',
    'root@',
    '-oProxyCommand=touch x',
    'root@-oProxyCommand=x',
    '-l@router',
    'a b@router',
    'root;reboot@router',
    'router:0',
    'router:70000',
    'router:ssh',
    'http://router',
    'root@router/x',
    'ro uter',
    'ssh://%zz@router',
    '[router',
  ])('%s is refused in words', (text) => {
    expect(() => parseTarget(text)).toThrow(expect.objectContaining({ name: 'SshError', code: 'config' }));
  });

  it.each([
    'root:sesame@router',
    'ssh://root:sesame@router:22',
    'ssh://root%3Asesame@router',
    ':sesame@router',
  ])('is not given a password, which is not quoted: %s', (text) => {
    expect(() => parseTarget(text)).toThrow(/A password has no place/);
    expect(() => parseTarget(text)).not.toThrow(/sesame/);
  });
});
