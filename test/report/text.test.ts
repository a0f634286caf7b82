import { describe, expect, test } from 'vitest';
import { plainPalette } from '../../src/report/text/palette.ts';
import { toText } from '../../src/report/text/to-text.ts';
import type { Diagnosis, VerdictState } from '../../src/rules/finding.ts';
import type { Attempt, Episode, SetAside } from '../../src/situation/situation.ts';
import { diagnosisOf } from '../diagnosis-of.ts';
import { attempt, diagnosis, episode, finding, ladder, sourceOf, verdict } from './diagnosis-builder.ts';
import { dialByHand, noOffer, pppUpToAddress, qmiOnHuaweiNcm, wholeThread } from './seed-situations.ts';

function text(told: Diagnosis, own: { width?: number; unicode?: boolean; verbose?: boolean } = {}): string {
  return toText(told, { width: 80, unicode: true, verbose: false, palette: plainPalette, ...own });
}

/** The words without their lines. */
function flat(told: string): string {
  return told.replaceAll(/\s+/g, ' ');
}

const log = sourceOf('log', 'modem (1): sending -> AT\nmodem (1): no answer');

describe('the terminal report', () => {
  test('of a wrong protocol: a proven cause and a fix with a hole', () => {
    expect(text(qmiOnHuaweiNcm())).toMatchSnapshot();
  });

  test('of a connection that works as far as the log shows', () => {
    expect(text(pppUpToAddress())).toMatchSnapshot();
  });

  test('of a dial by hand that cannot be judged', () => {
    expect(text(dialByHand())).toMatchSnapshot();
  });

  test('of a likely cause: one question first, then the fix', () => {
    expect(text(noOffer())).toMatchSnapshot();
  });

  test('of several situations in one text', () => {
    expect(text(wholeThread())).toMatchSnapshot();
  });

  test('of several situations, with everything', () => {
    expect(text(wholeThread(), { verbose: true })).toMatchSnapshot();
  });

  test('in a narrow terminal without Unicode', () => {
    expect(text(noOffer(), { width: 48, unicode: false })).toMatchSnapshot();
  });

  test('of a text without a modem: what to collect', () => {
    expect(
      text(diagnosis([], [], { stats: { lines: 3, messages: 0, foreign: 0, unknown: 0 } })),
    ).toMatchSnapshot();
  });

  test('tells the end of attempts that have neither a date nor an interface', () => {
    const transcript = ['send (ATZ^M)', 'expect (OK)', 'ERROR', ' -- failed', 'Failed (ERROR)'];
    const log = 'Tue Aug 22 13:59:21 2017 daemon.notice netifd: wwan (12): sending -> ATQ0';
    expect(text(diagnosisOf([...transcript, '', log]))).toMatch(/\n {2}1\. stopped at dial/);
  });

  test('says that it cannot tell, and what to run, where nothing was found', () => {
    const silent = episode({ attempts: [attempt(log.span('sending'), { reached: 'driver' })] });
    const told = text(
      diagnosis([[silent, verdict({ reached: 'driver' })]], [], {
        notChecked: [
          {
            rule: 'sim-pin',
            episode: 1,
            missing: 'the state of the SIM card',
            ask: 'uqmi -d /dev/cdc-wdm0 --uim-get-sim-state',
          },
        ],
      }),
    );
    expect(told).toContain('? Cannot tell where the connection stops: the modem had its drivers, then the');
    expect(told).toContain('Next step: run this and give hwdiag the output; it shows the state of the SIM');
    expect(told).toContain('      uqmi -d /dev/cdc-wdm0 --uim-get-sim-state\n');
  });

  test('never calls more than was reached working', () => {
    const up = episode({ attempts: [attempt(log.span('sending'), { reached: 'internet', outcome: 'up' })] });
    expect(text(diagnosis([[up, verdict({ state: 'working', reached: 'internet' })]], []))).toContain(
      '✔ It works: packets come back from the internet.',
    );
    expect(text(diagnosis([[up, verdict({ state: 'working', reached: 'route' })]], []))).toContain(
      'it got an IP address and a default route;\n  traffic is not shown.',
    );
  });

  test('says how often an attempt was repeated', () => {
    const again = attempt(log.span('sending'), {
      times: 12,
      ladder: ladder('control', 'sim'),
      reached: 'control',
      broken: 'sim',
      outcome: 'failed',
    });
    const told = text(
      diagnosis(
        [[episode({ attempts: [again] }), verdict({ state: 'broken', rung: 'sim', reached: 'control' })]],
        [],
      ),
    );
    expect(told).toContain('1. modem: stopped at sim, 12 times with the same end');
    expect(flat(told)).toContain(
      'The connection stops at sim (the SIM card is not ready); the text does not show why.',
    );
  });

  test('draws the break where the verdict sees it, not where the attempt shows it', () => {
    const later = attempt(log.span('sending'), {
      ladder: ladder('driver', 'sim', ['mode']),
      reached: 'driver',
      broken: 'sim',
      outcome: 'failed',
    });
    const told = text(
      diagnosis(
        [
          [
            episode({ attempts: [later] }),
            verdict({ state: 'broken', rung: 'control', cause: 'a', reached: 'driver' }),
          ],
        ],
        [finding({ rule: 'a', title: 'Wrong protocol', rung: 'control' })],
      ),
    );
    expect(told).toContain(
      '  ✔ reached      power, (mode), driver\n' +
        '  ✘ stops at     control\n' +
        '  · not reached  sim, register, dial, address, route, internet\n',
    );
  });

  test('indents what follows from a consequence under it', () => {
    const rules = ['apn-refused', 'dial-failed', 'dhcp-discover-no-offer'];
    const chain = rules.map((rule, index) =>
      finding({
        rule,
        title: `Finding ${index}`,
        role: index === 0 ? 'cause' : 'symptom',
        consequenceOf: rules[index - 1] ?? null,
      }),
    );
    const told = text(
      diagnosis([[episode({}), verdict({ state: 'broken', rung: 'dial', cause: 'apn-refused' })]], chain),
    );
    const follows = told.slice(told.indexOf('What it leads to'));
    expect(follows).toContain('  error: Finding 1 (proven) [dial-failed]');
    expect(follows).toContain('    error: Finding 2 (proven) [dhcp-discover-no-offer]');
  });

  test('keeps findings that name each other as cause', () => {
    const chain = [
      finding({ rule: 'a', title: 'One', consequenceOf: 'b' }),
      finding({ rule: 'b', title: 'Other', consequenceOf: 'a' }),
      finding({ rule: 'c', title: 'Third', consequenceOf: 'd' }),
      finding({ rule: 'd', title: 'Fourth', consequenceOf: 'c' }),
    ];
    const told = text(diagnosis([[episode({}), verdict({ state: 'broken', cause: 'a' })]], chain));
    for (const title of ['One', 'Other', 'Third', 'Fourth']) expect(told).toContain(title);
  });

  test('shows where an attempt breaks when no rule knows why, and what would tell', () => {
    const broken = attempt(log.span('sending'), {
      ladder: ladder('driver', 'control').map((rung) =>
        rung.rung === 'control' ? { ...rung, evidence: [log.seen('no answer')] } : rung,
      ),
      broken: 'control',
      outcome: 'failed',
    });
    const told = text(
      diagnosis([[episode({ attempts: [broken] }), verdict({ state: 'broken', rung: 'control' })]], []),
    );
    expect(told).toContain(
      'Where it stops\n    ╭─ log:2:12\n  2 │ modem (1): no answer\n    │            ━━━━━━━━━\n',
    );
    expect(flat(told)).toContain(
      'Next step: run the commands under “What to run on the router” at the end, and give hwdiag what they print.',
    );
    expect(told).toContain('What to run on the router\n');
  });

  test('says that no modem is there where the USB devices are listed, and asks for nothing then', () => {
    const listing = [
      'root@OpenWrt:~# cat /sys/kernel/debug/usb/devices',
      '',
      'T:  Bus=01 Lev=00 Prnt=00 Port=00 Cnt=00 Dev#=  1 Spd=480  MxCh= 1',
      'D:  Ver= 2.00 Cls=09(hub  ) Sub=00 Prot=00 MxPS=64 #Cfgs=  1',
      'P:  Vendor=1d6b ProdID=0002 Rev= 5.15',
      'C:* #Ifs= 1 Cfg#= 1 Atr=e0 MxPwr=  0mA',
      'I:* If#= 0 Alt= 0 #EPs= 1 Cls=09(hub  ) Sub=00 Prot=00 Driver=hub',
    ];
    const told = flat(text(diagnosisOf(listing)));
    expect(told).toContain('No modem is seen on this router.');
    expect(told).not.toContain('What to run');
    const unknown = listing.map((line) => line.replace('1d6b ProdID=0002', '1234 ProdID=5678'));
    expect(flat(text(diagnosisOf([...listing, ...unknown.slice(2)])))).not.toContain('No modem is seen');
    const other = flat(
      text(
        diagnosisOf([
          'root@OpenWrt:~# dmesg',
          '[    0.000000] Linux version 5.15.134 (builder@buildhost) (gcc 12.3.0) #0 SMP Mon Oct 9 21:45:35 2023',
        ]),
      ),
    );
    expect(other).toContain('Nothing about a modem was recognised');
    expect(other).toContain('logread | tail');
    expect(other).not.toContain('dmesg | grep');
  });

  test('asks for no part of what it has whole', () => {
    const lines = [
      "config interface 'wwan'",
      "\toption proto 'qmi'",
      "\toption device '/dev/cdc-wdm0'",
      '',
      'root@OpenWrt:~# logread',
      "Tue Mar  4 09:00:00 2025 daemon.notice netifd: Interface 'wwan' is setting up now",
      'Tue Mar  4 09:00:01 2025 daemon.notice netifd: wwan (640): Starting network wwan',
      'Tue Mar  4 09:00:02 2025 daemon.notice netifd: wwan (640): Unable to connect IPv4',
    ];
    const asked = flat(text(diagnosisOf(lines)));
    expect(asked).toContain('dmesg | grep');
    const dmesg = [
      'root@OpenWrt:~# dmesg',
      '[    1.200000] usb 1-1: new high-speed USB device number 2 using ehci-platform',
    ];
    expect(flat(text(diagnosisOf([...lines, ...dmesg])))).not.toContain('dmesg | grep');
    const part = [
      'root@OpenWrt:~# dmesg | grep ttyUSB',
      '[    1.200000] usb 1-1: new high-speed USB device number 2 using ehci-platform',
    ];
    expect(flat(text(diagnosisOf([...lines, ...part])))).toContain('dmesg | grep');
  });

  test('asks for no configuration that the text shows', () => {
    const lines = [
      "config interface 'lte'",
      "\toption proto 'xmm'",
      "\toption device '/dev/ttyACM0'",
      '',
      "Thu Mar 13 18:22:01 2025 daemon.notice netifd: Interface 'lte' is setting up now",
      'Thu Mar 13 18:22:02 2025 daemon.notice netifd: lte (4211): Chip asleep in the drawer',
      "Thu Mar 13 18:22:07 2025 daemon.notice netifd: Interface 'lte' is now down",
    ];
    const told = flat(text(diagnosisOf(lines)));
    expect(told).toContain(
      'it is taken down again before it comes up, and no line that is understood says why',
    );
    expect(told).toContain('What to run on the router');
    expect(told).toContain('logread | tail');
    expect(told).not.toContain('/etc/config/network');
    expect(flat(text(diagnosisOf(lines.slice(4, 6))))).toContain('cat /etc/config/network');
  });

  test('tells the same note once, with its places, and counts what it leaves out', () => {
    const note = (rule: string, words: string) =>
      finding({
        rule,
        title: `Note ${rule}`,
        role: 'harmless',
        severity: 'info',
        evidence: [log.seen(words)],
      });
    const notes = [
      note('a', 'sending'),
      note('a', 'no answer'),
      ...[...'bcdefgh'].map((rule) => note(rule, 'sending')),
    ];
    const told = text(
      diagnosis(
        [
          [
            episode({ sources: [{ source: 'log', firstLine: 1, lastLine: 2 }] }),
            verdict({ state: 'working' }),
          ],
        ],
        notes,
      ),
    );
    expect(told).toContain('Seen, and no fault\n  • Note a (lines 1, 2)\n  • Note b (line 1)\n');
    expect(told).toContain('  and 2 more, shown with --verbose\n');
  });

  test('says which of several situations the verdict is about', () => {
    const tried = [attempt(log.span('sending'), {})];
    const at = (line: number) => [{ source: 'log', firstLine: line, lastLine: line + 4 }];
    const first = episode({ id: 1, sources: at(1), attempts: tried });
    const told = (second: Episode) =>
      flat(
        text(
          diagnosis(
            [
              [first, verdict({})],
              [second, verdict({})],
            ],
            [],
          ),
        ),
      );
    expect(told(episode({ id: 2, sources: at(6), attempts: tried }))).toContain(
      'This text tells of 2 situations; this is the last of them, lines 6-10.',
    );
    expect(told(episode({ id: 2, sources: at(6) }))).toContain(
      'This text tells of 2 situations; this is number 1, lines 1-5.',
    );
    expect(text(diagnosis([[first, verdict({})]], []))).not.toContain('situations');
    // A collection has a file for each command.
    const files = Array.from({ length: 30 }, (_, index) => ({
      source: `${index}.txt`,
      firstLine: 1,
      lastLine: 2,
    }));
    expect(told(episode({ id: 2, sources: files, attempts: tried }))).toContain(
      'this is the last of them, 0.txt:1-2, 1.txt:1-2 and 28 more places.',
    );
  });

  test('tells a prompt without a name from one that has a name', () => {
    const unnamed = attempt(log.span('no answer'), { id: 2, method: 'by-hand', interface: null });
    const named = attempt(log.span('sending'), { method: 'by-hand', interface: null, host: 'GL-MT300N' });
    const of = (attempts: readonly Attempt[]) => text(diagnosis([[episode({ attempts }), verdict({})]], []));
    expect(of([named, unnamed])).toContain('  by hand    on another prompt\n');
    expect(of([unnamed])).not.toContain('prompt');
  });

  describe('of stretches that were left out', () => {
    const setAside: readonly SetAside[] = [
      { reason: 'advice', source: 'log', firstLine: 12, lastLine: 20, words: 'Try this instead:' },
      { reason: 'unread', source: 'log', firstLine: 21, lastLine: 26, words: 'ping' },
    ];
    const inLines = (lastLine: number, state: VerdictState) =>
      diagnosis(
        [
          [
            episode({ sources: [{ source: 'log', firstLine: 1, lastLine }] }),
            verdict({ state, reached: 'address' }),
          ],
        ],
        [],
        { setAside },
      );

    test('lists them with the reason', () => {
      expect(text(inLines(11, 'broken'), { width: 100 })).toContain(
        "Left out\n  • lines 12-20: read as advice, not as this router's configuration (“Try this instead:”)\n" +
          '  • lines 21-26: output of ping, not understood yet\n',
      );
      expect(text(diagnosis([], [], { setAside }))).toContain('Left out\n');
      expect(text(diagnosis([], []))).not.toContain('Left out');
    });

    test('warns of unread output within what is said to work, and only there', () => {
      const warning = 'Lines 21-26 (output of ping) cannot be read yet: look there, too.';
      const headline = (told: Diagnosis) => flat(text(told).split('\n\n')[0] ?? '');
      expect(headline(inLines(30, 'working'))).toContain(`are not shown. ${warning}`);
      expect(headline(inLines(11, 'working'))).toContain(`are not shown. ${warning}`);
      expect(headline(inLines(30, 'broken'))).not.toContain('cannot be read');
    });

    test('gives unread output to the situation it stands in or follows', () => {
      const lines = (id: number, firstLine: number, lastLine: number) =>
        episode({
          id,
          sources: [{ source: 'log', firstLine, lastLine }],
          attempts: [attempt(log.span('sending'), { outcome: 'up' })],
        });
      const works = verdict({ state: 'working', reached: 'address' });
      const told = (first: Episode, second: Episode) =>
        text(
          diagnosis(
            [
              [first, works],
              [second, works],
            ],
            [],
            { setAside },
          ),
        );
      expect(told(lines(1, 1, 11), lines(2, 15, 20))).toContain('cannot be read');
      expect(told(lines(1, 1, 11), lines(2, 27, 30))).not.toContain('cannot be read');
      expect(told(lines(1, 1, 11), lines(2, 24, 30))).toContain('cannot be read');
    });

    test('counts those beyond the sixth, and cuts long sentences, unless all is wanted', () => {
      const words = `Try ${'this '.repeat(30)}instead:`;
      const many = Array.from({ length: 8 }, (_, index): SetAside => {
        return { reason: 'advice', source: 'log', firstLine: index + 1, lastLine: index + 1, words };
      });
      const short = text(diagnosis([], [], { setAside: many }));
      expect(short).toContain('line 6:');
      expect(short).not.toContain('line 7:');
      expect(short).toContain('  and 2 more, shown with --verbose\n');
      expect(short).not.toContain('instead:');
      const all = text(diagnosis([], [], { setAside: many }), { verbose: true });
      expect(all.match(/instead:/g)).toHaveLength(8);
    });
  });

  test('names the source where there are several', () => {
    const note = finding({
      rule: 'a',
      title: 'Note',
      role: 'harmless',
      severity: 'info',
      evidence: [log.seen('sending')],
    });
    expect(text(diagnosis([[episode({}), verdict({ state: 'working' })]], [note]))).toContain(
      '• Note (log:1)',
    );
  });

  test('asks once for what is the next step', () => {
    const open = { rule: 'sim-pin', episode: 1, missing: 'the SIM', ask: 'uqmi --uim-get-sim-state' };
    const told = text(
      diagnosis([[episode({}), verdict({})]], [], { notChecked: [open, { ...open, missing: 'the card' }] }),
    );
    expect(told.match(/the SIM/g)).toHaveLength(1);
    expect(flat(told)).toContain('Could not be checked; this would show it • the card');
  });

  test('does not call a warning the reason where the connection works', () => {
    const hint = finding({ rule: 'a', title: 'It may be slow', severity: 'warning', confidence: 'possible' });
    const told = text(diagnosis([[episode({}), verdict({ state: 'working', reached: 'address' })]], [hint]));
    expect(told).toMatch(/^✔ It works as far as this text shows/);
    expect(told).toContain('Also found\n  warning: It may be slow (possible) [a]\n');
  });

  test('writes quotation marks of ours in ASCII where there is no Unicode, but leaves those of the input', () => {
    const source = sourceOf('log', 'option proto ‘ncm’');
    const quoted = finding({ rule: 'a', title: 'the “proto” isn’t read', evidence: [source.seen('‘ncm’')] });
    const told = text(diagnosis([[episode({}), verdict({ state: 'broken', cause: 'a' })]], [quoted]), {
      unicode: false,
    });
    expect(told).toContain('the "proto" isn\'t read');
    expect(told).toContain('1 | option proto \\u{2018}ncm\\u{2019}\n');
  });
});
