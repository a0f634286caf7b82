import { describe, expect, it } from 'vitest';
import { dhcp, dmesg, kernelLog, logread, ncmDial, nowUp, stickArrives } from '../../situation/log-lines.ts';
import { findingsIn } from '../findings-in.ts';

const rule = 'tx-queue-timeout';

describe(rule, () => {
  it('is likely where its lines stand', () => {
    expect(
      findingsIn(
        [
          '[ 5450.618735] qmi_wwan 1-1:1.4 wwan0: NETDEV WATCHDOG: CPU: 3: transmit queue 0 timed out 5400 ms',
        ],
        rule,
      ),
    ).toMatchObject([{ confidence: 'likely', rung: 'driver' }]);
  });

  it('is silent where the device is an Ethernet adapter', () => {
    expect(
      findingsIn(
        dmesg(
          2,
          ['usb 1-1: New USB device found, idVendor=0bda, idProduct=8153, bcdDevice=30.00'],
          [
            "cdc_ether 1-1:2.0 eth1: register 'cdc_ether' at usb-xhci-hcd-1, CDC Ethernet Device, 00:e0:4c:68:00:01",
          ],
          stickArrives({ port: '1-2' }),
          ['NETDEV WATCHDOG: eth1 (cdc_ether): transmit queue 0 timed out'],
        ),
        rule,
      ),
    ).toEqual([]);
  });

  it('is silent where the connection came up after it, and speaks where it stalls again', () => {
    const stall = kernelLog(900, ['NETDEV WATCHDOG: wwan0 (huawei_cdc_ncm): transmit queue 0 timed out']);
    const up = [...ncmDial(), ...dhcp('modem_4', 1, '10.1.2.3'), nowUp('modem_4')];
    expect(findingsIn(logread('Sun Jul 22 02:23:11 2018', stall, up), rule)).toEqual([]);
    expect(findingsIn(logread('Sun Jul 22 02:23:11 2018', stall, up, stall), rule)).toHaveLength(1);
  });

  it('is silent where they are another’s, or were followed by success', () => {
    expect(
      findingsIn(
        [
          '[   15.444271] qmi_wwan 1-1:1.4: cdc-wdm0: USB WDM device',
          "[   15.449784] qmi_wwan 1-1:1.4 wwan0: register 'qmi_wwan' at usb-1e1c0000.xhci-1, WWAN/QMI device, 02:00:11:12:13:14",
          '[ 5450.618735] NETDEV WATCHDOG: eth0 (mtk_soc_eth): transmit queue 0 timed out',
        ],
        rule,
      ),
    ).toEqual([]);
  });
});
