import { type Evidence, present } from '../../situation/evidence.ts';
import { modemFacts } from '../../situation/facts/modem-facts.ts';
import type { Episode } from '../../situation/situation.ts';
import { command } from '../command.ts';
import { defineRule, found, ruledOut } from '../rule.ts';

/** Drivers of ports that carry no packets. Sources: linux drivers/usb/serial; ModemManager prints them as the kernel does. */
const serialDriver = /^(?:option1?|qcserial|sierra|cdc_acm|usbserial(?:_generic)?|GobiSerial)$/;

/** States in which a modem has found its way, whatever its ports. */
const settled = /^(?:connecting|connected|disconnecting)$/;

/**
 * ModemManager knows only the serial ports of the modem: it looked before the others were there.
 * Sources: ModemManager takes the ports that are there when its probing ends (mm-device.c, mm-plugin-manager.c: later ones
 * are “added after device probing has already finished”); mmcli prints ports as `name (role)`, a net port as `wwan0 (net)`.
 */
export const mmPortsMissedAtBoot = defineRule({
  id: 'mm-ports-missed-at-boot',
  role: 'cause',
  severity: 'error',
  since: '0.1.0',
  check: ({ episode }) => [...listed(episode), ...late(episode)],
});

function listed(episode: Episode) {
  const ports = modemFacts(episode, /^modem\.generic\.ports\.value\[\d+\]$/);
  const [firstPort] = ports;
  if (firstPort === undefined) return [];
  if (ports.some(({ value }) => !/^tty\w+ \(/.test(value))) return [ruledOut];
  const drivers = modemFacts(episode, /^modem\.generic\.drivers\.value\[\d+\]$/);
  if (drivers.length === 0 || drivers.some(({ value }) => !serialDriver.test(value))) return [ruledOut];
  const state = modemFacts(episode, 'modem.generic.state').at(-1);
  if (state !== undefined && settled.test(state.value)) return [ruledOut];
  const other = packetFunction(episode);
  // Sticks of the PPP years have serial ports only. LTE ones with a data port of their own do not.
  const isModern = modemFacts(episode, /^modem\.generic\.supported-capabilities\.value/).some(({ value }) =>
    /\b(?:lte|5gnr)\b/.test(value),
  );
  if (other === null && !isModern) return [];
  return [
    found({
      attempt: null,
      confidence: other === null ? 'possible' : 'likely',
      title: 'ModemManager has only the serial ports of the modem',
      explanation:
        'ModemManager knows this modem by its serial ports alone: no QMI or MBIM port and no network device are among them. Mostly it looked at the modem before those were there. It can dial over a serial port at best, and much slower.',
      evidence: [
        ...drivers.slice(0, 1).map(({ span }) => present(span, 'the drivers that it knows')),
        present(firstPort.span, 'and the ports: serial ones only'),
        ...(other === null ? [] : [other]),
      ],
      confirm: {
        text: 'Restart ModemManager with the modem present, and compare the ports that mmcli lists. Nodes that “ls /dev/cdc-wdm*” shows must be among them.',
        command: command('/etc/init.d/modemmanager', 'restart'),
      },
      fix: {
        summary: 'Start ModemManager when the modem is complete.',
        steps: [
          { type: 'command', command: command('/etc/init.d/modemmanager', 'restart') },
          {
            type: 'advice',
            text: 'If that helps, let /etc/rc.local restart it a minute after boot. If it does not and there is no /dev/cdc-wdm0, the driver of the data port is missing.',
          },
        ],
      },
    }),
  ];
}

/** What the kernel made of the modem beside serial ports. */
function packetFunction({ modems }: Episode): Evidence | null {
  const own = modems
    .filter(({ attached }) => attached)
    .flatMap(({ functions }) => functions)
    .find(({ kind, driver }) => kind === 'control' && /^(?:qmi_wwan|cdc_mbim)/.test(driver));
  return own === undefined ? null : present(own.span, 'the kernel has this port, too');
}

/** ModemManager says it itself. */
function late(episode: Episode) {
  const message = episode.remarks
    .of('modem-port.late')
    .find(({ fields }) => /^(?:usbmisc\/|net\/)?(?:cdc-wdm|wwan|wwp)/.test(String(fields.values['port'])));
  const up = episode.messages.of('modem.state-changed').some(({ fields }) => fields.now === 'connected');
  if (message === undefined || up) return [];
  return [
    found({
      attempt: null,
      confidence: 'likely',
      title: 'a port of the modem came too late for ModemManager',
      explanation:
        'ModemManager had finished looking at the modem when this port appeared. It works with those that it had found by then.',
      evidence: [present(message.origin.spans[0])],
      fix: {
        summary: 'Start ModemManager when the modem is complete.',
        steps: [{ type: 'command', command: command('/etc/init.d/modemmanager', 'restart') }],
      },
    }),
  ];
}
