import { present, said } from '../../situation/evidence.ts';
import { framings } from '../../situation/facts/framing.ts';
import { nothingReceived } from '../../situation/facts/traffic.ts';
import type { Episode } from '../../situation/situation.ts';
import { failedAt } from '../dial/standing.ts';
import { defineRule, found, type RuleVerdict, ruledOut } from '../rule.ts';

/**
 * The modem sends bare IP packets and the driver expects Ethernet frames, or the other way round. From 17.01 on qmi.sh tells
 * the driver; where the driver has no such switch (kernels before 4.5 without the backport) it says so and stops. The driver
 * refuses to be switched while the device is up. Source: OpenWrt qmi.sh; linux drivers/net/usb/qmi_wwan.c, attribute
 * qmi/raw_ip.
 */
export const dhcpRawIp = defineRule({
  id: 'dhcp-raw-ip',
  role: 'cause',
  severity: 'error',
  since: '0.1.0',
  explains: ['dhcp-discover-no-offer'],
  check: ({ episode }) => [unsupported(episode) ?? ruledOut, mismatch(episode) ?? ruledOut],
});

function unsupported(episode: Episode): RuleVerdict | null {
  const line = episode.messages.of('handler.raw-ip-unsupported').at(-1);
  const attempt =
    failedAt(episode, 'driver', 'control', 'dial', 'address').find(
      ({ interface: name }) => name === line?.origin.interface,
    ) ?? null;
  if (line === undefined || attempt === null) return null;
  return found({
    attempt,
    confidence: 'proven',
    title: 'the modem speaks raw IP, and this kernel’s driver cannot',
    explanation:
      'The modem only sends bare IP packets. The driver qmi_wwan of this kernel has no switch for that and would take them for broken Ethernet frames, so the handler gives up.',
    evidence: [
      said(line),
      ...(episode.router.kernel === null ? [] : [present(episode.router.kernel.span, 'this kernel')]),
    ],
    confirm: {
      text: 'The file qmi/raw_ip of the modem’s network device is missing under /sys/class/net.',
      command: null,
    },
    fix: {
      summary: 'Use a firmware with a newer kernel.',
      steps: [
        {
          type: 'advice',
          text: 'Install OpenWrt 17.01 or newer, or a vendor firmware built on it. Until then MBIM may work where the modem has it.',
        },
      ],
    },
  });
}

/** Both sides were asked, and do not agree. */
function mismatch(episode: Episode): RuleVerdict | null {
  const both = framings(episode);
  if (both === null || both.modem.value === both.driver.value) return null;
  const attempt = failedAt(episode, 'address').at(-1) ?? null;
  const unanswered = both.device === null ? null : nothingReceived(episode, both.device);
  if (attempt === null && unanswered === null) return null;
  const isRaw = both.modem.value === 'raw-ip';
  const wanted = isRaw ? 'Y' : 'N';
  const file =
    both.device === null ? 'the file qmi/raw_ip of its device' : `/sys/class/net/${both.device}/qmi/raw_ip`;
  return found({
    attempt,
    confidence: attempt === null ? 'likely' : 'proven',
    title: isRaw
      ? 'the modem speaks raw IP, and its driver Ethernet frames'
      : 'the modem speaks Ethernet frames, and its driver raw IP',
    explanation: isRaw
      ? 'The modem takes and sends bare IP packets. The driver puts an Ethernet header before each packet, DHCP’s questions included, and the modem drops them all.'
      : 'The modem takes and sends Ethernet frames. The driver hands it bare IP packets, DHCP’s questions included, and the modem drops them all.',
    evidence: [
      present(both.modem.span, 'the modem'),
      present(both.driver.span, isRaw ? 'the driver: Ethernet frames' : 'the driver: raw IP'),
      ...(unanswered === null ? [] : [present(unanswered.span, 'sent, and nothing received')]),
    ],
    confirm: {
      text: `Take the interface down, write ${wanted} into ${file}, and bring it up again: DHCP gets its answer.`,
      command: null,
    },
    fix: {
      summary: 'Let both speak the same.',
      steps: [
        {
          type: 'advice',
          text: `The handler of OpenWrt 17.01 and newer tells the driver by itself, but the driver only listens while the device is down: take the interface down, write ${wanted} into ${file}, bring it up again, and see that no other program (quectel-CM, ModemManager, a script) sets the modem up before.`,
        },
      ],
    },
  });
}
