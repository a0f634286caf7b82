import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readShellLine } from '../../../src/grammar/structures/shell-words.ts';

/** Program and arguments of each call. */
function words(text: string): string[][] {
  return readShellLine(text).calls.map((call) => [call.program, ...call.arguments]);
}

describe('words', () => {
  test.each([
    ['udhcpc -f wwan0', [['udhcpc', '-f', 'wwan0']]],
    ['/sbin/udhcpc -i wwan0', [['udhcpc', '-i', 'wwan0']]],
    ["uci set network.wan.apn='a b'", [['uci', 'set', 'network.wan.apn=a b']]],
    ['echo "a \\"b\\" \\$x \\r"', [['echo', 'a "b" $x \\r']]],
    ["echo 'a \\\"b'", [['echo', 'a \\"b']]],
    ['echo a\\ b \\"c', [['echo', 'a b', '"c']]],
    ["echo ''", [['echo', '']]],
    ["echo 'it'\\''s'", [['echo', "it's"]]],
    ["echo $'AT\\r'", [['echo', 'AT\\r']]],
    ['echo \u201ca b\u201d \u2018c d\u2019', [['echo', 'a b', 'c d']]],
    [
      'echo $(uci get network.wan.device "x)") `date +%s`',
      [['echo', '$(uci get network.wan.device "x)")', '`date +%s`']],
    ],
    [`echo \${APN:-a b} $PORT`, [['echo', `\${APN:-a b}`, '$PORT']]],
    ['logread # the log', [['logread']]],
    ['echo a#b', [['echo', 'a#b']]],
    ['ls\u00a0/dev/ttyUSB*', [['ls', '/dev/ttyUSB*']]],
    ["echo 'open", [['echo', 'open']]],
    ['echo "open \\"', [['echo', 'open "']]],
    ['echo $(open', [['echo', '$(open']]],
    ['', []],
    ['# only a remark', []],
  ])('%s', (text, expected) => {
    expect(words(text)).toEqual(expected);
  });
});

describe('pipes, lists and what runs a program', () => {
  test.each([
    ['logread | grep modem', [['logread'], ['grep', 'modem']]],
    [
      'ifdown wan; sleep 1 && ifup wan || reboot &',
      [['ifdown', 'wan'], ['sleep', '1'], ['ifup', 'wan'], ['reboot']],
    ],
    ['while :; do lsusb | grep 12d1; sleep 1; done', [[':'], ['lsusb'], ['grep', '12d1'], ['sleep', '1']]],
    ['for i in 1 2; do echo $i; done', [['echo', '$i']]],
    ['(cat /dev/ttyUSB1)', [['cat', '/dev/ttyUSB1']]],
    ['sudo mbimcli -p', [['mbimcli', '-p']]],
    ['sudo -u root -E /usr/bin/uqmi -s', [['uqmi', '-s']]],
    ['busybox udhcpc -i wwan0', [['udhcpc', '-i', 'wwan0']]],
    ['busybox', [['busybox']]],
    ['X=1 Y="a b" uqmi -s', [['uqmi', '-s']]],
    ['X=1', []],
  ])('%s', (text, expected) => {
    expect(words(text)).toEqual(expected);
  });

  test.each([
    ['echo a > /dev/ttyUSB1', '/dev/ttyUSB1'],
    ['echo a >/dev/ttyUSB1', '/dev/ttyUSB1'],
    ['echo a >> "/tmp/my log"', '/tmp/my log'],
    ['> /tmp/x echo a', '/tmp/x'],
    ['echo a 1>/tmp/x', '/tmp/x'],
    ['echo a &> /tmp/x', '/tmp/x'],
    ['echo a > /tmp/x > /tmp/y', '/tmp/y'],
    ['echo a 2>/dev/null', null],
    ['echo a 2>&1', null],
    ['echo a >&2', null],
    ['cat < /dev/ttyUSB1', null],
    ['echo a >', null],
  ])('%s', (text, writesTo) => {
    expect(readShellLine(text).calls.map((call) => call.writesTo)).toEqual([writesTo]);
  });
});

describe('the AT command that a line sends', () => {
  test('echo to a port', () => {
    expect(readShellLine('echo -e "AT^NDISDUP=1,1,\\"giffgaff.com\\"\\r" > /dev/ttyUSB1')).toEqual({
      calls: [
        {
          program: 'echo',
          arguments: ['-e', 'AT^NDISDUP=1,1,"giffgaff.com"\\r'],
          writesTo: '/dev/ttyUSB1',
          at: {
            name: '^NDISDUP',
            form: 'set',
            parameters: ['1', '1', 'giffgaff.com'],
            text: 'AT^NDISDUP=1,1,"giffgaff.com"',
          },
        },
      ],
    });
  });

  test.each([
    ['echo ATD#777 > $PORT', ['AT D #777']],
    [
      'echo -e \u201cAT^NDISDUP=1,1,\\\u201cgiffgaff.com\\\u201d\\r\u201d > /dev/ttyUSB1',
      ['AT ^NDISDUP 1 1 giffgaff.com'],
    ],
    ['printf \'AT+CGDCONT=1,"IP","%s"\\r\' internet > /dev/ttyUSB2', ['AT +CGDCONT 1 IP internet']],
    ['echo AT+CSQ | atinout - /dev/ttyUSB2 -', [null, 'AT +CSQ']],
    ['echo AT+CSQ | sudo tee /dev/ttyUSB2', [null, 'AT +CSQ']],
    ['sms_tool -d /dev/ttyUSB2 at "AT+CSQ"', ['AT +CSQ']],
    ['gl_modem AT AT+CSQ', ['AT +CSQ']],
    ['mmcli -m 0 --command="AT+CSQ"', ['AT +CSQ']],
    ['mmcli -m 0 --command AT+CSQ', ['AT +CSQ']],
    ['COMMAND="AT+CFUN=1" gcom -d /dev/ttyUSB2 -s /etc/gcom/runcommand.gcom', ['AT +CFUN 1']],
    ["chat -v '' ATZ OK 'ATD*99#' CONNECT > /dev/ttyUSB0 < /dev/ttyUSB0", ['AT D *99#']],
    ["chat -v '' ATZ OK", ['AT Z']],
  ])('%s', (text, sent) => {
    expect(
      readShellLine(text).calls.map(({ at }) => at && ['AT', at.name, ...at.parameters].join(' ')),
    ).toEqual(sent);
  });

  test.each([
    'echo AT+CSQ',
    'echo AT+CSQ > /dev/null',
    'echo AT+CSQ > /tmp/commands',
    'echo hello > /dev/ttyUSB1',
    'echo AT+CSQ | grep CSQ',
    'gcom -d /dev/ttyUSB2 -s /etc/gcom/getstrength.gcom',
    'sms_tool -d /dev/ttyUSB2 recv',
    'mmcli -L',
    'picocom /dev/ttyUSB2',
    'atinout - /dev/ttyUSB2 -',
  ])('%s sends none that is known', (text) => {
    expect(readShellLine(text).calls.every((call) => call.at === null)).toBe(true);
  });
});

describe('properties', () => {
  const word = fc.string({ unit: 'binary', maxLength: 12 });
  const quoted = fc.oneof(
    word.map((text) => ({ text, written: `'${text.replaceAll("'", "'\\''")}'` })),
    word.map((text) => ({ text, written: `"${text.replace(/["\\$`\u201c-\u201f]/g, '\\$&')}"` })),
    fc.stringMatching(/^[A-Za-z0-9_./:@%+,-]{1,12}$/).map((text) => ({ text, written: text })),
  );

  test('quoted words read back', () => {
    fc.assert(
      fc.property(fc.array(quoted, { maxLength: 6 }), fc.constantFrom(' ', '\t', '  '), (parts, gap) => {
        const line = ['run', ...parts.map((part) => part.written)].join(gap);
        expect(words(line)).toEqual([['run', ...parts.map((part) => part.text)]]);
      }),
    );
  });

  const fragment = fc.constantFrom(
    ...[
      ' ',
      "'",
      '"',
      '\\',
      '$',
      '$(',
      ')',
      '`',
      '|',
      '&',
      ';',
      '>',
      '2>',
      '<',
      '#',
      'echo',
      'AT',
      '\u201c',
      '\n',
    ],
  );

  test('whatever the line, a program is a word of it without its path', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: fragment })), (line) => {
        for (const call of readShellLine(line).calls) {
          expect(call.program).toMatch(/^[^/]+$/);
          expect(call.writesTo).not.toBe('');
        }
      }),
      { numRuns: 1000 },
    );
  });

  test('a text too long to be a command calls nothing', () => {
    expect(readShellLine(`echo "${'a'.repeat(10_000_000)}`)).toEqual({ calls: [] });
  });
});
