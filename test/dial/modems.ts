import { Diagnoser } from '../../src/diagnosis.ts';
import { surveyOf } from '../../src/dial/router/survey.ts';
import { type Subject, subjectOf } from '../../src/dial/subject.ts';
import type { Diagnosis } from '../../src/rules/finding.ts';

/** What the kernel says of a stick with two ports, plugged in at a place of the bus: `1-1`. */
export function ports(place: string, [usbId, ...numbers]: readonly [string, ...number[]]): string {
  const [vendor, product] = usbId.split(':');
  return `[    5.000000] usb ${place}: new high-speed USB device number 2 using ehci-platform
[    5.100000] usb ${place}: New USB device found, idVendor=${vendor}, idProduct=${product}
${numbers
  .map(
    (number, at) => `[    5.200000] option ${place}:1.${at}: GSM modem (1-port) converter detected
[    5.200000] usb ${place}: GSM modem (1-port) converter now attached to ttyUSB${number}
`,
  )
  .join('')}`;
}

/** A modem of QMI or MBIM, by its driver. */
export function wwan(place: string, number: number, driver = 'qmi_wwan'): string {
  const what = driver === 'cdc_mbim' ? 'CDC MBIM' : 'WWAN/QMI device';
  return `[    6.000000] usb ${place}: new high-speed USB device number 3 using ehci-platform
[    6.100000] usb ${place}: New USB device found, idVendor=2c7c, idProduct=0125
[    6.200000] ${driver} ${place}:1.4: cdc-wdm${number}: USB WDM device
[    6.200000] ${driver} ${place}:1.4 wwan${number}: register '${driver}' at usb-101c0000.ehci-1, ${what}, 02:50:f4:00:00:00
`;
}

/** A section of `/etc/config/network`. */
export function configured(name: string, options: Readonly<Record<string, string>>): string {
  const lines = Object.entries(options).map(([option, value]) => `\toption ${option} '${value}'\n`);
  return `config interface '${name}'\n${lines.join('')}\n`;
}

export function diagnosed(dmesg: string, network: string): Diagnosis {
  const diagnoser = new Diagnoser();
  diagnoser.capture.source('router');
  diagnoser.capture.feed(
    new TextEncoder().encode(
      `root@router:~# dmesg\n${dmesg}root@router:~# uci export network\npackage network\n\n${network}`,
    ),
  );
  diagnoser.capture.endSource();
  return diagnoser.finish();
}

/** @param rows what the survey printed */
export function subjectIn(
  [dmesg, network]: readonly [string, string],
  rows: readonly string[] = [],
  wanted: string | null = null,
): Subject {
  const subject = subjectOf(diagnosed(dmesg, network), surveyOf([...rows, 'over'].join('\n')), wanted);
  if (subject === null) throw new Error('There is no subject.');
  return subject;
}
