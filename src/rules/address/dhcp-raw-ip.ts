import { present, said } from '../../situation/evidence.ts';
import { failedAt } from '../dial/standing.ts';
import { defineRule, found, ruledOut } from '../rule.ts';

/**
 * The modem sends bare IP packets and the driver expects Ethernet frames. From 17.01 on qmi.sh tells the driver; where the
 * driver has no such switch (kernels before 4.5 without the backport) it says so and stops. Source: OpenWrt qmi.sh; linux
 * drivers/net/usb/qmi_wwan.c, attribute qmi/raw_ip.
 */
export const dhcpRawIp = defineRule({
  id: 'dhcp-raw-ip',
  role: 'cause',
  severity: 'error',
  since: '0.1.0',
  explains: ['dhcp-discover-no-offer'],
  concerns: ({ episode }) => episode.messages.count('handler.raw-ip-unsupported') > 0,
  check: ({ episode }) => {
    const line = episode.messages.of('handler.raw-ip-unsupported').at(-1);
    const attempt =
      failedAt(episode, 'driver', 'control', 'dial', 'address').find(
        ({ interface: name }) => name === line?.origin.interface,
      ) ?? null;
    if (line === undefined || attempt === null) return [ruledOut];
    return [
      found({
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
      }),
    ];
  },
});
