import { expect, test } from 'vitest';
import { attemptOf } from '../diagnosis-of.ts';

// What mmcli prints goes into the log under the name of the interface whose handler called it.
test('a refusal that mmcli prints for its handler ends the attempt, which the error code of netifd does not tell again', () => {
  const attempt = attemptOf([
    "Sat Mar 23 10:00:20 2024 daemon.notice netifd: Interface 'wwan' is setting up now",
    'Sat Mar 23 10:00:21 2024 daemon.notice netifd: wwan (2404): modem available at /org/freedesktop/ModemManager1/Modem/0',
    "Sat Mar 23 10:00:21 2024 daemon.notice netifd: wwan (2404): starting connection with apn 'internett'...",
    "Sat Mar 23 10:00:22 2024 daemon.notice netifd: wwan (2404): error: couldn't connect the modem: 'GDBus.Error:org.freedesktop.ModemManager1.Error.MobileEquipment.ServiceOptionNotSubscribed: Service option not subscribed'",
    'root@OpenWrt:~# ifstatus wwan',
    '{',
    '\t"up": false,',
    '\t"proto": "modemmanager",',
    '\t"errors": [',
    '\t\t{',
    '\t\t\t"subsystem": "modemmanager",',
    '\t\t\t"code": "CONNECT_FAILED"',
    '\t\t}',
    '\t]',
    '}',
  ]);
  expect(attempt).toMatchObject({ outcome: 'failed', broken: 'dial', interface: 'wwan' });
});
