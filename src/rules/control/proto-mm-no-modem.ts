import { command } from '../command.ts';
import { defineRule, found } from '../rule.ts';
import { managerMissed } from './unmanaged.ts';

/**
 * proto modemmanager, and ModemManager does not have the modem.
 * Sources: OpenWrt packages modemmanager.sh (`Device not found in sysfs`, `Device not managed by ModemManager`,
 * DEVICE_NOT_MANAGED); openwrt/packages issues 10829, 23171 (option device must be the path in sysfs that mmcli shows).
 */
export const protoMmNoModem = defineRule({
  id: 'proto-mm-no-modem',
  role: 'cause',
  severity: 'error',
  since: '0.1.0',
  check: ({ episode }) => {
    const missed = managerMissed(episode);
    if (missed === null || missed.later !== null) return [];
    return [
      found({
        attempt: missed.attempt,
        confidence: 'likely',
        title: 'ModemManager does not have the modem that the interface asks for',
        explanation:
          'The interface uses proto modemmanager, and ModemManager knows no modem at that path: it has not found the modem, has dropped it, or option device is not the path that it uses.',
        evidence: [missed.evidence],
        confirm: { text: 'List the modems that ModemManager has.', command: command('mmcli', '-L') },
        fix: {
          summary: 'Start ModemManager anew with the modem present, and name the modem by its path in sysfs.',
          steps: [
            { type: 'command', command: command('/etc/init.d/modemmanager', 'restart') },
            {
              type: 'advice',
              text: 'Set option device to the line “device” of “mmcli -m any”, a path below /sys/devices. If mmcli lists no modem at all, look for its drivers first.',
            },
          ],
        },
      }),
    ];
  },
});
