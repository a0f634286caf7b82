import { describe, expect, it } from 'vitest';
import { diagnosisOf } from '../../diagnosis-of.ts';
import { findingsIn } from '../findings-in.ts';

const rule = 'mhi-pcie-not-usb';
const folder = '/sys/bus/pci/devices/0003:01:00.0';

const config = [
  'root@OpenWrt:~# uci export network',
  'package network',
  '',
  "config interface 'wwan'",
  "\toption proto 'mbim'",
  "\toption device '/dev/cdc-wdm0'",
  '',
];
const list = (
  id: string,
  driver: string | null,
  command = 'grep -E "DRIVER|PCI_" /sys/bus/pci/devices/*/uevent',
) => [
  `root@OpenWrt:~# ${command}`,
  ...(driver === null ? [] : [`${folder}/uevent: DRIVER=${driver}`]),
  `${folder}/uevent: PCI_CLASS=FF0000`,
  `${folder}/uevent: PCI_ID=${id}`,
  `${folder}/power_state: D0`,
];
const modules = (...names: string[]) => [
  'root@OpenWrt:~# lsmod',
  'Module                  Size  Used by',
  ...names.map((name) => `${name}  16384  0`),
];
const board = (version: string) => [
  'root@OpenWrt:~# cat /etc/openwrt_release',
  `DISTRIB_RELEASE='${version}'`,
];
const text = (...parts: string[][]) => parts.flat().join('\n');

describe(rule, () => {
  it('names the driver that the modem wants, and its packages', () => {
    expect(findingsIn(text(config, list('14C3:4D75', null), modules('usbcore')), rule)).toMatchObject([
      {
        confidence: 'proven',
        title: 'the modem is on PCIe, and mtk_t7xx, its driver, is not there',
        fix: { steps: [{ type: 'install', packages: ['kmod-mtk-t7xx'] }, { type: 'advice' }] },
      },
    ]);
    expect(findingsIn(text(config, list('17CB:0306', null)), rule)).toMatchObject([{ confidence: 'likely' }]);
  });

  it('offers no packages that the release does not have', () => {
    expect(findingsIn(text(board('21.02.3'), config, list('17CB:0306', null)), rule)).toMatchObject([
      { fix: { steps: [{ type: 'advice', text: expect.stringContaining('23.05 or newer') }, {}] } },
    ]);
  });

  it('is silent where a driver has it, or the list would not show one', () => {
    expect(findingsIn(text(config, list('17CB:0308', 'mhi-pci-generic')), rule)).toEqual([]);
    expect(findingsIn(text(config, list('17CB:0308', null), modules('mhi_pci_generic')), rule)).toEqual([]);
    expect(
      findingsIn(text(config, list('17CB:0308', null, 'grep PCI_ID /sys/bus/pci/devices/*/uevent')), rule),
    ).toEqual([]);
    const cut = [...list('17CB:0308', null), '# hwdiag: not finished: took longer than 10 s'];
    expect(findingsIn(text(config, cut), rule)).toEqual([]);
  });

  it('is silent for a Wi-Fi card of the same maker', () => {
    expect(findingsIn(text(config, list('17CB:1103', null)), rule)).toEqual([]);
  });

  it('is what it is, and no wrong path', () => {
    const log = [
      'root@OpenWrt:~# logread',
      "Sat Feb  7 08:03:41 2026 daemon.notice netifd: Interface 'wwan' is setting up now",
      'Sat Feb  7 08:03:42 2026 daemon.notice netifd: wwan (4021): The specified control device does not exist',
      "Sat Feb  7 08:03:42 2026 daemon.notice netifd: Interface 'wwan' is now down",
    ];
    const nodes = ['root@OpenWrt:~# ls -l /dev/cdc-wdm*', 'ls: /dev/cdc-wdm*: No such file or directory'];
    const without = diagnosisOf(text(config, log, nodes));
    expect(without.verdict.cause).toBe('device-path-wrong');
    const diagnosis = diagnosisOf(text(config, log, nodes, list('17CB:0308', null), modules('usbcore')));
    expect(diagnosis.verdict).toMatchObject({ state: 'broken', cause: rule, confidence: 'proven' });
    expect(diagnosis.findings.map((finding) => finding.rule)).not.toContain('device-path-wrong');
  });
});
