import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type Collection, collect } from '../../../src/collect/router/collection.ts';
import { sectionText } from '../../../src/collect/router/section-text.ts';
import { diagnosisOf } from '../../diagnosis-of.ts';
import { type FixtureRouter, noRouter, startRouter } from './fixture-router.ts';
import {
  glinet3,
  glinet4,
  openmptcprouter,
  openwrt1505,
  openwrt1907,
  openwrt2410,
  openwrt2512,
  raspberryPi,
  rooter,
} from './routers.ts';

if (noRouter !== null) process.stderr.write(`Not collected from any router: ${noRouter}.\n`);

interface Outcome {
  readonly collection: Collection;
  readonly text: string;
  /** What programs that must not be called have written down. */
  readonly asked: string | null;
}

async function collected(router: FixtureRouter): Promise<Outcome> {
  const { connection, root, remove } = startRouter(router);
  try {
    const collection = await collect(connection, { deadlineSeconds: 60 });
    const asked = join(root, 'tmp/asked');
    return {
      collection,
      text: collection.sections
        .map((section) => Buffer.from(sectionText(section, collection.host)).toString())
        .join(''),
      asked: existsSync(asked) ? readFileSync(asked, 'utf8') : null,
    };
  } finally {
    remove();
  }
}

function verdictOf(text: string) {
  const { state, cause, confidence } = diagnosisOf(text).verdict;
  return [state, cause, confidence];
}

function endOf({ collection }: Outcome, name: string) {
  return collection.sections.find((section) => section.name === name)?.end;
}

describe.skipIf(noRouter !== null)('collecting from a router', () => {
  test('OpenWrt 15.05: no nice, no timeout, AT commands through gcom', async () => {
    const outcome = await collected(openwrt1505);
    expect(outcome.collection).toMatchObject({ host: 'OpenWrt', end: { how: 'complete' } });
    expect(verdictOf(outcome.text)).toEqual(['broken', 'sim-pin-required', 'proven']);
    expect(outcome.text).toContain('gcom -d /dev/ttyUSB2\nATI\nManufacturer: huawei\n');
    expect(outcome.text).toContain('comgt - 0.32-26\n');
  });

  test('OpenWrt 19.07: uqmi, and the configuration without the names and keys of its Wi-Fi', async () => {
    const outcome = await collected(openwrt1907);
    expect(outcome.collection.end).toEqual({ how: 'complete' });
    expect(diagnosisOf(outcome.text).verdict).toMatchObject({ state: 'broken', rung: 'register' });
    expect(outcome.text).toContain("package wireless\nconfig wifi-device 'radio0'\n");
    expect(outcome.text).not.toMatch(/Chez Joe|correct horse/);
    expect(endOf(outcome, 'at-ttyusb2')).toMatchObject({ how: 'skipped' });
  });

  test('OpenWrt 24.10: the list of USB devices from sysfs', async () => {
    const outcome = await collected(openwrt2410);
    expect(verdictOf(outcome.text)).toEqual(['broken', 'driver-net-missing-qmi', 'proven']);
    expect(outcome.text).toContain('I:* If#= 4 Alt= 0 #EPs= 3 Cls=ff Sub=ff Prot=ff Driver=(none)\n');
  });

  test('OpenWrt 25.12: packages of apk', async () => {
    const outcome = await collected(openwrt2512);
    expect(verdictOf(outcome.text)).toEqual(['broken', 'proto-handler-missing', 'proven']);
    expect(outcome.text).toContain(
      'kmod-usb-net-cdc-mbim-6.12.63-r1 mipsel_24kc {feeds/base/kernel} (GPL-2.0-only) [installed]\n',
    );
  });

  test('GL.iNet 3.x', async () => {
    const { text } = await collected(glinet3);
    expect(diagnosisOf(text).findings.map(({ rule }) => rule)).toContain('apn-typo');
  });

  test('GL.iNet 4.x: it works, and the port that its own program holds is left alone', async () => {
    const outcome = await collected(glinet4);
    expect(verdictOf(outcome.text)).toEqual(['working', null, null]);
    expect(endOf(outcome, 'at-ttyusb2')).toEqual({
      how: 'skipped',
      reason: expect.stringMatching(/^\/dev\/ttyUSB2 is held by gl_modem\[\d+\]$/),
    });
    expect(outcome.asked).toBeNull();
    expect(outcome.text).toMatch(/^\/dev\/ttyUSB2: gl_modem\[\d+\]$/m);
  });

  test('ROOter: it works; AT commands through sms_tool', async () => {
    const { text } = await collected(rooter);
    expect(verdictOf(text)).toEqual(['working', null, null]);
    expect(text).toContain('AT+CPIN?\n+CPIN: READY\nOK\nAT+CFUN?\n');
    expect(text).toContain('+QCFG: "usbnet",0\n');
  });

  test('OpenMPTCProuter: a HiLink stick is asked over its status pages', async () => {
    const { text } = await collected(openmptcprouter);
    expect(verdictOf(text)).toEqual(['working', null, null]);
    expect(text).toContain('<ConnectionStatus>901</ConnectionStatus>\n');
  });

  test('Debian with ModemManager: it is asked, and nobody else', async () => {
    const outcome = await collected(raspberryPi);
    expect(verdictOf(outcome.text)).toEqual(['broken', 'sim-pin-required', 'proven']);
    expect(outcome.asked).toBeNull();
  });

  test('how many lines the log has lost', async () => {
    const { text } = await collected({
      ...openwrt1907,
      programs: {
        ubus: `case $* in
  *'log read'*) printf '{\\n\\t"log": [\\n\\t\\t{\\n\\t\\t\\t"msg": "x",\\n\\t\\t\\t"id": 811,\\n\\t\\t\\t"time": 1\\n\\t\\t}\\n\\t]\\n}\\n' ;;
  *) exit 4 ;;
esac`,
      },
    });
    expect(text).toContain('number of its last line: 811\nlines of the log: 6\n');
    expect(diagnosisOf(text).findings.map(({ title }) => title)).toContainEqual(
      expect.stringMatching(/^the log has lost its first 806 lines; it begins at Fri Mar 12 10:01:02 2021$/),
    );
  });

  test('while netifd dials, its modem is left alone', async () => {
    const outcome = await collected({
      ...openwrt1907,
      programs: { uqmi: 'case "$*" in *-d*) echo asked >>/tmp/asked ;; esac' },
      running: [{ name: 'qmi.sh', dials: true }],
    });
    expect(endOf(outcome, 'qmi-cdc-wdm0-get-device-operating-mode')).toEqual({
      how: 'skipped',
      reason: expect.stringMatching(/^an interface is being set up by .*\[\d+\]$/),
    });
    expect(outcome.asked).toBeNull();
  });
});
