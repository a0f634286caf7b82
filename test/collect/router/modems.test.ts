import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, readlinkSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { collect } from '../../../src/collect/router/collection.ts';
import { type FixtureRouter, noRouter, startRouter } from './fixture-router.ts';
import { ec25, openwrt1907, openwrt2410, openwrt2512, rm520n } from './routers.ts';

const lacks = (program: string): boolean => spawnSync(program, ['-V']).error !== undefined;
const noTerminal = noRouter ?? (lacks('socat') ? 'there is no socat (Debian: socat)' : null);
const noGcom = noTerminal ?? (existsSync('/usr/bin/comgt') ? null : 'there is no comgt (Debian: comgt)');
for (const why of new Set([noRouter, noTerminal, noGcom]))
  if (why !== null) process.stderr.write(`Not every way to ask a modem was tried: ${why}.\n`);

const cleanUp: (() => void)[] = [];
afterEach(() => {
  for (const clean of cleanUp.splice(0)) clean();
});

async function sectionsOf(router: FixtureRouter, files: readonly string[] = []) {
  const { connection, root, remove } = startRouter(router);
  try {
    const { sections } = await collect(connection, { deadlineSeconds: 90 });
    const named = new Map(
      sections.map(({ name, end, output }) => [name, { end, text: Buffer.from(output).toString() }]),
    );
    return {
      named,
      files: files.map((file) =>
        existsSync(join(root, file)) ? readFileSync(join(root, file), 'utf8') : null,
      ),
    };
  } finally {
    remove();
  }
}

/** A modem behind a terminal: what it has been sent, and what it answers to each command; null: nothing. */
async function modem(answer: (command: string) => string | null): Promise<{
  readonly terminal: string;
  readonly heard: string[];
}> {
  const heard: string[] = [];
  const server: Server = createServer((socket) => {
    let line = '';
    socket.setEncoding('latin1').on('data', (words: string) => {
      line += words;
      for (let end = line.indexOf('\r'); end >= 0; end = line.indexOf('\r')) {
        const command = line.slice(0, end).trim();
        line = line.slice(end + 1);
        if (command === '') continue;
        heard.push(command);
        const said = answer(command);
        // Modems echo what they are told.
        if (said !== null) socket.write(`${command}\r\r\n${said}\r\n`);
      }
    });
    socket.on('error', () => undefined);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const folder = mkdtempSync(join(tmpdir(), 'hwdiag-modem-'));
  const link = join(folder, 'terminal');
  const socat: ChildProcess = spawn('socat', [`PTY,link=${link},rawer`, `TCP:127.0.0.1:${port}`]);
  cleanUp.push(() => {
    socat.kill();
    server.close();
    rmSync(folder, { recursive: true, force: true });
  });
  while (!existsSync(link)) await new Promise((resolve) => setTimeout(resolve, 20));
  return { terminal: readlinkSync(link), heard };
}

function answers(command: string): string {
  switch (command) {
    case 'ATI':
      return 'Quectel\r\nEC25\r\nRevision: EC25EFAR06A06M4G\r\n\r\nOK';
    case 'AT+CPIN?':
      return '+CPIN: READY\r\n\r\nOK';
    case 'AT+CSQ':
      return '+CSQ: 21,99\r\n\r\nOK';
    case 'AT+QCFG="usbnet"':
      return '+QCFG: "usbnet",0\r\n\r\nOK';
    case 'AT+CGDCONT?':
      return '+CME ERROR: 50';
    default:
      return 'OK';
  }
}

describe.skipIf(noRouter !== null)('asking a modem', { timeout: 60_000 }, () => {
  const umbim = `echo "$*" >>/tmp/asked
case $* in
  *caps) echo '  devicetype: 0001 - embedded' ;;
  *pinstate) echo '  required pin: 0 - none' ;;
  *subscriber) echo '  readystate: 0001 - initialized' ;;
  *) sleep 60 ;;
esac`;

  test('umbim leaves the session as it is, and is asked no more once it does not answer', async () => {
    const { named, files } = await sectionsOf({ ...openwrt2512, programs: { umbim } }, ['tmp/asked']);
    expect(files[0]?.trim().split('\n')).toEqual([
      '-n -t 1 -d /dev/cdc-wdm0 caps',
      '-n -t 2 -d /dev/cdc-wdm0 pinstate',
      '-n -t 3 -d /dev/cdc-wdm0 subscriber',
      '-n -t 4 -d /dev/cdc-wdm0 registration',
    ]);
    expect(named.get('mbim-cdc-wdm0-subscriber')?.text).toBe('  readystate: 0001 - initialized\n');
    expect(named.get('mbim-cdc-wdm0-registration')?.end).toEqual({ how: 'timed-out', afterSeconds: 10 });
    expect(named.has('mbim-cdc-wdm0-config')).toBe(false);
  });

  test('umbim is not asked while its interface has an address', async () => {
    const ip = `case "$*" in *wwan0) echo '    inet 10.64.0.2/30 scope global wwan0' ;; esac`;
    const { named, files } = await sectionsOf({ ...openwrt2512, programs: { umbim, ip } }, ['tmp/asked']);
    expect(named.get('mbim-cdc-wdm0')?.end).toMatchObject({
      how: 'skipped',
      reason: expect.stringMatching(/has an address/),
    });
    expect(files).toEqual([null]);
  });

  test('an old uqmi, which knows no -t', async () => {
    const { files } = await sectionsOf(
      { ...openwrt1907, programs: { uqmi: 'echo "$*" >>/tmp/asked; case $* in *help) echo usage ;; esac' } },
      ['tmp/asked'],
    );
    expect(files[0]).toContain('-s -d /dev/cdc-wdm0 --get-serving-system\n');
    expect(files[0]).not.toContain('-t');
  });

  test('sms_tool: a program that opens the port meanwhile has it', async () => {
    const { named, files } = await sectionsOf(
      {
        ...openwrt2410,
        programs: {
          sms_tool: `echo "$4" >>/tmp/asked
case $4 in
  AT+CPIN?) printf '+CPIN: READY\\r\\n\\r\\nOK\\r\\n'; : >/tmp/open; while [ ! -e /tmp/opened ]; do sleep 1; done ;;
  *) echo OK ;;
esac`,
        },
        running: [
          {
            name: 'pppd',
            text: 'while [ ! -e /tmp/open ]; do sleep 1; done; exec 3<>/dev/ttyUSB2; : >/tmp/opened; while true; do sleep 1 3<&-; done',
          },
        ],
      },
      ['tmp/asked'],
    );
    expect(files[0]?.trim().split('\n')).toEqual(['AT', 'ATI', 'AT+CPIN?']);
    expect(named.get('at-ttyusb2')?.text).toMatch(
      /\+CPIN: READY\nOK\n# hwdiag: not finished: \/dev\/ttyUSB2 is held by pppd\[\d+\]\n$/,
    );
  });

  test.skipIf(noTerminal !== null)('stty and a shell, on a real terminal', async () => {
    const { terminal, heard } = await modem(answers);
    const { named } = await sectionsOf({
      ...openwrt2410,
      usb: [ec25],
      also: ['stty'],
      terminals: { ttyUSB2: terminal },
    });
    expect(named.get('at-ttyusb2')?.text).toContain('ATI\nQuectel\nEC25\nRevision: EC25EFAR06A06M4G\nOK\n');
    expect(named.get('at-ttyusb2')?.text).toContain('+CPIN: READY\n');
    // Nothing that the modem said has gone back to it.
    expect(heard.filter((command) => !command.startsWith('AT'))).toEqual([]);
    expect(heard).toContain('AT+CSQ');
  });

  test.skipIf(noTerminal !== null)(
    'stty and a shell: a program that opens the port meanwhile has it',
    async () => {
      const { terminal, heard } = await modem(answers);
      const { named } = await sectionsOf({
        ...openwrt2410,
        usb: [ec25],
        also: ['stty'],
        terminals: { ttyUSB2: terminal },
        running: [
          {
            name: 'pppd',
            text: `while ! ls -l /proc/[0-9]*/fd 2>/dev/null | grep -q ttyUSB2; do sleep 1; done
exec 3<>/dev/ttyUSB2; while true; do sleep 1 3<&-; done`,
          },
        ],
      });
      expect(named.get('at-ttyusb2')?.text).toMatch(
        /# hwdiag: not finished: \/dev\/ttyUSB2 is held by pppd\[\d+\]\n/,
      );
      expect(heard).not.toContain('AT+QENG="servingcell"');
    },
  );

  test.skipIf(noGcom !== null)('comgt, on a real terminal', async () => {
    const { terminal, heard } = await modem(answers);
    const { named } = await sectionsOf({
      ...openwrt2410,
      usb: [ec25],
      binaries: { gcom: '/usr/bin/comgt' },
      terminals: { ttyUSB2: terminal },
    });
    const { text = '' } = named.get('at-ttyusb2') ?? {};
    expect(text).toContain('ATI\nQuectel\nEC25\n');
    expect(text).toContain('+CPIN: READY\n');
    expect(text).toContain('+CME ERROR: 50\n');
    expect(heard).toContain('AT+QCFG="usbnet"');
    expect(heard.filter((command) => !command.startsWith('AT'))).toEqual([]);
  });

  test.skipIf(noTerminal !== null)('a port of a modem on PCIe, without any tool', async () => {
    const { terminal, heard } = await modem(answers);
    const { named } = await sectionsOf({
      ...openwrt2410,
      usb: [],
      pci: [rm520n],
      terminals: { wwan0at0: terminal },
    });
    expect(named.get('ports')?.text).toContain(
      '/dev/wwan0at0: 17cb:0308 on PCI, type AT, driver mhi-pci-generic, device 0003:01:00.0\n',
    );
    expect(named.get('pci')?.text).toContain(
      '/sys/bus/pci/devices/0003:01:00.0/uevent: DRIVER=mhi-pci-generic\n',
    );
    expect(named.get('at-wwan0at0')?.text).toContain('+CPIN: READY\n');
    expect(heard).toContain('AT+CSQ');
  });

  test('a port of the WWAN layer that is on no PCIe, and a network card of the same maker, are left alone', async () => {
    const { named } = await sectionsOf({
      ...openwrt2410,
      usb: [],
      pci: [{ ...rm520n, id: '17cb:1103', pciClass: '028000' }],
    });
    expect(named.get('pci')?.text).toBe('');
    expect(named.has('at-wwan0at0')).toBe(false);
  });

  test('a port of a modem on PCIe that somebody holds is left alone', async () => {
    const { named } = await sectionsOf({
      ...openwrt2410,
      usb: [],
      pci: [rm520n],
      running: [{ name: 'quectel-CM', holds: '/dev/wwan0at0' }],
    });
    expect(named.get('at-wwan0at0')?.end).toMatchObject({
      how: 'skipped',
      reason: expect.stringMatching(/is held by quectel-CM\[\d+\]$/),
    });
    expect(named.get('holders')?.text).toMatch(/^\/dev\/wwan0at0: quectel-CM\[\d+\]\n$/);
  });
});
