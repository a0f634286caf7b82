import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { commandLine, shellQuoted, shellWord } from '../../src/report/command-line.ts';
import { holesOf, onlineAdvice, remedySteps } from '../../src/report/remedy.ts';
import { remedyRows } from '../../src/report/text/commands.ts';
import { render } from '../../src/report/text/layout.ts';
import { plainPalette } from '../../src/report/text/palette.ts';
import type { FixStep } from '../../src/rules/finding.ts';
import { attempt, episode, sourceOf } from './diagnosis-builder.ts';

/** Windows has no POSIX shell to ask. */
const withoutShell = process.platform === 'win32';

const log = sourceOf('log', '3.18.27\n6.6.73');
const network = { config: 'network', section: 'modem', before: null };

function steps(fixSteps: readonly FixStep[], own: Parameters<typeof episode>[0] = {}) {
  return remedySteps(
    { summary: '', steps: fixSteps },
    episode({ attempts: [attempt(log.span('3'), {})], ...own }),
  );
}

function lines(fixSteps: readonly FixStep[], own: Parameters<typeof episode>[0] = {}): string[] {
  return steps(fixSteps, own).map((step) =>
    step.type === 'command' ? step.command.words.join(' ') : step.text,
  );
}

function shown(fixSteps: readonly FixStep[], width = 80): string {
  return render(remedyRows({ width, unicode: true, verbose: false }, steps(fixSteps)), plainPalette);
}

describe('a word for the shell', () => {
  test.skipIf(withoutShell)('is read back by a shell as it was', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.string().map((word) => word.replaceAll('\0', '')),
          { minLength: 1, maxLength: 4 },
        ),
        (words) => {
          const line = `printf '%s\\0' ${words.map((word) => shellWord(word)).join(' ')}`;
          expect(execFileSync('sh', ['-c', line], { encoding: 'utf8' })).toBe(
            words.map((word) => `${word}\0`).join(''),
          );
        },
      ),
      { numRuns: 40 },
    );
  });

  test('is left without quotes where every shell takes it as it is', () => {
    expect(shellWord('/dev/cdc-wdm0')).toBe('/dev/cdc-wdm0');
    expect(shellWord('a=b')).toBe('a=b');
    expect(shellWord('a=b', true)).toBe("'a=b'");
    expect(shellWord('')).toBe("''");
    expect(shellQuoted("it's")).toBe("'it'\\''s'");
  });

  test('cannot become an operator, while a declared operator is one', () => {
    const { words } = commandLine([
      { known: 'dmesg' },
      { operator: '|' },
      { known: 'grep' },
      { known: '|' },
      { known: '; reboot' },
    ]);
    expect(words).toEqual(['dmesg', '|', 'grep', "'|'", "'; reboot'"]);
  });
});

describe('the steps of a fix', () => {
  test('commit what they change and bring the interface up', () => {
    expect(
      lines([
        { type: 'uci-set', ...network, option: 'proto', value: { known: 'ncm' } },
        { type: 'uci-delete', ...network, option: 'ifname' },
      ]),
    ).toEqual([
      "uci set network.modem.proto='ncm'",
      'uci -q delete network.modem.ifname',
      'uci commit network',
      'ifup modem',
    ]);
  });

  test('do not repeat what the fix says itself, and bring up no section that is no interface', () => {
    expect(
      lines([
        { type: 'uci-set', ...network, section: 'globals', option: 'packet_steering', value: { known: '1' } },
        { type: 'command', command: [{ known: 'uci' }, { known: 'commit' }, { known: 'network' }] },
      ]),
    ).toEqual(["uci set network.globals.packet_steering='1'", 'uci commit network']);
  });

  test('reload the firewall after a change to it', () => {
    expect(
      lines([
        {
          type: 'uci-set',
          config: 'firewall',
          section: '@zone[1]',
          option: 'masq',
          value: { known: '1' },
          before: '0',
        },
      ]),
    ).toEqual(["uci set 'firewall.@zone[1].masq'='1'", 'uci commit firewall', '/etc/init.d/firewall reload']);
  });

  test('become words where the names are none that UCI takes', () => {
    const hostile: FixStep = {
      type: 'uci-set',
      ...network,
      section: 'x; reboot',
      option: 'apn',
      value: { known: 'a' },
    };
    expect(steps([hostile]).every(({ type }) => type === 'advice')).toBe(true);
    expect(
      steps([{ type: 'install', packages: ['kmod-x; reboot'] }]).every(({ type }) => type === 'advice'),
    ).toBe(true);
  });

  test('install with opkg on an old kernel, else with whichever there is', () => {
    const install: FixStep = { type: 'install', packages: ['comgt-ncm', 'kmod-usb-serial-option'] };
    const opkg = 'opkg update && opkg install comgt-ncm kmod-usb-serial-option';
    const apk = 'apk update && apk add comgt-ncm kmod-usb-serial-option';
    const router = episode({}).router;
    expect(lines([install])).toEqual([opkg, apk]);
    expect(lines([install], { router: { ...router, kernel: log.fact('3.18.27') } })).toEqual([opkg]);
    expect(lines([install], { router: { ...router, kernel: log.fact('6.6.73') } })).toEqual([opkg, apk]);
  });

  test('put a value into a list, and never write over one', () => {
    const dns = { ...network, option: 'dns', value: { known: '9.9.9.9' } };
    expect(
      lines([
        { type: 'uci-add-list', ...dns },
        { type: 'uci-del-list', ...dns, value: { known: '10.11.12.13' } },
      ]),
    ).toEqual([
      "uci add_list network.modem.dns='9.9.9.9'",
      "uci del_list network.modem.dns='10.11.12.13'",
      'uci commit network',
      'ifup modem',
    ]);
    expect(lines([{ type: 'uci-set', ...dns }])[0]).toBe(
      'Make 9.9.9.9 one of the values of the list dns of modem in /etc/config/network; keep the others.',
    );
  });

  test('do not write over a list that only the text shows as one', () => {
    const [span] = [log.span('3')];
    const shown = {
      type: 'interface',
      name: 'modem',
      span,
      section: 0,
      options: [{ name: 'apn', value: 'a', list: true, span }],
    };
    const apn: FixStep = { type: 'uci-set', ...network, option: 'apn', value: { known: 'b' } };
    expect(steps([apn], { configs: [shown] })[0]?.type).toBe('advice');
    expect(steps([apn])[0]?.type).toBe('command');
  });

  describe('with a firewall zone', () => {
    const join: FixStep = { type: 'zone-add', zone: 'wan', interface: 'modem' };
    const uci = `uci() {
      test "$1" = show || { printf '%s|' "$@"; return; }
      echo "firewall.@zone[0].name='lan'"; echo "firewall.@zone[1].name='wan'"; echo "firewall.@zone[1].network='wan' 'wan6'"
    }
    `;

    test.skipIf(withoutShell)('find its section by its name, and add to it', () => {
      expect(lines([join]).slice(2)).toEqual(['uci commit firewall', '/etc/init.d/firewall reload']);
      const text = lines([join]).slice(0, 2).join('\n');
      expect(execFileSync('sh', ['-c', uci + text], { encoding: 'utf8' })).toBe(
        'add_list|firewall.@zone[1].network=modem|',
      );
      expect(shown([join])).not.toContain('Not to be copied');
    });

    test.skipIf(withoutShell)('write the option with one more where it is no list', () => {
      const [span] = [log.span('3')];
      const zone = {
        type: 'zone',
        name: null,
        span,
        section: 0,
        options: [
          { name: 'name', value: 'wan', list: false, span },
          { name: 'network', value: 'wan wan6', list: false, span },
        ],
      };
      const text = lines([join], { configs: [zone] })
        .slice(0, 2)
        .join('\n');
      expect(execFileSync('sh', ['-c', uci + text], { encoding: 'utf8' })).toBe(
        'set|firewall.@zone[1].network=wan wan6 modem|',
      );
    });

    test('become words where the names are none that UCI takes', () => {
      expect(steps([{ ...join, zone: 'x$(reboot)' }]).every(({ type }) => type === 'advice')).toBe(true);
    });
  });

  test('name the device by the option of the release', () => {
    const { router } = episode({});
    const device: FixStep = { type: 'set-netdev', section: 'modem', value: { known: 'wwan0' }, before: null };
    const [set] = ['uci set network.modem'];
    expect(lines([device], { router: { ...router, kernel: log.fact('3.18.27') } })[0]).toBe(
      `${set}.ifname='wwan0'`,
    );
    expect(lines([device], { router: { ...router, kernel: log.fact('6.6.73') } })[0]).toBe(
      `${set}.device='wwan0'`,
    );
    expect(lines([device]).slice(0, 2)).toEqual([`${set}.device='wwan0'`, `${set}.ifname='wwan0'`]);
  });

  test('with a hole are shown as a pattern, with what to find out first', () => {
    const port: FixStep = {
      type: 'uci-set',
      ...network,
      option: 'device',
      value: { placeholder: 'TTY', how: 'The one that answers OK to AT.' },
    };
    expect(holesOf(steps([port, port]))).toHaveLength(1);
    expect(shown([port])).toBe(
      [
        '    A pattern, not yet to be typed as it stands. Find out first:',
        '    • <TTY>: The one that answers OK to AT.',
        '      uci set network.modem.device=<TTY>',
        '      uci commit network',
        '      ifup modem',
        '',
      ].join('\n'),
    );
  });

  test('are not offered to be copied where a value cannot be shown as it is', () => {
    const bell: FixStep = { type: 'uci-set', ...network, option: 'apn', value: { known: 'a\u0007b' } };
    expect(shown([bell])).toContain('Not to be copied, it cannot be shown in full as it is:');
    const long: FixStep = { type: 'uci-set', ...network, option: 'apn', value: { known: 'a'.repeat(90) } };
    expect(shown([long])).toContain('Not to be copied, it cannot be shown in full as it is:');
  });

  test.skipIf(withoutShell)('go on after a backslash, so that a shell reads one command', () => {
    const words = ['echo', 'one', 'two', 'three', 'four', 'five', 'six', 'seven'].map((known) => ({ known }));
    const text = shown([{ type: 'command', command: words }], 40);
    expect(text).toContain(' \\\n');
    expect(execFileSync('sh', ['-c', text], { encoding: 'utf8' })).toBe(
      'one two three four five six seven\n',
    );
  });
});

describe('a fix that installs something', () => {
  const install: FixStep = { type: 'install', packages: ['uqmi'] };
  const advice = (steps: readonly FixStep[], own: Parameters<typeof episode>[0] = {}) =>
    onlineAdvice({ summary: '', steps }, episode({ attempts: [attempt(log.span('3'), {})], ...own }));

  test('says once how a router that is offline comes by the packages', () => {
    const told = advice([install, { type: 'advice', text: 'Then restart.' }, install]);
    expect(told).toHaveLength(1);
    expect(told[0]).toMatchObject({
      type: 'advice',
      text: expect.stringMatching(
        /online another way.*exactly this release.*“opkg install .*” or “apk add .*”/,
      ),
    });
  });

  test('and one that installs nothing does not', () => {
    expect(advice([{ type: 'advice', text: 'Restart.' }])).toEqual([]);
  });
});
