import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { askBlock, missingComments } from '../../src/report/ask/block.ts';
import { missingQuestions } from '../../src/report/ask/questions.ts';
import { toJson } from '../../src/report/json.ts';
import { MarkdownReport } from '../../src/report/shareable/to-markdown.ts';
import { plainPalette } from '../../src/report/text/palette.ts';
import { toText } from '../../src/report/text/to-text.ts';
import { mainRoutes } from '../../src/situation/facts/routes.ts';
import { modulePresence, packagePresence } from '../../src/situation/facts/software.ts';
import type { Episode } from '../../src/situation/situation.ts';
import { brokenPost, workingLog } from '../cli/inputs.ts';
import { diagnosisOf, episodesOf } from '../diagnosis-of.ts';

const page = { width: 80, unicode: true, verbose: false, palette: plainPalette };
const cut = '# hwdiag: not finished: took longer than 10 s';
const held = '# hwdiag: not run: /dev/ttyUSB2 is held by pppd[1234]';

function onlyEpisode(text: string): Episode {
  const [episode, another] = episodesOf(text);
  if (episode === undefined || another !== undefined) throw new Error('not one episode');
  return episode;
}

/** A modem that is known, and the output of a command. */
const printed = (command: string, output: string): string =>
  `${brokenPost}\nroot@OpenWrt:~# ${command}\n${output}\n`;

describe('what a collection could not read', () => {
  const text = `${printed('ip route', `10.0.0.0/24 dev br-lan scope link\n${cut}`)}root@OpenWrt:~# sms_tool -d /dev/ttyUSB2 at ATI\n${held}\n`;

  test('is told with its reason, in every form', () => {
    const diagnosis = diagnosisOf(text);
    expect(toText(diagnosis, page)).toContain(
      `Could not be read\n  • ip route: not finished (took longer than 10 s)\n  • sms_tool -d /dev/ttyUSB2 at ATI: not run (/dev/ttyUSB2 is held by\n    pppd[1234])\n`,
    );
    const { missingOutputs } = toJson(diagnosis);
    const lines = text.split('\n');
    expect(missingOutputs).toEqual([
      {
        what: 'not-finished',
        command: 'ip route',
        reason: 'took longer than 10 s',
        source: 'post.txt',
        line: lines.indexOf(cut) + 1,
      },
      {
        what: 'not-run',
        command: 'sms_tool -d /dev/ttyUSB2 at ATI',
        reason: '/dev/ttyUSB2 is held by pppd[1234]',
        source: 'post.txt',
        line: lines.indexOf(held) + 1,
      },
    ]);
    const markdown = new MarkdownReport({ verbose: false });
    markdown.diagnosed(null, diagnosis);
    expect(markdown.text()).toContain('Could not be read');
    expect(markdown.text()).toContain('ip route: not finished');
    expect(missingComments(diagnosis.situation.missingOutputs)).toBe(
      '# Could not be read:\n#  ip route: not finished (took longer than 10 s)\n#  sms_tool -d /dev/ttyUSB2 at ATI: not run (/dev/ttyUSB2 is held by pppd[1234])\n',
    );
  });

  test('is told where nothing about a modem is there, and is nothing about a modem itself', () => {
    const diagnosis = diagnosisOf(`root@OpenWrt:~# uqmi -d /dev/cdc-wdm0 --get-serving-system\n${held}\n`);
    expect(diagnosis.verdict.state).toBe('no-modem-data');
    expect(toText(diagnosis, page)).toContain('Could not be read\n');
  });

  test('is not there where all was read', () => {
    expect(toJson(diagnosisOf(brokenPost))).not.toHaveProperty('missingOutputs');
    expect(toText(diagnosisOf(brokenPost), page)).not.toContain('Could not be read');
    expect(missingComments([])).toBe('');
  });

  test('shows no secret to others', () => {
    const secret = printed(
      'uqmi -d /dev/cdc-wdm0 --pin 4711',
      '# hwdiag: not run: IMEI 490154203237518 is held',
    );
    expect(JSON.stringify(toJson(diagnosisOf(secret)))).not.toMatch(/490154203237518/);
  });
});

describe('output of a command that did not finish', () => {
  test('counts as far as it goes', () => {
    const [driver = '', config = ''] = brokenPost.split('\nThe network is defined as,\n');
    const text = `root@OpenWrt:~# dmesg\n${driver.trimEnd()}\n${cut}\nroot@OpenWrt:~# cat /etc/config/network\n${config.trim()}\n${cut}\n`;
    const { verdict, findings } = diagnosisOf(text);
    expect(verdict).toMatchObject({ cause: 'proto-qmi-on-huawei-ncm', confidence: 'proven' });
    expect(JSON.stringify(findings)).not.toContain('hwdiag:');
  });

  test.each([
    [
      'lsmod',
      'Module                  Size  Used by\nusb_wwan 16384 0',
      (episode: Episode) => modulePresence(episode, 'option').state,
    ],
    [
      'opkg list-installed',
      'kmod-usb-core - 5.4\nkmod-usb2 - 5.4',
      (episode: Episode) => packagePresence(episode, 'comgt').state,
    ],
    [
      'ip route',
      '10.0.0.0/24 dev br-lan scope link',
      (episode: Episode) => (mainRoutes(episode)?.isWhole ? 'absent' : 'unknown'),
    ],
  ])('%s: what is not in it may be there', (command, output, state) => {
    expect(state(onlyEpisode(printed(command, output)))).toBe('absent');
    expect(state(onlyEpisode(printed(command, `${output}\n${cut}`)))).toBe('unknown');
  });

  test('no way into the internet, no zone, no modem on the bus: none of it is claimed', () => {
    const zones =
      "config zone\n\toption name 'lan'\n\tlist network 'lan'\n\nconfig zone\n\toption name 'wan'\n\tlist network 'wan'\n\toption masq '1'";
    const bus =
      'T:  Bus=01 Lev=00 Prnt=00 Port=00 Cnt=00 Dev#=  1 Spd=480 MxCh= 1\nP:  Vendor=1d6b ProdID=0002 Rev= 5.04\nS:  Product=EHCI Host Controller';
    const cellular = "config interface 'wwan'\n\toption proto 'qmi'\n\toption device '/dev/cdc-wdm0'\n";
    for (const [rule, start, command, output] of [
      ['no-default-route', workingLog, 'ip route', '192.168.1.0/24 dev br-lan scope link'],
      ['firewall-zone-missing', cellular, 'cat /etc/config/firewall', zones],
      ['usb-port-dead', cellular, 'cat /sys/kernel/debug/usb/devices', bus],
    ] as const) {
      const rules = (end: string): readonly string[] =>
        diagnosisOf(`${start}\nroot@OpenWrt:~# ${command}\n${output}\n${end}`)
          .findings.filter(({ confidence }) => confidence !== 'refuted')
          .map((finding) => finding.rule);
      expect([rule, rules('')]).toEqual([rule, expect.arrayContaining([rule])]);
      expect(rules(`${cut}\n`)).not.toContain(rule);
    }
  });

  test('a ping without an answer yet, and a status without its lists yet, say nothing of them', () => {
    const ping = 'PING 9.9.9.9 (9.9.9.9): 56 data bytes';
    const [shown] = onlyEpisode(printed('ping -c 3 9.9.9.9', `${ping}\n${cut}`)).observations.of('ping');
    expect(shown?.received ?? null).toBeNull();
    const status = '{\n\t"up": true,\n\t"pending": false,\n\t"proto": "qmi",\n\t"l3_device": "wwan0",';
    const statuses = onlyEpisode(printed('ifstatus modem', `${status}\n${cut}`)).observations;
    expect(statuses.of('interface-status')).toEqual([]);
  });

  test('a line that was cut off goes on nowhere, and the note is no part of it', () => {
    const line =
      'Sun Jul 22 02:23:19 2018 daemon.notice netifd: modem (2347): sending -> AT^NDISDUP=1,1,"giffg';
    const text = `root@OpenWrt:~# logread\n${workingLog.split('\n').slice(0, 5).join('\n')}\n${line}\n${cut}\nroot@OpenWrt:~# uname -n\nOpenWrt\n`;
    const { situation } = diagnosisOf(text);
    expect(situation.missingOutputs).toHaveLength(1);
    expect(situation.missingOutputs[0]?.command).toBe('logread');
  });
});

describe('a command that was not run', () => {
  test('was typed by nobody', () => {
    const typed = printed('uqmi -d /dev/cdc-wdm0 --stop-network 1', '');
    expect(onlyEpisode(typed).commands).toHaveLength(1);
    expect(onlyEpisode(printed('uqmi -d /dev/cdc-wdm0 --stop-network 1', held)).commands).toEqual([]);
  });

  test('is not asked for again of a modem; of the system it is', () => {
    const asked = (text: string): string => askBlock(missingQuestions(diagnosisOf(text)));
    const listing = 'Module                  Size  Used by\nusb_wwan 16384 0';
    const qmi = "config interface 'wwan'\n\toption proto 'qmi'\n\toption device '/dev/cdc-wdm0'\n";
    const held = `${qmi}\nroot@OpenWrt:~# uqmi -d /dev/cdc-wdm0 --get-serving-system\n# hwdiag: not run: /dev/cdc-wdm0 is held by uqmi[12]\n`;
    expect(asked(`${qmi}\nroot@OpenWrt:~# lsmod\n${listing}\n${cut}\n`)).toContain('lsmod |');
    expect(asked(`${qmi}\nroot@OpenWrt:~# lsmod\n${listing}\n`)).not.toContain('lsmod |');
    expect(asked(qmi)).toContain('--get-serving-system');
    expect(asked(held)).not.toContain('--get-serving-system');
  });
});

test('a note anywhere takes no line of a log from what stands around it', () => {
  const lines = workingLog.trimEnd().split('\n');
  const read = (text: readonly string[]): number => {
    const { messages, foreign, unknown } = diagnosisOf(text).situation.stats;
    return messages + foreign + unknown;
  };
  const whole = read(lines);
  fc.assert(
    fc.property(fc.nat({ max: lines.length }), fc.constantFrom(cut, held), (at, note) => {
      expect(read([...lines.slice(0, at), note, ...lines.slice(at)])).toBe(whole + 1);
    }),
    { numRuns: 30 },
  );
});
