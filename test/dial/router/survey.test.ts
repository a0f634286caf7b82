import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { RouterShell } from '../../../src/dial/router/router-shell.ts';
import { NotSurveyed, survey, surveyOf, surveyTask } from '../../../src/dial/router/survey.ts';
import { localConnection } from '../../collect/router/local-connection.ts';
import { programPath } from '../../servers/programs.ts';

const shells = [
  ['dash', ['/bin/sh']],
  ['busybox ash', ['busybox', 'sh']],
] as const satisfies readonly (readonly [string, readonly [string, ...string[]]])[];

/** `ip -o addr` of busybox 1.35 and of iproute2 6.1, which differ only in the flags of IPv6. */
const addresses = `1: lo    inet 127.0.0.1/8 scope host lo\\       valid_lft forever preferred_lft forever
1: lo    inet6 ::1/128 scope host \\       valid_lft forever preferred_lft forever
2: br-lan    inet 192.168.1.1/24 scope global br-lan\\       valid_lft forever preferred_lft forever
2: br-lan    inet6 fd00:1::1/64 scope global flags 02 \\       valid_lft forever preferred_lft forever
2: br-lan    inet6 fe80::ac3e:d8ff:fed2:9922/64 scope link \\       valid_lft forever preferred_lft forever
3: eth1    inet6 fe80::ac3e:d8ff:fed2:9922/64 scope link \\       valid_lft forever preferred_lft forever
4: 3g-wan    inet 10.64.64.2 peer 10.64.64.1/32 scope global 3g-wan\\       valid_lft forever preferred_lft forever
`;

/** What `ip route get` prints, by its arguments. */
const ways: Readonly<Record<string, string>> = {
  '192.168.1.2 from 192.168.1.1': '192.168.1.2 from 192.168.1.1 dev br-lan uid 0 \n    cache ',
  'fd00:1::2 from fd00:1::1': 'fd00:1::2 from fd00:1::1 dev br-lan  src fd00:1::1  metric 256 ',
  'fe80::2 from fe80::ac3e:d8ff:fed2:9922 oif br-lan':
    'fe80::2 from fe80::ac3e:d8ff:fed2:9922 dev br-lan  src fd00:1::1  metric 256 ',
  '203.0.113.9 from 10.64.64.2': '203.0.113.9 from 10.64.64.2 dev 3g-wan ',
};

describe.each(
  shells.filter(([, [program]]) => programPath(program) !== undefined || program.startsWith('/')),
)('the survey under %s', (_, words) => {
  let folder: string;

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'hwdiag-survey-'));
    writeFileSync(join(folder, 'addresses'), addresses);
    for (const [asked, answer] of Object.entries(ways)) writeFileSync(join(folder, asked), `${answer}\n`);
  });

  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  /** @param stand shell functions in place of programs of a router; @param part of the survey, which takes long */
  async function surveyed(part: 'ends' | 'tools' | 'survey', connection: string, stand = '') {
    const programs = `ip() {
  case "$1 $2" in
    '-o addr') cat ${folder}/addresses ;;
    'route get') shift 2; cat "${folder}/$*" 2>/dev/null || { echo 'ip: RTNETLINK answers: Invalid argument' >&2; return 2; } ;;
  esac
}`;
    const shell = new RouterShell(localConnection(words, { SSH_CONNECTION: connection }));
    const { text } = await shell.read({
      name: 'survey',
      command: 'survey',
      script: [programs, surveyTask.replace(/survey$/, stand), part, 'row over'].join('\n'),
      patience: 40,
    });
    return surveyOf(text);
  }

  test.each([
    ['192.168.1.2 50000 192.168.1.1 22', '192.168.1.2', '192.168.1.1', ['br-lan'], / dev br-lan /],
    ['::ffff:192.168.1.2 5 ::ffff:192.168.1.1 22', '192.168.1.2', '192.168.1.1', ['br-lan'], / dev br-lan /],
    ['fd00:1::2 5 fd00:1::1 22', 'fd00:1::2', 'fd00:1::1', ['br-lan'], / dev br-lan /],
    [
      'fe80::2%br-lan 5 fe80::ac3e:d8ff:fed2:9922%br-lan 22',
      'fe80::2',
      'fe80::ac3e:d8ff:fed2:9922',
      ['br-lan'],
      / dev br-lan /,
    ],
    ['203.0.113.9 5 10.64.64.2 22', '203.0.113.9', '10.64.64.2', ['3g-wan'], / dev 3g-wan/],
    // The server's address is not the router's own.
    ['192.168.1.2 5 192.0.2.7 22', '192.168.1.2', '192.0.2.7', [], /^$/],
  ] as const)('finds whose address the session %s comes in at, and the way back', async (...row) => {
    const [connection, peer, server, owners, way] = row;
    const { session, ways: known } = await surveyed('ends', connection);
    expect(session).toEqual({ peer, server, owners });
    expect(known.get(peer)).toMatch(way);
  });

  test('does not take words for addresses', async () => {
    expect((await surveyed('ends', '$(reboot) 5 192.168.1.1 22')).session).toBeNull();
    expect((await surveyed('ends', '')).session).toBeNull();
  });

  test.each([
    ["network.wan.device='LINK'", true],
    ['network.wan.device=LINK', true],
    ["network.wan.apn='LINK'", false],
  ])('follows the link of %s', async (line, isFollowed) => {
    const link = `/dev/shm/hwdiag-modem-of-${process.pid}`;
    rmSync(link, { force: true });
    symlinkSync('/dev/null', link);
    try {
      const { links } = await surveyed('tools', '', `uci() { echo "${line.replace('LINK', link)}"; }`);
      expect([...links]).toEqual(isFollowed ? [[link, '/dev/null']] : []);
    } finally {
      rmSync(link, { force: true });
    }
  });

  test.each([
    ['--timeout, -t   response timeout in msecs', true],
    ['--single, -s', false],
  ])('knows by the help of uqmi (%s) whether it takes a time', async (help, knows) => {
    const { uqmiKnowsTimeout } = await surveyed('tools', '', `uqmi() { echo '  ${help}' >&2; return 1; }`);
    expect(uqmiKnowsTimeout).toBe(knows);
  });

  test('knows the modems of ModemManager by their numbers', async () => {
    const stand = `mmcli() {
  case "$*" in
    -L)
      echo '    /org/freedesktop/ModemManager1/Modem/3 [huawei] E3372'
      echo '    /org/freedesktop/ModemManager1/Modem/12 [quectel] EC25'
      ;;
    '-m 3') echo '  System   |            device: /sys/devices/platform/101c0000.ehci/usb1/1-1' ;;
    '-m 12') echo "  System   |         device: '/sys/devices/platform/101c0000.ehci/usb1/1-2'" ;;
  esac
}
`;
    const { managed, managerRuns } = await surveyed('tools', '', `${stand}manager() { true; }`);
    expect(managerRuns).toBe(true);
    expect([...managed]).toEqual([
      [3, '1-1'],
      [12, '1-2'],
    ]);
  });

  test.each([
    ['lists nothing', '-L', []],
    [
      'says nothing of a modem',
      '-m 3',
      [
        [3, ''],
        [12, ''],
      ],
    ],
  ] as const)('goes on where mmcli hangs: it %s', async (_, hanging, known) => {
    const stand = `mmcli() {
  case "$*" in
    '${hanging}') (sleep 4325; echo never) | cat ;;
    -L)
      echo '    /org/freedesktop/ModemManager1/Modem/3 [huawei] E3372'
      echo '    /org/freedesktop/ModemManager1/Modem/12 [quectel] EC25'
      ;;
    *) echo "  System   |         device: '/sys/devices/platform/101c0000.ehci/usb1/1-2'" ;;
  esac
}
manager() { true; }
uqmi() { echo ' --timeout'; }
patience=1`;
    const { managed, uqmiKnowsTimeout } = await surveyed('tools', '', stand);
    expect([...managed]).toEqual(known);
    expect(uqmiKnowsTimeout).toBe(true);
  });

  describe('of scripts that dial', () => {
    /** Stands for the root of the router; `ROOT` in a text is where it stands. */
    let root: string;

    beforeEach(() => {
      root = join(folder, 'root');
    });

    afterEach(() => rmSync(root, { recursive: true, force: true }));

    function file(path: string, text: string): void {
      mkdirSync(dirname(root + path), { recursive: true });
      writeFileSync(root + path, text.replaceAll('ROOT', root));
    }

    /** @param network lines of `uci show network` */
    async function pins(...network: readonly string[]) {
      file('/uci', network.map((line) => `${line}\n`).join(''));
      const task = surveyTask
        .replace(/survey$/, () => `uci() { cat ${root}/uci; }\npins\nrow over`)
        .replaceAll(/\/etc\/(?:chatscripts|ppp)\//g, (path) => root + path);
      const shell = new RouterShell(localConnection(words));
      const { text } = await shell.read({ name: 'survey', command: 'survey', script: task, patience: 40 });
      expect(text).not.toContain('4711');
      return surveyOf(text.replaceAll(root, ''));
    }

    test('those that may send a PIN are known, and not the PIN', async () => {
      file('/etc/chatscripts/3g.chat', "ABORT BUSY\n'' AT\nOK AT+CPIN?\nOK ATD*99#\n");
      file('/etc/chatscripts/old.chat', "'' AT\n#OK AT+CPIN=4711\nOK ATD*99#\n");
      file('/etc/chatscripts/pin.chat', "'' AT\nOK 'AT+CPIN=\"4711\"'\nOK ATD*99#\n");
      file('/etc/chatscripts/low.chat', "'' at+cpin=4711\n");
      file('/etc/ppp/peers/lte', 'connect "/usr/sbin/chat -f ROOT/root/peer.chat"\n');
      file('/root/peer.chat', "'' AT\nOK AT^CPIN=4711\n");
      file('/root/unused.chat', "'' AT+CPIN=4711\n");
      expect([...(await pins()).pinScripts].sort()).toEqual([
        '/etc/chatscripts/low.chat',
        '/etc/chatscripts/pin.chat',
        '/root/peer.chat',
      ]);
    });

    test('interfaces that have one in their options now are told, and not the PIN', async () => {
      const { pinned } = await pins(
        "network.wan.pincode='4711'",
        'network.lte.pincode=4711',
        "network.none.pincode=''",
        "network.other.apn='pincode'",
      );
      expect([...pinned]).toEqual(['wan', 'lte']);
    });

    test('those are looked into that an interface names, and what these name', async () => {
      file('/root/a.chat', "'' AT\nOK AT+CPIN=4711\n");
      file('/root/dial.sh', '#!/bin/sh\nexec /usr/sbin/chat -f ROOT/root/b.chat\n');
      file('/root/b.chat', "'' AT\nOK AT+CPIN=4711\n");
      expect(
        (
          await pins(
            `network.wan.connect='/usr/sbin/chat -f ${root}/root/a.chat'`,
            `network.lte.pppd_options='connect ${root}/root/dial.sh'`,
          )
        ).pinScripts,
      ).toEqual(['/root/a.chat', '/root/b.chat']);
    });

    test('more than are looked into may have one', async () => {
      for (let number = 0; number < 61; number += 1) file(`/etc/chatscripts/${number}.chat`, "'' AT\n");
      expect((await pins()).pinScripts).toEqual(['a file whose name is not told']);
    });

    test('none has one where there are none', async () => {
      expect((await pins("network.wan.proto='3g'")).pinScripts).toEqual([]);
    });
  });

  test('comes to its end', async () => {
    const { session, cards } = await surveyed('survey', '192.168.1.2 50000 192.168.1.1 22');
    expect(session?.owners).toEqual(['br-lan']);
    expect(cards.get('lo')?.type).toBe(772);
  });
});

test.each([
  ['has no end', 'within() { yes; }', 'The router says too much of how it stands'],
  ['ends early', 'exit 3', 'The router’s shell ended before it had said how it stands'],
])('a survey that %s is told as that', async (_, instead, words) => {
  const local = localConnection(['/bin/sh']);
  const connection = { ...local, start: () => local.start(`${instead}; within | head -c 200000`) };
  const failed = survey(new RouterShell(connection));
  await expect(failed).rejects.toThrow(NotSurveyed);
  await expect(failed).rejects.toThrow(`${words}, so nothing is tested.`);
});
