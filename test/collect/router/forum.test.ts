import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readSectionNote } from '../../../src/capture/section-note.ts';
import { collectionScript } from '../../../src/collect/router/collection-script.ts';
import { diagnosisOf } from '../../diagnosis-of.ts';
import { places } from '../../redact/planted.ts';
import { type FixtureRouter, noRouter, startRouter } from './fixture-router.ts';
import {
  glinet4,
  openmptcprouter,
  openwrt1505,
  openwrt1907,
  openwrt2410,
  openwrt2512,
  raspberryPi,
  rooter,
} from './routers.ts';

if (noRouter !== null) process.stderr.write(`Nothing was printed for a forum: ${noRouter}.\n`);

/** What the script prints when somebody runs it on the router. */
async function printed(router: FixtureRouter, deadlineSeconds = 60): Promise<string> {
  const { connection, remove } = startRouter(router);
  try {
    const command = await connection.start('exec sh -s');
    let text = '';
    command.stdout.setEncoding('utf8').on('data', (words: string) => {
      text += words;
    });
    command.stdin.end(collectionScript({ mode: 'forum', deadlineSeconds }));
    await command.end;
    return text;
  } finally {
    remove();
  }
}

/** Hides a text as the router would. */
function masked(text: string, shell: readonly string[], secrets = ''): string {
  const script = collectionScript({ mode: 'forum', deadlineSeconds: 60 }).replace(/\nmain\n$/, '\nmasked\n');
  const [program = 'sh', ...words] = shell;
  return spawnSync(program, [...words, '-c', script], {
    input: text,
    encoding: 'utf8',
    env: { PATH: '/usr/sbin:/usr/bin:/sbin:/bin', known_secrets: secrets },
  }).stdout;
}

/** Each line, and what is left of it. */
const lines: readonly (readonly [string, string])[] = [
  ["\toption password 'sesame-4711'", "\toption password '***'"],
  ['\toption pincode 4711', "\toption pincode '***'"],
  ["\toption dialnum '+447700900123'", "\toption dialnum '***'"],
  ["\toption dialnum '*99#'", "\toption dialnum '*99#'"],
  ["\toption apn 'internet'", "\toption apn 'internet'"],
  ["network.wwan.password='two words'", "network.wwan.password='***'"],
  ['\t"username": "joe77", "apn": "internet",', '\t"username": "***", "apn": "internet",'],
  ['<Imei>861234567890123</Imei><SimStatus>1</SimStatus>', '<Imei>***</Imei><SimStatus>1</SimStatus>'],
  ['AT^NDISDUP=1,1,"internet","joe77","sesame",2', 'AT^NDISDUP=1,1,"internet","***","***",2'],
  ['+CGAUTH: 1,1,"joe77","sesame"', '+CGAUTH: 1,1,"***","***"'],
  ['AT+CPIN=1234', 'AT+CPIN=***'],
  ['+CPIN: READY', '+CPIN: READY'],
  ['+CPIN: SIM PIN', '+CPIN: SIM PIN'],
  ['+CNUM: "","+447700900123",145', '+CNUM: "","***",145'],
  ['pppd nodetach user joe77 password sesame', 'pppd nodetach user *** password ***'],
  ['uqmi --username joe77 --password sesame', 'uqmi --username *** --password ***'],
  ['wget http://joe77:sesame@example.org/x', 'wget http://***:***@example.org/x'],
  [
    'link/ether 02:50:f3:12:34:56 brd ff:ff:ff:ff:ff:ff',
    'link/ether xx:xx:xx:xx:xx:xx brd ff:ff:ff:ff:ff:ff',
  ],
  ['inet 81.2.69.142/30 dns 8.8.8.8', 'inet x.x.x.x/30 dns 8.8.8.8'],
  ['Revision: 11.126.16.04.00', 'Revision: 11.126.16.04.00'],
  ['+CGPADDR: 1,081.002.069.142', '+CGPADDR: 1,x.x.x.x'],
  ['inet 10.64.0.2/30 mask 255.255.255.0', 'inet 10.64.0.2/30 mask 255.255.255.0'],
  ['inet6 2a02:8070:12:34::1/64', 'inet6 2a02:xxxx:xx:xx::x/64'],
  ['234151234567890', '23415xxxxxxxxxx'],
  ['8944123412341234123', '89xxxxxxxxxxxxxxxxx'],
  ['S:  SerialNumber=0123456789ABCDEF', 'S:  SerialNumber=***'],
  ['kmod-usb-net-qmi-wwan - 4.14.221-1', 'kmod-usb-net-qmi-wwan - 4.14.221-1'],
  ['"pin1_status":"disabled","pin1_verify_tries":3', '"pin1_status":"disabled","pin1_verify_tries":3'],
  ['  ipv4address: 10.64.0.2/30', '  ipv4address: 10.64.0.2/30'],
  ["\tlist peer 'aGVsbG8gd29ybGQgaGVsbG8gd29ybGQgaGVsbG8gd28='", "\tlist peer '***'"],
  ['mail joe@example.net now', 'mail ***@*** now'],
  ['required pin: 1 remaining attempts: 3', 'required pin: 1 remaining attempts: 3'],
  ['he is called Joe-of-Elm-Street here', 'he is called *** here'],
  ['SIM PIN is 4711, usb 1e0e:4711', 'SIM PIN is ***, usb 1e0e:4711'],
  ['a longer one: Joe-of-Elm-Street-4711', 'a longer one: ***'],
  ['\toption password "two words"', "\toption password '***'"],
  ["\toption password 'begins here", "\toption password '***'"],
  ["and ends here'", '***'],
  ["network.wwan.password='it'\\''s sesame'", "network.wwan.password='***'"],
  ['{"password":"a\\"b","proto":"qmi"}', '{"password":"***","proto":"qmi"}'],
  ['{"username":["joe","jim"],"up":true}', '{"username":***,"up":true}'],
  ['quectel-CM -s internet joe77 sesame 2', 'quectel-CM -s internet *** *** 2'],
  ['umbim -n -t 2 -d /dev/cdc-wdm0 unlock 4712', 'umbim -n -t 2 -d /dev/cdc-wdm0 unlock ***'],
  [
    'umbim -n -d /dev/cdc-wdm0 connect ipv4:a pap joe77 pw',
    'umbim -n -d /dev/cdc-wdm0 connect ipv4:a pap *** ***',
  ],
  ['uqmi -d /dev/cdc-wdm0 --verify-pin1 4712', 'uqmi -d /dev/cdc-wdm0 --verify-pin1 ***'],
  ['AT+CGAUTH=1,1,"joe77","a long password";+CPIN=4712', 'AT+CGAUTH=1,1,"***","***";+CPIN=***'],
  ['inet6 fe80::50:f3ff:fe12:3456/64', 'inet6 fe80::xxxx:xxff:fexx:xxxx/64'],
  ['inet6 fe80::1/64', 'inet6 fe80::1/64'],
  ['pd:2a02:8070:1234:5600::/56', 'pd:2a02:xxxx:xxxx:xxxx::/56'],
  ['to:2a02:8070::1 from 81.2.69.142-81.2.69.150', 'to:2a02:xxxx::x from x.x.x.x-x.x.x.x'],
  ['client 01:02:50:f3:12:34:56', 'client xx:xx:xx:xx:xx:xx:xx'],
  ['http://joe:se@same@a/ http://jim:pw@b/', 'http://***:***@a/ http://***:***@b/'],
  ['Cookie: SessionID=a1 b2; x', 'Cookie: ***; x'],
  ['curl -s -u joe77:sesame https://a/', 'curl -s -u *** https://a/'],
  ['35-209900-176148-1', '35xxxxxxxxxxxxx'],
  ['ses\x1b[1mame', 'sesame'],
];

describe('what is printed for a forum', () => {
  test.each([[['busybox', 'ash']], [['dash']]])('hides what is nobody’s business: %s', (shell) => {
    const text = lines.map(([line]) => `${line}\n`).join('');
    expect(masked(text, shell, 'Joe-of-Elm-Street-4711\nJoe-of-Elm-Street\n4711').split('\n')).toEqual([
      ...lines.map(([, left]) => left),
      '',
    ]);
  });

  test.each([[['busybox', 'ash']], [['dash']]])('hides what hwdiag itself would: %s', (shell) => {
    const secret = 'QbfhjkqvwxzB7z';
    const left = masked(places.map((place) => `${place(secret)}\n`).join(''), shell);
    expect(left.split('\n')).toHaveLength(places.length + 1);
    // The key of WireGuard is made longer there.
    expect(left).not.toContain(secret.slice(2));
  });

  describe.skipIf(noRouter !== null)('on a router', () => {
    test('knows the secrets of the configuration however they are written', async () => {
      const { connection, root, remove } = startRouter({
        ...openwrt1907,
        hostname: "'a;b'",
        programs: {
          ps: String.raw`cat <<'E'
say pear-tree-long and pear-tree and it's-plum and "a"quince" and two-line-cherry and last-line-cherry
say {"x":"a\/b\"melon"} and 'it'\''s-plum'
E`,
        },
      });
      try {
        writeFileSync(
          join(root, 'etc/config/secrets'),
          [
            'config a',
            '\toption "password" "pear-tree"',
            "\toption token 'pear-tree-long'",
            "\tlist password 'it'\\''s-plum'",
            '\toption secret "a\\"quince"',
            "\toption psk 'two-line-cherry",
            "last-line-cherry'",
            "\toption pwd 'a/b\"melon'",
            '',
          ].join('\n'),
        );
        const command = await connection.start('exec sh -s');
        let text = '';
        command.stdout.setEncoding('utf8').on('data', (words: string) => {
          text += words;
        });
        command.stdin.end(collectionScript({ mode: 'forum', deadlineSeconds: 60 }));
        await command.end;
        expect(text).toMatch(/^root@router:~# date\n/);
        expect(text).toContain('say *** and *** and *** and ');
        expect(text).not.toMatch(/pear|-long|plum|quince|cherry|melon/);
      } finally {
        remove();
      }
    });

    test('is what a person would paste, and holds no secret of the configuration', async () => {
      const text = await printed({
        ...openwrt1907,
        programs: {
          ps: 'echo " 1423 root 1496 S pppd user joe77 password sesame-4711 for Chez Joe"',
        },
      });
      expect(text).toMatch(/^root@OpenWrt:~# date\n/);
      expect(text).toContain('Network registration failed\n');
      expect(text).toContain("\toption password '***'\n");
      expect(text).not.toMatch(/joe77|sesame|Chez Joe|correct horse|02:50:f3/);
    });

    test.each([
      ['openwrt1505', openwrt1505, 'sim-pin-required'],
      ['openwrt2410', openwrt2410, 'driver-net-missing-qmi'],
      ['openwrt2512', openwrt2512, 'proto-handler-missing'],
      ['raspberryPi', raspberryPi, 'sim-pin-required'],
      ['glinet4', glinet4, null],
      ['rooter', rooter, null],
      ['openmptcprouter', openmptcprouter, null],
    ])('%s: the diagnosis is that of the whole collection', async (_, router, cause) => {
      const { verdict } = diagnosisOf(await printed(router));
      expect([verdict.state, verdict.cause]).toEqual([cause === null ? 'working' : 'broken', cause]);
    });

    test('says what was not run, and what did not come to its end, as hwdiag reads it', async () => {
      const held = await printed(glinet4);
      expect(held.split('\n').map(readSectionNote)).toContainEqual({
        what: 'not-run',
        reason: expect.stringMatching(/^\/dev\/ttyUSB2 is held by gl_modem\[\d+\]$/),
      });
      const cut = await printed({ ...openwrt1907, programs: { date: 'sleep 60' } }, 3);
      expect(cut.trimEnd().split('\n').map(readSectionNote)).toContainEqual({
        what: 'not-finished',
        reason: expect.stringMatching(/^took longer than \d s$/),
      });
      expect(readSectionNote(cut.trimEnd().split('\n').at(-1) ?? '')).toEqual({
        what: 'not-finished',
        reason: 'the collection ended before all was read',
      });
    });
  });
});
