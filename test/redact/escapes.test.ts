import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { pageLines } from '../../src/collect/page.ts';
import { Diagnoser } from '../../src/diagnosis.ts';
import { redactorOf } from '../../src/redact/redactor.ts';
import { toJsonText } from '../../src/report/json.ts';
import { linesOf } from '../../src/report/spans.ts';
import type { Diagnosis } from '../../src/rules/finding.ts';
import { diagnosisOf } from '../diagnosis-of.ts';
import { damages, numberPlaces, places, tail, word } from './planted.ts';

/** The shortest part of a secret that must not be found anywhere. */
const tellingPart = 6;

/** Every part of a secret in its usual and in its JSON spelling. */
function partsOf(secret: string): readonly string[] {
  const parts: string[] = [];
  for (let at = 0; at + tellingPart <= secret.length; at += 1) parts.push(secret.slice(at, at + tellingPart));
  return parts;
}

function expectHidden(shown: string, secret: string, what: string): void {
  for (const part of partsOf(secret)) expect(shown, what).not.toContain(part);
}

function shownOf(line: string): string {
  return redactorOf([line]).span({ source: 'log', line: 1, column: 1, length: line.length, text: line });
}

describe('a secret in a damaged line', () => {
  test.each(places.map((place) => [place('…'), place] as const))('is hidden in %s', (_, place) => {
    fc.assert(
      fc.property(word, fc.constantFrom(...damages), fc.integer({ min: 1, max: 9 }), (secret, damage, at) => {
        const line = damage(place(secret), secret, at);
        expectHidden(shownOf(line), secret, line);
      }),
      { numRuns: 60 },
    );
  });

  test.each(numberPlaces)('is hidden in %s%s', (before, behind) => {
    fc.assert(
      fc.property(tail, fc.constantFrom(...damages), fc.integer({ min: 1, max: 8 }), (digits, damage, at) => {
        const line = damage(before + behind.replace('#', digits), digits, at);
        expectHidden(shownOf(line), digits, line);
      }),
      { numRuns: 60 },
    );
  });

  test('has the token that it has everywhere else', () => {
    fc.assert(
      fc.property(word, fc.constantFrom(...damages.slice(0, 4)), (secret, damage) => {
        const damaged = damage(`option password '${secret}'`, secret, 3);
        const redactor = redactorOf([damaged, `AT+CGAUTH=1,1,"u","${secret}"`]);
        expect(redactor.text(`The password ${secret} is wrong.`)).toBe('The password <password-1> is wrong.');
        expect(redactor.option('password', secret)).toBe('<password-1>');
      }),
    );
  });
});

describe('what the structures know', () => {
  const split = redactorOf(
    ["network.wan.password='abcdefgh", "ijklmn77'"],
    [{ name: 'password', value: 'abcdefghijklmn77' }],
  );

  test('is hidden on both lines of a value that was wrapped', () => {
    const whole = (text: string) =>
      split.span({ source: 'log', line: 1, column: 1, length: text.length, text });
    expect(whole("network.wan.password='abcdefgh")).toBe("network.wan.password='<password-1>");
    expect(whole("> ijklmn77'")).toBe("> <password-1>'");
    expect(split.text('login of abcdefghijklmn77 refused')).toBe('login of <password-1> refused');
  });

  test('tells an IMSI from an IMEI where the line does not', () => {
    const line = '234101234567893';
    const redacted = (values: readonly { name: string; value: string }[]) =>
      redactorOf([line], values).span({ source: 'log', line: 1, column: 1, length: line.length, text: line });
    expect(redacted([])).toBe('23410123<imei-1>');
    expect(redacted([{ name: 'imsi', value: line }])).toBe('23410<imsi-1>');
  });

  test.each(['--', '***', '<hidden>', '(null)'])('is nothing where the input says %s', (value) => {
    expect(redactorOf([], [{ name: 'password', value }]).text(`is ${value}`)).toBe(`is ${value}`);
  });
});

describe('what stays', () => {
  test.each([
    '+COPS: 0,0,"vodafone UK",7',
    '+CEREG: 2,1,"1A2B","01A2B3C4",7',
    '+CSQ: 18,99',
    "wireless.radio0.channel='11'",
    'modem.generic.unlock-retries.value[1] : sim-pin (3)',
    '         |             password: --',
    'Wed Nov 14 01:45:23 2018 user.notice mwan3[2317]: key: value',
    'rcvd [LCP ConfReq id=0x1 <asyncmap 0x0> <auth chap MD5> <magic 0x1234abcd>]',
    '[04-13_07:12:33:123] requestSetProfile[1] internet///0/IPV4',
    'qmi_wwan 1-1:1.4 wwan0: register qmi_wwan, raw-ip',
    'local6 fe80::1 2001:db8:1::1/64',
    'Tue Aug 22 13:59:14 2017 +0100 up 1.250000 s',
  ])('%s', (line) => {
    expect(shownOf(line)).toBe(line);
  });

  test('the length of a prefix', () => {
    expect(shownOf('inet6 prefix 2a01:4b00:8000::/48 dev wwan0')).toBe('inet6 prefix <ipv6-1>/48 dev wwan0');
  });
});

/** A dial that fails, written by people, with a secret wherever a line of theirs may hold one. */
function threadWith(line: string, secret: string): readonly string[] {
  return [
    "config interface 'wan'",
    "\toption proto 'ncm'",
    "\toption device '/dev/ttyUSB0'",
    "\toption apn 'internet'",
    `\t${line}`,
    '',
    `root@OpenWrt:~# ${line}`,
    '',
    'Wed Nov 14 01:45:11 2018 daemon.notice netifd: wan (2249): Setting mode',
    `Wed Nov 14 01:45:12 2018 daemon.notice netifd: wan (2249): sending -> AT^NDISDUP=1,1,"internet","u","${secret}"`,
    `Wed Nov 14 01:45:12 2018 daemon.notice netifd: wan (2249): ${line}`,
    'Wed Nov 14 01:45:13 2018 daemon.notice netifd: wan (2249): Connecting modem',
    'Wed Nov 14 01:45:14 2018 daemon.notice netifd: wan (2249): Failed to connect',
    "Wed Nov 14 01:45:15 2018 daemon.notice netifd: Interface 'wan' is now down",
    '',
    `Try ${line} instead:`,
    '',
    "config interface 'wan'",
    "\toption proto 'qmi'",
  ];
}

const texts = fc
  .tuple(word, fc.constantFrom(...places), fc.constantFrom(...damages), fc.integer({ min: 1, max: 9 }))
  .map(([secret, place, damage, at]) => ({ secret, line: damage(place(secret), secret, at) }));

describe('the JSON report', () => {
  test('holds no part of a secret, in whatever form it was pasted', () => {
    let evident = 0;
    fc.assert(
      fc.property(texts, ({ secret, line }) => {
        const diagnosis = diagnosisOf(threadWith(line, secret));
        if ([...linesOf(diagnosis)].some((text) => text.includes(line))) evident += 1;
        expectHidden(toJsonText(diagnosis), secret, line);
      }),
      { numRuns: 300 },
    );
    // What no line of the report holds cannot escape.
    expect(evident).toBeGreaterThan(60);
  });

  test('holds no part of a secret of a saved page', () => {
    fc.assert(
      fc.property(texts, ({ secret, line }) => {
        // What is no tag is written as an entity on any page.
        const shown = line.replaceAll(/<(?!\/?(?:b|br|p|span|td|wbr)[ >])/g, '&lt;');
        const diagnosis = diagnosisOfPage(
          `<html><body><h1>It fails</h1><pre><code>${threadWith(shown, secret).join('\n')}</code></pre></body></html>`,
        );
        expectHidden(toJsonText(diagnosis), secret, line);
      }),
      { numRuns: 200 },
    );
  });

  test('holds no part of a secret that was wrapped', () => {
    fc.assert(
      fc.property(word, fc.integer({ min: 6, max: 12 }), (end, at) => {
        const secret = `${end}${end}${end}`;
        const diagnosis = diagnosisOf([
          'network.wan=interface',
          "network.wan.proto='ncm'",
          "network.wan.device='/dev/ttyUSB0'",
          `network.wan.password='${secret.slice(0, -at)}`,
          `${secret.slice(-at)}'`,
          '',
          ...threadWith("option metric '1'", secret),
        ]);
        expectHidden(toJsonText(diagnosis), secret, secret);
      }),
      { numRuns: 100 },
    );
  });
});

function diagnosisOfPage(page: string): Diagnosis {
  const diagnoser = new Diagnoser();

  diagnoser.capture.source('page.html');
  diagnoser.capture.feedLines(pageLines('page.html', page), page.split('\n').length);
  diagnoser.capture.endSource();
  return diagnoser.finish();
}

test('lines that a report points to may hold secrets, which is what the redactor is for', () => {
  const diagnosis = diagnosisOf(threadWith("option password 'sesame99'", 'sesame99'));
  expect([...linesOf(diagnosis)].join('\n')).toContain('sesame99');
  expect(toJsonText(diagnosis)).not.toContain('sesame99');
});
