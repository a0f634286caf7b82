import { describe, expect, it } from 'vitest';
import { chatStep, logread, says, settingUp } from '../../situation/log-lines.ts';
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

  it('is likely where the answer is still waited for, also of a dial by chat', () => {
    const chat = [settingUp('modem'), ...chatStep(3003, 'ATD*99***1#', 'CONNECT')];
    for (const told of [dial, chat])
      expect(
        findingsIn([...logread(night, told), ...logread('Wed Nov 14 01:45:20 2018', gone)], rule),
      ).toMatchObject([{ confidence: 'likely' }]);
  });

  it('is silent where the dial was taken and the modem goes later', () => {
    const taken = [...dial, ...says('modem', 2347, 'Setting up wwan0')];
    expect(
      findingsIn([...logread(night, taken), ...logread('Wed Nov 14 01:45:20 2018', gone)], rule),
    ).toEqual([]);
  });

  it('is likely where it came as a drive before', () => {
    const drive = [
      'kernel: [   14.065497] usb 1-1: new high-speed USB device number 2 using ehci-platform',
      'kernel: [   18.065497] usb 1-1: USB disconnect, device number 2',
      'kernel: [   19.065497] usb 1-1: new high-speed USB device number 3 using ehci-platform',
    ];
    expect(findingsIn(logread(night, drive, dial, gone), rule)).toHaveLength(1);
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
