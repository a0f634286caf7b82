import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import {
  type HostSettings,
  type SettingsOptions,
  settingsOf,
} from '../../../src/collect/ssh/host-settings.ts';
import type { Surroundings } from '../../../src/collect/ssh/surroundings.ts';

const folder = mkdtempSync(join(tmpdir(), 'hwdiag-config-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function surroundingsWith(
  files: Readonly<Record<string, string>>,
  env: Surroundings['env'] = {},
): Surroundings {
  const homeFolder = mkdtempSync(join(folder, 'home-'));
  for (const [name, text] of Object.entries(files)) {
    const path = join(homeFolder, '.ssh', name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }
  return { env, platform: 'linux', homeFolder, localUser: 'somebody', localHost: 'here.example' };
}

const nothing: SettingsOptions = { port: undefined, identity: undefined, configFile: undefined };

/** The settings by the user's own file alone. */
function settings(
  target: string,
  config: string,
  options: Partial<SettingsOptions> & { readonly env?: Surroundings['env']; readonly isJump?: boolean } = {},
): HostSettings & { readonly home: string } {
  const { env, isJump = false, ...given } = options;
  const surroundings = surroundingsWith({ 'config.test': config }, env);
  const configFile = join(surroundings.homeFolder, '.ssh', 'config.test');
  return {
    ...settingsOf(target, { ...nothing, configFile, ...given }, isJump, surroundings),
    home: surroundings.homeFolder,
  };
}

describe('without a configuration', () => {
  it('root logs in at SSH’s own port with the usual keys', () => {
    const { home, ...found } = settings('192.168.1.1', '');
    expect(found).toMatchObject({
      host: '192.168.1.1',
      port: 22,
      user: 'root',
      identityFiles: ['id_rsa', 'id_ecdsa', 'id_ed25519'].map((name) => join(home, '.ssh', name)),
      isIdentityNamed: false,
      identitiesOnly: false,
      jumps: [],
      userKnownHosts: [join(home, '.ssh', 'known_hosts'), join(home, '.ssh', 'known_hosts2')],
      systemKnownHosts: ['/etc/ssh/ssh_known_hosts', '/etc/ssh/ssh_known_hosts2'],
      unknownHosts: 'ask',
      agent: undefined,
    });
  });

  it('a host on the way gets the local user, and neither port nor key of the command line', () => {
    const found = settings('stairs', '', { isJump: true, port: 2222, identity: '/k' });
    expect(found).toMatchObject({ user: 'somebody', port: 22, isIdentityNamed: false });
  });
});

describe('the configuration', () => {
  it('gives what the command line leaves open', () => {
    const config = 'Host attic\n HostName 10.0.0.1\n Port 2222\n User admin\n';
    expect(settings('attic', config)).toMatchObject({ host: '10.0.0.1', port: 2222, user: 'admin' });
    expect(settings('me@attic', config, { port: 22 })).toMatchObject({ port: 22, user: 'me' });
    expect(settings('10.0.0.1', config)).toMatchObject({ port: 22, user: 'root' });
  });

  it('counts what is said first, whatever the case of its words', () => {
    const config = 'Host attic\n port=1\nHost *\n PORT 2\n user any\n';
    expect(settings('attic', config)).toMatchObject({ port: 1, user: 'any' });
  });

  it('knows patterns and exceptions', () => {
    const config = 'Host router-? !router-2\n Port 7\nHost *.lan,x\n Port 8\n';
    expect(settings('router-1', config).port).toBe(7);
    expect(settings('router-2', config).port).toBe(22);
    expect(settings('router-12', config).port).toBe(22);
  });

  it('collects keys, and puts that of the command line first', () => {
    const config = 'IdentityFile "~/a b"\nHost *\n IdentityFile %d/%h-%p-%r-%n-%%\n';
    const { home, identityFiles, isIdentityNamed } = settings('me@attic:7', config, { identity: '/k' });
    expect(identityFiles).toEqual(['/k', `${home}/a b`, `${home}/attic-7-me-attic-%`]);
    expect(isIdentityNamed).toBe(true);
  });

  it('fills variables, and says which one is missing', () => {
    const config = `UserKnownHostsFile $\{LISTS}/a %d/b none\n`;
    const { home, userKnownHosts } = settings('attic', config, { env: { LISTS: '/l' } });
    expect(userKnownHosts).toEqual(['/l/a', `${home}/b`]);
    expect(() => settings('attic', config)).toThrow(/variable LISTS, which is not set/);
    expect(() => settings('attic', 'IdentityFile %y\n')).toThrow(/“%y”/);
  });

  it.each<[string, HostSettings['unknownHosts']]>([
    ['yes', 'refuse'],
    ['accept-new', 'accept'],
    ['ask', 'ask'],
    ['no', 'ask'],
    ['off', 'ask'],
  ])('StrictHostKeyChecking %s: %s', (value, expected) => {
    expect(settings('attic', `StrictHostKeyChecking ${value}\n`).unknownHosts).toBe(expected);
  });

  it.each<[string, string | undefined]>([
    ['', '/env'],
    ['IdentityAgent none\n', undefined],
    ['IdentityAgent SSH_AUTH_SOCK\n', '/env'],
    ['IdentityAgent $OTHER\n', '/other'],
    ['IdentityAgent /own\n', '/own'],
  ])('%j: the agent is at %s', (config, agent) => {
    expect(settings('attic', config, { env: { SSH_AUTH_SOCK: '/env', OTHER: '/other' } }).agent).toBe(agent);
  });

  it('has the pipe of Windows’ own agent there', () => {
    const surroundings = { ...surroundingsWith({}), platform: 'win32' } as const;
    const found = settingsOf('attic', { ...nothing, configFile: 'none' }, false, surroundings);
    expect(found.agent).toBe('\\\\.\\pipe\\openssh-ssh-agent');
    // As OpenSSH for Windows: another agent that the environment names goes first, and an empty name is none.
    const agentFor = (socket: string) =>
      settingsOf('attic', { ...nothing, configFile: 'none' }, false, {
        ...surroundings,
        env: { SSH_AUTH_SOCK: socket },
      }).agent;
    expect(agentFor('\\\\.\\pipe\\other-agent')).toBe('\\\\.\\pipe\\other-agent');
    expect(agentFor('')).toBeUndefined();
  });

  it('leads over other hosts', () => {
    expect(settings('attic', 'ProxyJump a@b:1, c\n').jumps).toEqual(['a@b:1', 'c']);
    expect(settings('attic', 'Host attic\n ProxyJump none\nHost *\n ProxyJump c\n').jumps).toEqual([]);
  });

  it('sets the rest', () => {
    const config = [
      'IdentitiesOnly yes',
      'PubkeyAuthentication no',
      'PasswordAuthentication no',
      'KbdInteractiveAuthentication no',
      'NumberOfPasswordPrompts 1',
      'BatchMode yes',
      'HostKeyAlias Attic',
      'HashKnownHosts yes',
      'ConnectTimeout 5',
      'AddressFamily inet6',
      '',
    ].join('\n');
    expect(settings('attic', config)).toMatchObject({
      identitiesOnly: true,
      usesKeys: false,
      usesPasswords: false,
      usesPrompts: false,
      passwordPrompts: 1,
      isBatch: true,
      hostKeyAlias: 'Attic',
      hashesKnownHosts: true,
      connectSeconds: 5,
      family: 6,
    });
  });

  it.each([
    ['ProxyCommand nc %h %p\n', /ProxyCommand.*--ssh-command ssh/],
    ['Match exec "true"\n Port 7\n', /Match exec.*--ssh-command ssh/],
    ['Port many\n', /port that is no number/],
    ['Port 70000\n', /port that is no number/],
    ['Host "attic\n Port 7\n', /cannot be understood/],
    ['Include config.test\n', /includes too many levels/],
  ])('%j is told in words', (config, words) => {
    expect(() => settings('attic', config)).toThrow(words);
  });

  it('does not mind a Match exec for another host', () => {
    expect(settings('attic', 'Match host cellar exec "false"\n Port 7\n').port).toBe(22);
  });

  it.each<[string, number]>([
    ['Match all\n Port 7\n', 7],
    ['Match host 10.*\n Port 7\n', 22],
    ['HostName 10.0.0.1\nMatch host 10.*\n Port 7\n', 7],
    ['HostName 10.0.0.1\nMatch originalhost attic user root\n Port 7\n', 22],
    ['User root\nMatch originalhost attic user root\n Port 7\n', 7],
    ['Match localuser somebody\n Port 7\n', 7],
    ['Match !host attic\n Port 7\n', 22],
    ['Match final host 10.0.0.1\n Port 7\nHost attic\n HostName 10.0.0.1\n', 7],
    ['Match canonical\n Port 7\n', 22],
  ])('%j: port %d', (config, port) => {
    expect(settings('attic', config).port).toBe(port);
  });

  it('that is named must be there', () => {
    expect(() => settings('attic', '', { configFile: '/no/such/file' })).toThrow(/there is no such file/);
  });

  it('of the user is read, with what it includes, and none with “none”', () => {
    const surroundings = surroundingsWith({
      config: 'Include conf.d/*\nHost attic\n User late\n Include more\n',
      'conf.d/10': 'Host attic\n Port 7\n',
      'conf.d/20': 'Host attic\n Port 8\n User first\n',
      'conf.d/.hidden': 'Port 9\n',
      more: 'Port 10\nHashKnownHosts yes\nHost cellar\n HostKeyAlias not-for-this-one\n',
    });
    const found = settingsOf('attic', nothing, false, surroundings);
    expect(found).toMatchObject({ port: 7, user: 'first', hashesKnownHosts: true, hostKeyAlias: undefined });
    expect(settingsOf('attic', { ...nothing, configFile: 'none' }, false, surroundings).port).toBe(22);
  });

  it('of an included file counts only where the section around it does', () => {
    const surroundings = surroundingsWith({
      config: 'Host cellar\n Include more\n',
      more: 'Host *\n Port 7\n',
    });
    expect(settingsOf('attic', nothing, false, surroundings).port).toBe(22);
    expect(settingsOf('cellar', nothing, false, surroundings).port).toBe(7);
  });
});
