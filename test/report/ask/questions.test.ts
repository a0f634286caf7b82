import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { askBlock } from '../../../src/report/ask/block.ts';
import { allQuestions, missingQuestions } from '../../../src/report/ask/questions.ts';
import { diagnosisOf } from '../../diagnosis-of.ts';

const sample = (name: string) => readFileSync(`samples/${name}.txt`, 'utf8');
const asked = (text: Parameters<typeof diagnosisOf>[0]) =>
  missingQuestions(diagnosisOf(text)).map(({ command }) => command);

/** busybox is what routers have; where it is not installed, dash and others read the same. */
const shell = spawnSync('busybox', ['true']).error === undefined ? ['busybox', 'ash'] : ['sh'];

/** Debian's static busybox runs its own cat and ps, whatever stands in the path: then nothing can be put in their place. */
const runsItsOwn = spawnSync('busybox', ['ash', '-c', 'PATH=/nowhere; cat /dev/null']).status === 0;

function inShell(script: string, programs: Readonly<Record<string, string>> = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'hwdiag-ask-'));
  const bin = join(folder, 'bin');
  mkdirSync(bin);
  for (const [name, text] of Object.entries(programs)) {
    writeFileSync(join(bin, name), `#!/bin/sh\n${text}\n`);
    chmodSync(join(bin, name), 0o755);
  }
  const [program = 'sh', ...words] = runsItsOwn ? ['sh'] : shell;
  const run = spawnSync(program, words, {
    input: script,
    encoding: 'utf8',
    env: { PATH: `${bin}:/usr/bin:/bin` },
  });
  rmSync(folder, { recursive: true });
  return run.stdout;
}

describe('what is missing', () => {
  test('without a text: all of it, the log and the configuration first', () => {
    expect(
      allQuestions()
        .map(({ command }) => command)
        .slice(0, 2),
    ).toEqual(['logread | tail -n 300', expect.stringContaining('/etc/config/network')]);
  });

  test('no AT command where no text shows the port', () => {
    expect(askBlock(allQuestions())).not.toMatch(/sms_tool|ttyUSB\d/);
  });

  test('what is proven needs only what the fix depends on', () => {
    expect(asked(sample('e3372-qmi-on-ncm'))).toEqual(['ubus call system board']);
  });

  test('of a connection that works: what lies above the highest rung shown', () => {
    const commands = asked(sample('e3372-ncm-works'));
    expect(commands).toContain('ping -c 3 -W 2 9.9.9.9');
    expect(commands.join()).not.toMatch(/dmesg|lsmod|logread/);
  });

  test('what stands there is not asked again', () => {
    const text = sample('ms2372h-no-lease');
    expect(asked(text)).toContain('ifstatus modem');
    expect(
      asked(`${text}\nroot@OpenWrt:~# ifstatus modem\n{\n\t"up": false,\n\t"pending": true\n}\n`),
    ).not.toContain('ifstatus modem');
  });

  test('a modem on PCIe is asked about where there may be one', () => {
    const question = "grep -E 'DRIVER|PCI_' /sys/bus/pci/devices/*/uevent";
    const config = "config interface 'wan'\n\toption proto 'mbim'\n\toption device '/dev/wwan0mbim0'\n\n";
    expect(asked(config)).toContain(question);
    expect(asked(config.replace('wwan0mbim0', 'cdc-wdm0'))).not.toContain(question);
    const answer = `root@OpenWrt:~# ${question}\n/sys/bus/pci/devices/0003:01:00.0/uevent:DRIVER=mhi-pci-generic\n/sys/bus/pci/devices/0003:01:00.0/uevent:PCI_ID=17CB:0308\n`;
    expect(asked(`${config}${answer}`)).not.toContain(question);
  });

  const atTalk = "root@OpenWrt:~# sms_tool -d /dev/ttyUSB2 at 'AT+CSQ'\n+CSQ: 99,99\nOK\n";
  test('AT commands go to a port that has answered in the text', () => {
    expect(asked(atTalk).filter((command) => command.includes('sms_tool'))).toContain(
      "command -v sms_tool >/dev/null && sms_tool -d /dev/ttyUSB2 at 'AT+CPIN?'",
    );
  });

  test('and never to one that pppd dials through', () => {
    const dialled = "config interface 'wan'\n\toption proto '3g'\n\toption device '/dev/ttyUSB2'\n\n";
    expect(asked(`${dialled}${atTalk}`).join()).not.toContain('sms_tool');
    const shown = 'root@OpenWrt:~# ps w\n 1234 root 1000 S /usr/sbin/pppd nodetach /dev/ttyUSB2 460800\n';
    expect(asked(`${shown}${atTalk}`).join()).not.toContain('sms_tool');
  });

  test('nothing of the text gets into a command but names', () => {
    const commands = asked(
      "config interface '$(reboot)'\n\toption proto 'qmi'\n\toption device '/dev/cdc-wdm0;reboot'\n",
    );
    expect(commands.join('\n')).not.toContain('reboot');
  });
});

describe('the block', () => {
  test.each([
    '',
    ...readdirSync('samples').flatMap((name) => /^((?!.*\.out).*)\.txt$/.exec(name)?.[1] ?? []),
  ])('for %s is what a shell reads', (name) => {
    const block = askBlock(name === '' ? allQuestions() : missingQuestions(diagnosisOf(sample(name))));
    const [program = 'sh', ...words] = shell;
    const { status, stderr } = spawnSync(program, [...words, '-n'], { input: block, encoding: 'utf8' });
    expect(stderr).toBe('');
    expect(status).toBe(0);
    for (const line of block.split('\n').filter((one) => !/^(?:#|while|echo|END|$)/.test(one))) {
      const one = spawnSync(program, [...words, '-n'], { input: `${line}\n`, encoding: 'utf8' });
      expect([line, one.stderr]).toEqual([line, '']);
    }
  });

  const programs = {
    logread:
      'echo "Sun Nov 22 14:49:27 2026 daemon.notice netifd: wwan (646): PIN not specified but required"',
    ubus: 'echo \'{ "kernel": "5.15.150", "hostname": "OpenWrt", "model": "GL.iNet GL-MT1300", "release": { "distribution": "OpenWrt", "version": "23.05.3" } }\'',
    dmesg: 'echo "[   14.200000] qmi_wwan 1-1:1.4: cdc-wdm0: USB WDM device"',
    mmcli: 'echo "  Status   |                state: registered"',
    cat: "test \"$1\" = /etc/config/network && printf \"config interface 'wwan'\\n\\toption proto 'qmi'\\n\\toption password 'sesame99'\\n\"",
    uname: 'echo OpenWrt',
    lsmod: 'echo "qmi_wwan               20480  0"',
    uci: 'echo "firewall.@zone[1]=zone"; echo "firewall.@zone[1].name=\'wan\'"; echo "firewall.@zone[1].network=\'wan\' \'wwan\'"',
    ip: 'echo "default via 192.0.2.1 dev eth0"',
    ping: 'echo "PING 9.9.9.9 (9.9.9.9): 56 data bytes"; echo; echo "3 packets transmitted, 0 packets received, 100% packet loss"',
    nslookup: 'echo "Server: 127.0.0.1"; echo "** server can\'t find openwrt.org: SERVFAIL"',
    apk: 'echo "uqmi-2024.01.16~c3488b83-r1 mipsel_24kc {feeds/base/uqmi} (GPL-2.0) [installed]"',
    ps: 'echo "  PID USER       VSZ STAT COMMAND"; echo " 2311 root      1234 S    /usr/sbin/ModemManager"',
  };

  test('run in a shell, comes back as text in which each answer is known by its command', () => {
    const output = inShell(askBlock(allQuestions()), programs);
    const { situation, findings } = diagnosisOf(output);
    expect(situation.episodes).toHaveLength(1);
    const [episode] = situation.episodes;
    const kinds = ['board', 'module', 'process', 'package', 'route', 'ping'] as const;
    expect(kinds.filter((kind) => episode?.observations.of(kind).length === 0)).toEqual([]);
    expect(episode?.interfaces.map(({ name, proto }) => [name, proto])).toEqual([['wwan', 'qmi']]);
    expect(episode?.router.host?.value).toBe('OpenWrt');
    expect(episode?.attempts.filter(({ method }) => method === 'by-hand')).toEqual([]);
    expect(findings.map(({ rule }) => rule)).toContain('sim-pin-required');
    expect(output).not.toContain('sesame99');
  });

  test('asked of what it printed, has nothing left to ask but what this router does not have', () => {
    const output = inShell(askBlock(allQuestions()), programs);
    expect(asked(output)).toEqual([]);
  });

  test('ends, though a tool never does', () => {
    const text = "config interface 'wwan'\n\toption proto 'qmi'\n\toption device '/dev/cdc-wdm0'\n";
    const log = '[   14.200000] qmi_wwan 1-1:1.4: cdc-wdm0: USB WDM device\n';
    const questions = missingQuestions(diagnosisOf(`${text}${log}`)).filter(({ command }) =>
      command.includes('uqmi'),
    );
    expect(questions).toHaveLength(1);
    const output = inShell(askBlock(questions), { uqmi: 'exec sleep 600', sleep: 'exec /bin/sleep 0.1' });
    expect(output).toContain('# command -v uqmi');
  });
});
