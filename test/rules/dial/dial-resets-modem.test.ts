import { describe, expect, it } from 'vitest';
import { logread, says, settingUp } from '../../situation/log-lines.ts';
import { findingsIn } from '../findings-in.ts';

const rule = 'dial-resets-modem';
const night = 'Wed Nov 14 01:44:59 2018';

const gone = [
  'kernel: [  204.065497] usb 1-1: USB disconnect, device number 2',
  "kernel: [  204.125797] huawei_cdc_ncm 1-1:1.1 wwan0: unregister 'huawei_cdc_ncm' usb-101c0000.ehci-1, Huawei CDC NCM device",
];
const dial = [
  settingUp('modem'),
  ...says('modem', 2347, 'sending -> AT', 'sending -> AT^NDISDUP=1,1,"internet"'),
];

describe(rule, () => {
  it('is likely where the modem goes with the dial', () => {
    expect(findingsIn(logread(night, dial, gone), rule)).toMatchObject([{ confidence: 'likely' }]);
  });

  it.each([
    ['other words come between', [...dial, ...says('modem', 2347, 'sending -> AT+CSQ'), ...gone]],
    ['it goes without a dial as well', [...gone, ...dial, ...gone]],
    ['it goes before', [...gone, ...dial]],
  ])('is silent where %s', (_, lines) => {
    expect(findingsIn(logread(night, lines), rule)).toEqual([]);
  });

  it('is silent where minutes pass', () => {
    expect(findingsIn([...logread(night, dial), ...logread('Wed Nov 14 01:59:59 2018', gone)], rule)).toEqual(
      [],
    );
  });
});
