import { execFileSync } from 'node:child_process';
import { appendFileSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { judgeHostKey, knownKeyTypes, namedHost } from '../../../src/collect/ssh/host-keys.ts';
import {
  fingerprintOf,
  knownHostLine,
  knownHostName,
  namesHost,
  parseKnownHosts,
} from '../../../src/collect/ssh/known-hosts.ts';
import { addKnownHost, readKnownHosts } from '../../../src/collect/ssh/known-hosts-file.ts';
import { programPath } from '../../servers/programs.ts';

/** A public key of a type, with bytes of its own. */
function keyOf(type: string, bytes: Uint8Array): Buffer {
  const field = (content: Uint8Array) => {
    const length = Buffer.alloc(4);
    length.writeUInt32BE(content.length);
    return Buffer.concat([length, content]);
  };
  return Buffer.concat([field(Buffer.from(type)), field(bytes)]);
}

const ed25519 = keyOf('ssh-ed25519', Buffer.alloc(32, 1));
const otherEd25519 = keyOf('ssh-ed25519', Buffer.alloc(32, 2));
const rsa = keyOf('ssh-rsa', Buffer.alloc(64, 3));

const lists = (...lines: readonly string[]) => [
  { path: '/home/me/.ssh/known_hosts', hosts: parseKnownHosts(lines.join('\n')) },
];
const line = (names: string, key: Buffer, mark = '') =>
  `${mark}${names} ${key.toString('latin1', 4, 4 + key.readUInt32BE(0))} ${key.toString('base64')}`;
const router = namedHost('192.168.1.1', 22, undefined);
const atPort = namedHost('192.168.1.1', 2222, undefined);

describe('a line of known_hosts', () => {
  it.each<[string, string, string, boolean]>([
    ['a name', 'router', 'router', true],
    ['a name in capitals', 'Router.LAN', 'router.lan', true],
    ['several names', 'router,192.168.1.1', '192.168.1.1', true],
    ['another name', 'router', 'router2', false],
    ['a host at a port', '[192.168.1.1]:2222', '[192.168.1.1]:2222', true],
    ['a host at another port', '[192.168.1.1]:2222', '[192.168.1.1]:2223', false],
    ['a host without its port', '192.168.1.1', '[192.168.1.1]:2222', false],
    ['a star', '192.168.*', '192.168.1.1', true],
    ['a question mark', 'router-?', 'router-1', true],
    ['a question mark for nothing', 'router-?', 'router-', false],
    ['an exception', '192.168.*,!192.168.1.1', '192.168.1.1', false],
    ['an exception in front', '!192.168.1.1,192.168.*', '192.168.1.2', true],
    ['an exception alone', '!192.168.1.1', '192.168.1.2', false],
    ['brackets, which are no class', '[ab]', 'a', false],
    ['a dot, which is no pattern', '192.168.1.1', '192x168x1x1', false],
  ])('with %s', (_what, names, host, fits) => {
    expect(namesHost(names, host)).toBe(fits);
  });

  it.skipIf(programPath('ssh-keygen') === undefined)('with a hashed name that ssh-keygen has made', () => {
    const folder = mkdtempSync(join(tmpdir(), 'hwdiag-known-'));
    try {
      const file = join(folder, 'known_hosts');
      execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', join(folder, 'k')]);
      const key = readFileSync(join(folder, 'k.pub'), 'utf8').split(' ').slice(0, 2).join(' ');
      writeFileSync(file, `192.168.1.1 ${key}\n[192.168.1.1]:2222 ${key}\n`);
      execFileSync('ssh-keygen', ['-q', '-H', '-f', file], { stdio: 'pipe' });
      const [first, second] = parseKnownHosts(readFileSync(file, 'utf8'));
      expect(first?.names).toMatch(/^\|1\|/);
      expect(namesHost(first?.names ?? '', '192.168.1.1')).toBe(true);
      expect(namesHost(first?.names ?? '', '[192.168.1.1]:2222')).toBe(false);
      expect(namesHost(second?.names ?? '', '[192.168.1.1]:2222')).toBe(true);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  it.each([
    ['nothing', ''],
    ['a comment', `# ${line('router', ed25519)}`],
    ['a mark of a later version', line('router', ed25519, '@new-thing ')],
    ['no key', 'router ssh-ed25519'],
    ['a key that is no base64', 'router ssh-ed25519 ????'],
    ['a key cut short', `router ssh-ed25519 ${ed25519.subarray(0, 10).toString('base64')}`],
    ['a key of another type than it says', `router ssh-rsa ${ed25519.toString('base64')}`],
    ['a key of SSH 1', 'router 1024 35 1592893478234'],
  ])('with %s is passed over, and those after it are not', (_what, bad) => {
    const hosts = parseKnownHosts(`${bad}\r\n${line('router', ed25519)} a comment\r\n`);
    expect(hosts.map(({ line: at, names }) => [at, names])).toEqual([[2, 'router']]);
  });

  it('that is made is read back, hashed or not', () => {
    const host = fc.oneof(fc.domain(), fc.ipV4(), fc.ipV6());
    fc.assert(
      fc.property(
        host,
        fc.integer({ min: 1, max: 65_535 }),
        fc.uint8Array({ minLength: 1, maxLength: 600 }),
        fc.boolean(),
        (name, port, bytes, isHashed) => {
          const key = keyOf('ssh-ed25519', bytes);
          const known = knownHostName(name, port);
          const made = knownHostLine(known, key, isHashed);
          expect(made).not.toContain('\n');
          expect(isHashed && made.includes(name)).toBe(false);
          const hosts = parseKnownHosts(`${made}\n`);
          expect(hosts.length).toBe(1);
          const list = [{ path: 'k', hosts }];
          expect(judgeHostKey(list, namedHost(name, port, undefined), key)).toEqual({ says: 'known' });
          const other = judgeHostKey(list, namedHost(`x${name}`, port, undefined), key);
          expect(other.says).toBe('unknown');
        },
      ),
    );
  });

  it('never makes a key known by its damage', () => {
    fc.assert(
      fc.property(fc.nat(), fc.string({ maxLength: 3 }), fc.nat({ max: 3 }), (at, put, cut) => {
        const good = line('192.168.1.1', otherEd25519);
        const place = at % good.length;
        const bad = good.slice(0, place) + put + good.slice(place + cut);
        expect(judgeHostKey(lists(bad), router, ed25519).says).not.toBe('known');
      }),
    );
  });

  it('is read whatever it holds', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
        for (const { names } of parseKnownHosts(text)) namesHost(names, '192.168.1.1');
        expect(namesHost(text, '192.168.1.1')).toBeTypeOf('boolean');
      }),
    );
  });

  it('with many stars does not take long', () => {
    const pattern = `${'*a'.repeat(2_000)}b`;
    expect(namesHost(pattern, 'a'.repeat(2_000))).toBe(false);
  });
});

describe('the key of a host', () => {
  it('is known', () => {
    expect(judgeHostKey(lists(line('192.168.1.1', ed25519)), router, ed25519)).toEqual({ says: 'known' });
  });

  it('is known when one of several lines has it', () => {
    const both = lists(line('192.168.1.1', otherEd25519), line('192.168.*', ed25519));
    expect(judgeHostKey(both, router, ed25519)).toEqual({ says: 'known' });
  });

  it('has changed', () => {
    const verdict = judgeHostKey(lists('# mine', line('192.168.1.1', otherEd25519)), router, ed25519);
    expect(verdict).toMatchObject({ says: 'changed', known: { host: { line: 2, key: otherEd25519 } } });
  });

  it('is unknown, and a key of another type is told', () => {
    const verdict = judgeHostKey(lists(line('192.168.1.1', rsa)), router, ed25519);
    expect(verdict).toMatchObject({ says: 'unknown', otherTypes: [{ host: { keyType: 'ssh-rsa' } }] });
  });

  it('is revoked, whatever else knows it', () => {
    const verdict = judgeHostKey(
      lists(line('192.168.1.1', ed25519), line('*', ed25519, '@revoked ')),
      router,
      ed25519,
    );
    expect(verdict.says).toBe('revoked');
  });

  it('is not revoked by the mark on another', () => {
    const verdict = judgeHostKey(lists(line('*', otherEd25519, '@revoked ')), router, ed25519);
    expect(verdict.says).toBe('unknown');
  });

  it('is not that of an authority, which is neither known nor changed by it', () => {
    for (const key of [ed25519, otherEd25519]) {
      const verdict = judgeHostKey(lists(line('192.168.*', ed25519, '@cert-authority ')), router, key);
      expect(verdict).toMatchObject({ says: 'unknown', authorities: [{ host: { line: 1 } }] });
    }
  });

  it('at another port may be known by that of the host, but is not changed by it', () => {
    const list = lists(line('192.168.1.1', ed25519));
    expect(judgeHostKey(list, atPort, ed25519).says).toBe('known');
    expect(judgeHostKey(list, atPort, otherEd25519).says).toBe('unknown');
    const own = lists(line('192.168.1.1', ed25519), line('[192.168.1.1]:2222', otherEd25519));
    expect(judgeHostKey(own, atPort, ed25519).says).toBe('changed');
  });

  it('is looked for under its alias only, where it has one', () => {
    const alias = namedHost('192.168.1.1', 2222, 'Attic');
    expect(judgeHostKey(lists(line('attic', ed25519)), alias, ed25519).says).toBe('known');
    expect(judgeHostKey(lists(line('[192.168.1.1]:2222', ed25519)), alias, ed25519).says).toBe('unknown');
  });

  it('is asked for by the types that are known', () => {
    const list = lists(line('192.168.1.1', rsa), line('*', ed25519, '@cert-authority '));
    expect(knownKeyTypes(list, router)).toEqual(['ssh-rsa']);
    expect(knownKeyTypes(list, atPort)).toEqual(['ssh-rsa']);
  });

  it('has the fingerprint that OpenSSH prints', () => {
    // From “ssh-keygen -lf” over the line of this key.
    const key = Buffer.from('AAAAC3NzaC1lZDI1NTE5AAAAIOMqqnkVzrm0SdG6UOoqKLsabgH5C9okWi0dh2l9GKJl', 'base64');
    expect(fingerprintOf(key)).toBe('SHA256:+DiY3wvvV6TuJJhbpZisF/zLDA0zPMSvHdkr4UvCOqU');
  });
});

describe('a file of known hosts', () => {
  const folder = mkdtempSync(join(tmpdir(), 'hwdiag-known-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('is made where it is missing, and nobody else may read it', () => {
    const file = join(folder, 'new', '.ssh', 'known_hosts');
    addKnownHost(file, line('router', ed25519));
    expect(readFileSync(file, 'utf8')).toBe(`${line('router', ed25519)}\n`);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(statSync(join(folder, 'new', '.ssh')).mode & 0o777).toBe(0o700);
  });

  it.each([
    ['whole', `${line('a', rsa)}\n`],
    ['without its end', line('a', rsa)],
  ])('whose last line is %s keeps it', (what, before) => {
    const file = join(folder, what.replace(/ /g, '-'));
    appendFileSync(file, before);
    addKnownHost(file, line('router', ed25519));
    expect(readFileSync(file, 'utf8')).toBe(`${line('a', rsa)}\n${line('router', ed25519)}\n`);
    expect(readKnownHosts([file])[0]?.hosts.length).toBe(2);
  });

  it('that is not there knows nobody', () => {
    expect(readKnownHosts([join(folder, 'no-such-file')])).toEqual([]);
    // It may hold another key of the host.
    expect(() => readKnownHosts([folder])).toThrow(/cannot be read/);
  });
});
