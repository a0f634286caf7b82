import { present } from '../../situation/evidence.ts';
import { pciModems } from '../../situation/facts/pci.ts';
import { modulePresence, packagePresence, releaseAtLeast } from '../../situation/facts/software.ts';
import { command } from '../command.ts';
import type { FixStep } from '../finding.ts';
import { defineRule, found, ruledOut } from '../rule.ts';
import { isServed } from './driver-missing.ts';

/**
 * The modem is on PCIe, and no driver has it: there are no ports, whatever option device says, and none of the drivers for
 * USB helps.
 * Sources: linux drivers/bus/mhi/host/pci_generic.c, drivers/net/wwan/t7xx/t7xx_pci.c; OpenWrt package/kernel/linux/modules
 * (MHI since 23.05, T7xx since 24.10).
 */
export const mhiPcieNotUsb = defineRule({
  id: 'mhi-pcie-not-usb',
  role: 'cause',
  severity: 'error',
  since: '0.1.0',
  check: ({ episode }) =>
    pciModems(episode).flatMap(({ id, slot, known, driver, span }) => {
      if (driver === undefined) return [];
      // A router may have one of each, and the other one may be its connection.
      if (driver !== null || isServed(episode) || episode.modems.length > 0) return [ruledOut];
      const { module, packages } = known;
      const [kmod] = packages;
      const loaded = modulePresence(episode, module);
      if (loaded.state === 'present') return [ruledOut];
      const installed = kmod === undefined ? null : packagePresence(episode, kmod);
      const absent = loaded.state === 'absent' ? loaded : installed?.state === 'absent' ? installed : null;
      return [
        found({
          confidence: absent === null ? 'likely' : 'proven',
          title: `the modem is on PCIe, and ${module}, its driver, is not there`,
          explanation:
            `The device ${id} at ${slot} is a cellular modem, and the kernel has no driver for it. So there is no port to it, and no network device. ` +
            'Packages and commands for modems on USB have nothing to do with it.',
          evidence: [
            present(span, 'a modem on PCIe, without a driver'),
            ...(loaded.state === 'absent'
              ? [present(loaded.span, `the list of modules has no ${module}`)]
              : []),
            ...(installed?.state === 'absent'
              ? [present(installed.span, `the list of packages has no ${kmod}`)]
              : []),
          ],
          confirm: {
            text: 'Look whether the module is loaded: no line means that it is not.',
            command: [...command('lsmod'), { operator: '|' }, ...command('grep', `^${module}`)],
          },
          fix: {
            summary: 'Install its driver and restart the router.',
            steps: [...installation(packages, releaseAtLeast(episode, '23.05')), ...portAdvice],
          },
        }),
      ];
    }),
});

function installation(packages: readonly string[], isNew: boolean | null): readonly FixStep[] {
  if (packages.length === 0) return [{ type: 'advice', text: 'Use a firmware whose kernel has the driver.' }];
  return isNew === false
    ? [{ type: 'advice', text: `Use OpenWrt 23.05 or newer: this release has no ${packages.join(', ')}.` }]
    : [{ type: 'install', packages }];
}

const portAdvice: readonly FixStep[] = [
  {
    type: 'advice',
    text: 'Its ports are then called /dev/wwan0mbim0, /dev/wwan0qmi0 and /dev/wwan0at0, and ModemManager knows them.',
  },
];
