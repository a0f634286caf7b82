import { kernelAtLeast } from '../../knowledge/release.ts';
import { present } from '../../situation/evidence.ts';
import { type NdpPlace, ndpPlaces } from '../../situation/facts/framing.ts';
import type { Attempt, ModemFunction } from '../../situation/situation.ts';
import { command } from '../command.ts';
import { defineRule, found, notChecked, type RuleVerdict, ruledOut, type Scene } from '../rule.ts';

/** From this kernel on the driver puts the NDP where such sticks want it. Source: linux commit 4a0e3e989d66 (July 2015). */
const kernelWithWorkaround = '4.4';

const ncmDriver = 'huawei_cdc_ncm';

const arrivalCommand = "dmesg | grep -iE 'Linux version|usb|cdc|ncm|NDP'";

/**
 * E3372-like sticks drop NCM blocks whose table of datagrams (NDP) stands in front. Kernels without the workaround build
 * such blocks: dial and link are fine, no packet gets through. OpenWrt 17.01 has it also in its 3.18 kernels, so an old
 * version number alone is never more than a possibility. Source: linux drivers/net/usb/cdc_ncm.c, huawei_cdc_ncm.c.
 */
export const huaweiNdpEnd = defineRule({
  id: 'huawei-ndp-end',
  role: 'cause',
  severity: 'warning',
  since: '0.1.0',
  explains: ['dhcp-discover-no-offer'],
  concerns: (scene) => openAttempts(scene).length > 0,
  check: (scene) => {
    const [attempt] = openAttempts(scene);
    if (attempt === undefined) return [];
    const drivers = networkFunctions(scene);
    const driver = drivers.find((known) => known.driver === ncmDriver);
    const inFront = ndpPlaces(scene.episode).find(
      ({ device, value }) => !value && driver?.node === device && driver.driver === ncmDriver,
    );
    if (inFront !== undefined) return [setInFront(attempt, inFront)];
    const { kernel } = scene.episode.router;
    if (driver === undefined && drivers.length > 0) return [ruledOut];
    if (driver === undefined || kernel === null)
      return [notChecked('how the kernel set up the modem’s NCM device, and its version', arrivalCommand)];
    if (kernelAtLeast(kernel.value, kernelWithWorkaround) !== false || workaroundShown(scene))
      return [ruledOut];
    return [
      found({
        attempt,
        confidence: 'possible',
        title: `the stick drops NCM blocks as kernel ${kernel.value} builds them`,
        explanation:
          `Sticks of the E3372 family want the packet table (NDP) at the end of each NCM block. Kernels before ${kernelWithWorkaround} put it in front unless the fix was ported back, and the kernel’s lines here do not announce the fix. ` +
          'Dial and link look fine then, and no packet comes back.',
        evidence: [
          present(kernel.span, 'older than the fix'),
          present(driver.span, 'no line about the NDP follows'),
        ],
        confirm: {
          text: 'The kernel prints “NDP will be placed at end of frame for this device.” when the fix is active.',
          command: [...command('dmesg'), { operator: '|' }, ...command('grep', 'NDP')],
        },
        fix: {
          summary: `Use a firmware with kernel ${kernelWithWorkaround} or newer.`,
          steps: [
            { type: 'advice', text: 'Install OpenWrt 17.01 or newer, or a vendor firmware built on it.' },
          ],
        },
      }),
    ];
  },
});

/** The driver itself says where it puts the table. Newer ones put it at the end, unless somebody tells them otherwise. */
function setInFront(attempt: Attempt, { device, span }: NdpPlace): RuleVerdict {
  const file = `/sys/class/net/${device}/cdc_ncm/ndp_to_end`;
  return found({
    attempt,
    confidence: 'possible',
    title: 'the driver builds NCM blocks that sticks of this kind drop',
    explanation:
      'Sticks of the E3372 family want the packet table (NDP) at the end of each NCM block, and this driver is set to put it in front. Dial and link look fine then, and no packet comes back.',
    evidence: [present(span, 'N: in front')],
    confirm: {
      text: `With Y in ${file} the next DHCP question gets its answer.`,
      command: null,
    },
    fix: {
      summary: 'Have the driver put the packet table at the end.',
      steps: [
        {
          type: 'advice',
          text: `The driver does so by itself from kernel 4.5 on: find what writes N to ${file} (a script below /etc/hotplug.d, /etc/rc.local) and take it away, or write Y there whenever the stick is plugged in.`,
        },
      ],
    },
  });
}

/** Attempts that asked for an address over an NCM device and got none, and dials by hand of which nothing is known. */
function openAttempts(scene: Scene): readonly Attempt[] {
  const netdevs = new Set(
    networkFunctions(scene)
      .filter((known) => known.driver === ncmDriver)
      .map((known) => known.node),
  );
  return scene.episode.attempts.filter((attempt) => {
    if (attempt.address !== null || attempt.resolvedBy !== null) return false;
    if (attempt.method !== 'by-hand') return attempt.proto === 'ncm' && attempt.broken === 'address';
    return (
      attempt.netdev !== null &&
      netdevs.has(attempt.netdev) &&
      (attempt.outcome === 'unfinished' || attempt.broken === 'address')
    );
  });
}

function networkFunctions({ episode }: Scene): readonly ModemFunction[] {
  return episode.modems.flatMap((modem) => modem.functions).filter((known) => known.kind === 'network');
}

function workaroundShown({ episode, earlier }: Scene): boolean {
  return [episode, ...earlier].some((known) => known.messages.count('ncm.ndp-at-end') > 0);
}
