import { spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { programPath, tellSkipped } from '../../servers/programs.ts';

// The stand-ins for OpenWrt's commands, tried without a router.

const guest = 'test/bench/router/guest';
const busybox = programPath('busybox');

tellSkipped('stand-ins of the virtual router', busybox === undefined ? 'not installed: busybox' : undefined);

test.skipIf(programPath('shellcheck') === undefined)(
  'shellcheck finds no fault in the scripts of the router',
  () => {
    const scripts = readdirSync(guest, { recursive: true, encoding: 'utf8' })
      .map((path) => join(guest, path))
      .filter((path) => /\.sh$/.test(path) || isScript(path));
    const { stdout } = spawnSync(
      'shellcheck',
      ['-s', 'busybox', '-S', 'warning', '-e', exceptions, ...scripts],
      {
        encoding: 'utf8',
      },
    );
    expect(stdout).toBe('');
  },
);

/** Variables that others set or read, some that are empty on purpose, and names of interfaces, which are words. */
const exceptions = 'SC1007,SC1091,SC2034,SC2046,SC2154';

function isScript(path: string): boolean {
  try {
    return readFileSync(path, 'latin1').startsWith('#!/bin/sh');
  } catch {
    return false;
  }
}

describe.skipIf(busybox === undefined)('uci', () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'hwdiag-uci-'));
    mkdirSync(join(folder, 'config'));
    writeFileSync(
      join(folder, 'config/network'),
      "\nconfig interface 'lan'\n\toption proto 'static'\n\tlist dns '192.0.2.1'\n\tlist dns '192.0.2.2'\n\nconfig device\n\toption name 'br-lan'\n\nconfig device\n\toption name 'br-two'\n",
    );
    // The stand-in with folders of the test.
    writeFileSync(
      join(folder, 'uci'),
      readFileSync(join(guest, 'sbin/uci'), 'utf8')
        .replaceAll('/etc/config', join(folder, 'config'))
        .replaceAll('/tmp/.uci', join(folder, 'saved')),
    );
  });

  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const uci = (...argv: readonly string[]) => {
    const { status, stdout, stderr } = spawnSync(busybox ?? '', ['ash', join(folder, 'uci'), ...argv], {
      encoding: 'utf8',
    });
    return status === 0 ? stdout : `${status} ${stderr}`;
  };

  test('shows and gets, also sections without a name', () => {
    expect(uci('show', 'network')).toBe(
      [
        'network.lan=interface',
        "network.lan.proto='static'",
        "network.lan.dns='192.0.2.1' '192.0.2.2'",
        'network.@device[0]=device',
        "network.@device[0].name='br-lan'",
        'network.@device[1]=device',
        "network.@device[1].name='br-two'",
        '',
      ].join('\n'),
    );
    expect(uci('get', 'network.lan.dns')).toBe('192.0.2.1 192.0.2.2\n');
    expect(uci('get', 'network.@device[-1].name')).toBe('br-two\n');
    expect(uci('get', 'network.@interface[0].proto')).toBe('static\n');
    expect(uci('get', 'network.lan.mtu')).toBe('1 uci: Entry not found\n');
    expect(uci('-q', 'get', 'network.lan.mtu')).toBe('1 ');
  });

  test('keeps changes until they are committed, or drops them', () => {
    const before = uci('export', 'network');
    uci('set', 'network.lan.proto=dhcp');
    uci('set', 'network.wwan=interface');
    uci('set', 'network.wwan.apn=a b');
    expect(uci('changes')).toBe("network.lan.proto='dhcp'\nnetwork.wwan=interface\nnetwork.wwan.apn='a b'\n");
    expect(readFileSync(join(folder, 'config/network'), 'utf8')).toContain('static');
    uci('revert', 'network');
    expect(uci('export', 'network')).toBe(before);
    uci('set', 'network.lan.proto=dhcp');
    uci('commit', 'network');
    expect(readFileSync(join(folder, 'config/network'), 'utf8')).toContain("option proto 'dhcp'");
    expect(existsSync(join(folder, 'saved/network'))).toBe(false);
  });

  test('adds to lists, takes from them, and deletes', () => {
    uci('add_list', 'network.lan.dns=192.0.2.3');
    uci('del_list', 'network.lan.dns=192.0.2.1');
    expect(uci('get', 'network.lan.dns')).toBe('192.0.2.2 192.0.2.3\n');
    uci('delete', 'network.lan.dns');
    uci('delete', 'network.@device[0]');
    expect(uci('show', 'network')).toBe(
      "network.lan=interface\nnetwork.lan.proto='static'\nnetwork.@device[0]=device\nnetwork.@device[0].name='br-two'\n",
    );
    expect(uci('delete', 'network.nothing')).toBe('1 uci: Entry not found\n');
  });
});
