import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { collectionScript } from '../../../src/collect/router/collection-script.ts';

const scripts = ['collection.sh', 'port-holders.sh', 'forum.sh'].map((file) => `src/collect/router/${file}`);
const text = scripts.map((file) => readFileSync(file, 'utf8')).join('\n');
const framed = collectionScript({ mode: 'framed', mark: 'a'.repeat(32), deadlineSeconds: 60 });
const forum = collectionScript({ mode: 'forum', deadlineSeconds: 60 });

const following = `mark=a\nbacklog=1\n${readFileSync('src/collect/router/follow.sh', 'utf8')}\nmain\n`;

const lacksShellcheck = spawnSync('shellcheck', ['--version']).error !== undefined;
if (lacksShellcheck) process.stderr.write('The scripts are not linted: there is no shellcheck.\n');

describe('the scripts', () => {
  test.skipIf(lacksShellcheck)('are without fault to shellcheck', () => {
    // 2012: a list of processes or of links is read, whose names are numbers and the kernel's. 2016: comgt has variables, too. 2034, 2154: `value` sets variables by
    // their names. 2217: `ps` is to have no input. 2317: `section` calls functions by their names.
    const { stdout } = spawnSync('shellcheck', ['-s', 'dash', '-e', '2012,2016,2034,2154,2217,2317', '-'], {
      input: forum,
      encoding: 'utf8',
    });
    expect(stdout).toBe('');
  });

  test.skipIf(lacksShellcheck)('that follows a log is without fault to shellcheck', () => {
    const { stdout } = spawnSync('shellcheck', ['-s', 'dash', '-'], { input: following, encoding: 'utf8' });
    expect(stdout).toBe('');
  });

  test('that follows a log writes nothing', () => {
    const code = following.replace(/^\s*#.*$/gm, '').replaceAll(/[0-9]?>&[0-9-]|[0-9]?>\/dev\/null/g, '');
    expect(code).not.toContain('>');
  });

  test('use nothing that busybox ash of a small router lacks', () => {
    const code = `${text}\n${following}`
      .split('\n')
      .filter((line) => !line.trimStart().startsWith('#'))
      .join('\n');
    for (const word of [
      'nohup',
      'od',
      'base64',
      'stat',
      'mktemp',
      'seq',
      'timeout',
      'tac',
      'xxd',
      'realpath',
    ])
      expect(code).not.toMatch(new RegExp(`(?:^|[|;&(]\\s*|\\$\\()${word} `, 'm'));
  });

  test('go over a slow line in a few packets, and with one command that dropbear takes', () => {
    expect(framed.length).toBeLessThan(28_500);
    expect(framed).not.toMatch(/^\s*#/m);
  });

  test('ask modems for nothing that changes them', () => {
    const lists = [
      ...text.matchAll(/^ +(?:[0-9a-f]{4}(?: \| [0-9a-f]{4})*\) )?commands=(?:'[^']*'|".*")/gm),
    ].join(' ');
    const commands =
      lists.replaceAll('\\', '').match(/AT(?:[+^!#][A-Z]+)?(?:="\w+"|[?\w]*)(?=[\s"'])/g) ?? [];
    expect(commands.length).toBeGreaterThan(25);
    expect(lists.match(/\bAT/g)?.length).toBe(commands.length);
    // Those without a question mark ask, too; with a value in quotes Quectel's answer what is set.
    const questions =
      /^AT(?:I|.*\?|\+CSQ|\+CGPADDR|\+CEER|\^SYSINFOEX|\+QNWINFO|\+QCFG="usbnet"|\+QENG="servingcell")?$/;
    expect(commands.filter((command) => !questions.test(command))).toEqual([]);
    const uqmi = /for question in (get-device[\s\S]*?); do/.exec(text)?.[1]?.match(/[\w-]+/g) ?? [];
    expect(uqmi.length).toBeGreaterThan(5);
    expect(uqmi.filter((question) => !/^(?:get-|uim-get-|wda-get-)/.test(question))).toEqual([]);
    expect(text).not.toMatch(
      /--(?:start|stop|set|network-|verify|reset|register|modify|sync|send|list-messages|get-message|get-raw)/,
    );
    expect(text).not.toMatch(/mmcli [^\n]*--|CMG[LR]|sms_tool [^\n]*\b(?:recv|send|ussd)\b/);
    expect(text.match(/umbim [^\n]*-d/g)?.every((call) => call.includes('-n -t'))).toBe(true);
  });

  test('read what docs/ssh.md says, and nothing else', () => {
    const commands = text.replace(/^\s*#.*$/gm, '');
    const code = commands.replace(/\$\((?:[^()]|\([^()]*\))*\)|\$\{[^}]*\}|\$\w+/g, '*');
    const read = new Set(
      [
        ...code.matchAll(/\b(?:section|small|skipped|if_manager|if_free "\*"|name=)\s?"?([a-z][a-z0-9*-]*)/g),
      ].map(([, name = '']) => name.replace(/\*.*$/, '*')),
    );
    const rows = (readFileSync('docs/ssh.md', 'utf8').split('## What is read')[1] ?? '').matchAll(
      /^\| (`[^|]*`) \|/gm,
    );
    const told = new Set(
      [...rows].flatMap(([, names = '']) => names.match(/(?<=`)[a-z][a-z0-9*-]*(?=`)/g) ?? []),
    );
    expect([...read].sort()).toEqual([...told].sort());
  });
});
