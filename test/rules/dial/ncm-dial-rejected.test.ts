import { describe, expect, it } from 'vitest';
import { dhcp, logread, ncmDial, says, settingUp } from '../../situation/log-lines.ts';
import { findingsIn } from '../findings-in.ts';

const rule = 'ncm-dial-rejected';
const night = 'Wed Nov 14 01:44:59 2018';

const refused = (dial: string) => [
  settingUp('modem'),
  ...says(
    'modem',
    2347,
    'sending -> AT',
    'sending -> ATZ',
    `sending -> ${dial}`,
    'Error running AT-command',
    'Failed to connect',
  ),
];

describe(rule, () => {
  it.each(['AT^NDISDUP=1,1,"internet"', 'AT+CGDATA="M-RAW_IP",1', 'AT+ZGACT=1,1', 'AT!SCACT=1,1'])(
    'is likely where %s is refused',
    (dial) => {
      expect(findingsIn(logread(night, refused(dial)), rule)).toMatchObject([
        { confidence: 'likely', attempt: 1 },
      ]);
    },
  );

  it('is silent where the dial is taken, another command is refused, or a later try comes up', () => {
    expect(findingsIn(logread(night, ncmDial(), dhcp('modem_4', 3)), rule)).toEqual([]);
    expect(
      findingsIn(logread(night, refused('AT^SYSCFGEX="03",3fffffff,2,4,7fffffffffffffff,,')), rule),
    ).toEqual([]);
    expect(
      findingsIn(
        logread(night, refused('AT^NDISDUP=1,1,"internet"'), ncmDial(), dhcp('modem_4', 1, '10.1.2.3')),
        rule,
      ),
    ).toEqual([]);
  });
});
