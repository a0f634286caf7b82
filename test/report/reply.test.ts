import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { toReply } from '../../src/report/reply.ts';
import { diagnosisOf } from '../diagnosis-of.ts';
import { places, word } from '../redact/planted.ts';
import { arbitraryDiagnosis } from './arbitrary-diagnosis.ts';

const samples = readdirSync('samples').filter((name) => /^(?!.*\.out).*\.txt$/.test(name));
const sample = (name: string) => readFileSync(`samples/${name}`, 'utf8');
const reply = (input: Parameters<typeof diagnosisOf>[0]) => toReply(diagnosisOf(input), true);

/** Commands stand four blanks in; a question is no word for a modem. */
const commandsIn = (text: string) => text.split('\n').filter((line) => line.startsWith('    '));
const questionsIn = (text: string) =>
  text
    .split('\n')
    .filter((line) => !/^(?:>| {4})/.test(line))
    .join(' ')
    .match(/(?<!AT[+^\w]{0,20})\?(?= [A-Z+"]| *$)/g) ?? [];

describe('a reply', () => {
  test('says the verdict in words, quotes the lines, and asks one thing', () => {
    const text = reply(sample('forum-thread.txt'));
    expect(text).toContain('This is about lines 174-254. The router gets no IP address.');
    expect(text).toContain('\n> …netifd: modem (2249): sending -> AT+CGDCONT=1,"IP","fast.tmobile.com"\n');
    expect(questionsIn(text)).toHaveLength(1);
    expect(commandsIn(text)).toEqual([]);
  });

  test.each(samples)('%s: at most 15 lines, one question or one command, no pattern to fill in', (name) => {
    const text = reply(sample(name));
    expect(text.trimEnd().split('\n').length).toBeLessThanOrEqual(15);
    expect(commandsIn(text).length + questionsIn(text).length).toBe(1);
    for (const command of commandsIn(text)) expect(command).not.toMatch(/<[A-Za-z0-9-]+>/);
    expect(reply(sample(name))).toBe(text);
  });

  test('a healthy log is told so, with what else to look at', () => {
    const text = reply(sample('e3372-ncm-works.txt'));
    expect(text).toContain('Nothing is wrong in your text as far as it goes');
    expect(commandsIn(text)).toEqual(['    ping -c 3 -W 2 9.9.9.9']);
  });

  test('a fix without a command is told step by step, with the names of its packages', () => {
    const lock = reply("RadioState = 'fcc-locked'\n");
    expect(lock).toContain('/etc/ModemManager/fcc-unlock.d');
    expect(lock).toMatch(/Does it connect after\s+that\?\n$/);
    expect(reply(sample('e3372-qmi-on-ncm.txt'))).toContain('The package is called comgt-ncm.');
  });

  test('a connection that answers is not called one that stops', () => {
    const asked = ['root@OpenWrt:~# uqmi -d /dev/cdc-wdm0 --get-data-status', '"connected"'];
    const ping = (received: number) => [
      'root@OpenWrt:~# ping -c 3 -I wwan0 8.8.8.8',
      'PING 8.8.8.8 (8.8.8.8): 56 data bytes',
      `3 packets transmitted, ${received} packets received, ${received === 3 ? 0 : 100}% packet loss`,
    ];
    const sound = reply([...asked, ...ping(3)]);
    expect(sound).toMatch(
      /^Your text shows no fault: the modem says that its data session is up, and\nping gets answers over wwan0\.$/m,
    );
    expect(sound).toContain('If something still does not work for you, what exactly is it?');
    expect(reply([...asked, ...ping(0)])).toMatch(/session is\s+up, but ping gets no answer over wwan0\./);
    expect(reply(asked)).toMatch(/session is\s+up, and what comes after that is not shown\./);
  });

  test('of a ping that was bound to an address only that it was answered is told', () => {
    const text = reply([
      'root@OpenWrt:~# uqmi -d /dev/cdc-wdm0 --get-data-status',
      '"connected"',
      'root@OpenWrt:~# ping -c 3 -I 203.0.113.77 8.8.8.8',
      'PING 8.8.8.8 (8.8.8.8) from 203.0.113.77: 56 data bytes',
      '3 packets transmitted, 3 packets received, 0% packet loss',
    ]);
    expect(text).toContain('ping gets answers');
    expect(text).not.toContain('203.0.113.77');
  });

  test('a configuration alone is called one', () => {
    const text = reply(["config interface '4g'", "\toption proto 'qmi'", "\toption device '/dev/cdc-wdm0'"]);
    expect(text).toContain('this text holds configuration only');
  });

  test('a text about no modem is told what to post', () => {
    const text = reply('Hello, my internet is slow. Any ideas?');
    expect(text).toMatch(/^I can't tell what is wrong because nothing in this text is about a modem\.$/m);
    expect(commandsIn(text)).toEqual(['    logread | tail -n 300']);
  });

  test('of several routers the newest that is broken is answered, not one that works', () => {
    const start = (board: string) => `[    0.000000] MIPS: machine is ${board}\n`;
    const text = reply(
      `${start('First')}${sample('ms2372h-no-lease.txt')}\n\n${start('Second')}${sample('e3372-ncm-works.txt')}`,
    );
    expect(text).toContain('This is about the router First (lines');
    expect(text).toContain('The router gets no IP address.');
  });

  test('a command with a secret in it is not shown as one to run', () => {
    const text = reply([
      "config interface 'wwan'",
      "\toption proto 'qmi'",
      "\toption password 'Qbfhjkqvwxz7z'",
      'Wed Nov 14 01:45:01 2018 daemon.notice netifd: wwan (646): PIN not specified but required',
    ]);
    expect(text).not.toContain('Qbfhj');
    for (const command of commandsIn(text)) expect(command).not.toContain('<password');
  });

  test('holds no planted secret, wherever it stands', () => {
    const text = sample('ms2372h-no-lease.txt').split('\n');
    fc.assert(
      fc.property(word, fc.constantFrom(...places), fc.nat(text.length), (secret, place, at) => {
        expect(reply([...text.slice(0, at), place(secret), ...text.slice(at)])).not.toContain(secret);
      }),
      { numRuns: 60 },
    );
  });

  test('of anything: at most 15 lines, plain text, never a question beside a command', () => {
    const invisible = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/u;
    fc.assert(
      fc.property(arbitraryDiagnosis, fc.boolean(), (diagnosis, unicode) => {
        const text = toReply(diagnosis, unicode);
        const lines = text.slice(0, -1).split('\n');
        expect(lines.length).toBeLessThanOrEqual(15);
        expect(commandsIn(text).length).toBeLessThanOrEqual(1);
        for (const line of lines) {
          expect(line).not.toMatch(invisible);
          expect(line).not.toMatch(/\s$/u);
          if (!unicode) expect(line).toMatch(/^[\x20-\x7e]*$/);
        }
      }),
      { numRuns: 100 },
    );
  });
});
