import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { BbcodeReport } from '../../../src/report/shareable/to-bbcode.ts';
import { arbitraryDiagnosis } from '../arbitrary-diagnosis.ts';
import { diagnosis, episode, finding, verdict } from '../diagnosis-builder.ts';
import { qmiOnHuaweiNcm } from '../seed-situations.ts';
import { hostileDiagnosis, hostileLines, written } from './reports.ts';

/** A text as the strictest forum takes it apart: nothing in code counts but its end; outside every bracket is a tag. */
function blocksOf(bbcode: string): { readonly code: readonly string[]; readonly outside: string } {
  const code: string[] = [];
  const outside = bbcode.replaceAll(/\[code\]([\s\S]*?)\[\s*\/\s*code[^\]]*\]/gi, (_, inside: string) => {
    code.push(inside);
    return '';
  });
  return { code, outside };
}

const tags = /\[[^\]]*\]?|\]/g;

describe('the BBCode report', () => {
  test('reads like this', () => {
    expect(written('bbcode', qmiOnHuaweiNcm())).toMatchInlineSnapshot(`
      "✘ The connection stops at [b]control[/b] (the router cannot talk to the modem): [b]Protocol 'qmi' is set for a modem that speaks NCM[/b].

      [list]
      [*]router: GL-MT300N, kernel 3.18.27
      [*]modem: Huawei CDC NCM device, USB port 1-1; ttyUSB0 ttyUSB1 (option), cdc-wdm0 wwan0 (huawei_cdc_ncm)
      [*]interface: modem, proto qmi
      [/list]

      [code]
      ✔ reached      power, mode, driver
      ✘ stops at     control
      · not reached  sim, register, dial, address, route, internet
      [/code]

      [b]Proven by[/b] (proto-qmi-on-huawei-ncm)

      [code]
         ╭─ thread.txt:6
       6 │ [  127.220000] huawei_cdc_ncm 1-1:1.2: cdc-wdm0: USB WDM device
         │                ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━ the NCM driver made this port
      12 │         option proto 'qmi'
         │         ━━━━━━━━━━━━━━━━━━ QMI is spoken to it
      13 │         option device '/dev/cdc-wdm0'
         │         ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━ through the same port
      [/code]

      The driver huawei_cdc_ncm owns /dev/cdc-wdm0 and wwan0. It takes AT commands, not QMI, so a QMI dialler never gets an answer there. The modem itself shows no fault.

      [b]Next step[/b]

      let the interface speak NCM through an AT port of the modem

      [b]A pattern, not yet to be typed as it stands.[/b] Find out first:

      [list]
      [*][b]<TTY>[/b]: ttyUSB0 or ttyUSB1; this text does not show which. The one that answers OK to AT.
      [/list]

      [list]
      [*]opkg update && opkg install comgt-ncm kmod-usb-net-huawei-cdc-ncm
      [*]uci set network.modem.proto='ncm'  # was 'qmi'
      [*]uci set network.modem.device=<TTY>  # was '/dev/cdc-wdm0'
      [*]uci commit network
      [*]ifup modem
      [/list]

      To install, the router must be online another way: by cable, or as a Wi-Fi client. Or download the packages for exactly this release on a computer, copy them to /tmp with “scp -O”, then “opkg install /tmp/*.ipk”.

      47 lines read: 16 understood, 0 of other programs, 6 not known. Secrets are replaced by tokens such as <imei-1>; names in sentences are not recognised.
      "
    `);
  });

  test('lets no line out of its block, whatever it holds', () => {
    const { code, outside } = blocksOf(written('bbcode', hostileDiagnosis(), true));
    for (const tag of outside.match(tags) ?? [])
      expect(['[b]', '[/b]', '[list]', '[*]', '[/list]']).toContain(tag);
    for (const block of code) expect(block).not.toMatch(/\[\s*\/?\s*i?code/i);
    const lines = code.flatMap((block) => block.split('\n'));
    for (const line of [hostileLines[0], hostileLines[1], hostileLines[3], hostileLines[4]])
      expect(lines.some((one) => one.endsWith(`│ ${line}`))).toBe(true);
  });

  test('closes what it opens and nothing else, whatever the diagnosis', () => {
    fc.assert(
      fc.property(arbitraryDiagnosis, (any) => {
        const bbcode = written('bbcode', any, true);
        expect(bbcode.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u);
        const open: string[] = [];
        for (const tag of blocksOf(bbcode).outside.match(tags) ?? []) {
          expect(['[b]', '[/b]', '[list]', '[*]', '[/list]']).toContain(tag);
          if (tag.startsWith('[/')) expect(open.pop()).toBe(tag.replace('/', ''));
          else if (tag !== '[*]') open.push(tag);
        }
        expect(open).toEqual([]);
      }),
      { numRuns: 50 },
    );
  });

  test('shows no command as one to be copied that it had to change', () => {
    const told = hostileDiagnosis();
    const { code, outside } = blocksOf(written('bbcode', told));
    expect(code.join('')).not.toContain('echo');
    expect(outside).toMatch(/\[b\]Not to be copied[\s\S]*echo/);
  });

  test('gives a forum nothing to make a link of, or to call somebody by', () => {
    const link =
      'www.evil.example WWW2.evil.example http://evil.example/ joe@evil.example @everyone ftp://a.b.example';
    const { outside } = blocksOf(
      written(
        'bbcode',
        diagnosis(
          [
            [
              episode({}),
              verdict({ state: 'broken', rung: 'dial', cause: 'apn-typo', confidence: 'proven' }),
            ],
          ],
          [finding({ rule: 'apn-typo', title: `Told by ${link}`, explanation: link })],
        ),
      ),
    );
    expect(outside).toContain('http：//evil.example/');
    expect(outside).not.toMatch(/:\/\/|www\d*\.|@\w/i);
  });

  test('says of several files which part is whose', () => {
    const report = new BbcodeReport({ verbose: false });
    report.diagnosed('a[b].txt', qmiOnHuaweiNcm());
    report.failed('none.txt', 'There is no file none.txt.');
    expect(report.text()).toMatch(/^\[b\]==> a［b］\.txt <==\[\/b\]\n\n✘ /);
    expect(report.text()).toMatch(/\n\[b\]==> none\.txt <==\[\/b\]\n\nThere is no file none\.txt\.\n$/);
  });
});
