import { describe, expect, it } from 'vitest';
import { chatStep, config, logread, settingUp } from '../../situation/log-lines.ts';
import { findingsIn } from '../findings-in.ts';

const rule = 'wrong-dial-string';
const night = 'Wed Nov 14 01:44:59 2018';

const start = 'pppd[10723]: pppd 2.4.7 started by root, uid 0';
const refused = (sent: string, words: string) =>
  chatStep(10724, sent, 'CONNECT', words, ' -- failed', `Failed (${words})`);

describe(rule, () => {
  it('is likely for a telephone number and for a dial without its D', () => {
    const number = [settingUp('modem'), start, ...refused('ATDT0301234567', 'NO CARRIER')];
    expect(findingsIn(logread(night, number), rule)).toMatchObject([
      { confidence: 'likely', attempt: 1, fix: { steps: [{ type: 'uci-set', option: 'dialnumber' }] } },
    ]);
    expect(
      findingsIn(logread(night, settingUp('modem'), start, refused('AT*99#', 'ERROR')), rule),
    ).toMatchObject([{ confidence: 'likely' }]);
  });

  it('is possible where the configuration is all there is', () => {
    const lines = config('modem', { proto: '3g', device: '/dev/ttyUSB0', dialnumber: '0301234567' });
    expect(findingsIn(lines, rule)).toMatchObject([{ confidence: 'possible' }]);
  });

  it('is silent about packet dials, and about other options', () => {
    for (const sent of ['ATD*99***1#', 'ATDT*98*1#', 'ATD#777']) {
      expect(
        findingsIn(logread(night, settingUp('modem'), start, refused(sent, 'NO CARRIER')), rule),
      ).toEqual([]);
    }
    expect(findingsIn(config('modem', { proto: '3g', dialnumber: '*99***1#' }), rule)).toEqual([]);
    expect(findingsIn(config('modem', { proto: 'qmi', dialnumber: '0301234567' }), rule)).toEqual([]);
  });
});
