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
