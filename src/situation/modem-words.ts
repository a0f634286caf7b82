import type { Message } from '../grammar/message.ts';
import type { Observation } from '../grammar/observation.ts';
import type { Kind } from '../grammar/speakers/index.ts';
import { modemDrivers } from './modems.ts';

/** Programs that deal with cellular modems and with nothing else. pppd, mwan3 and netifd serve other lines, too. */
const modemPrograms: ReadonlySet<string> = new Set(
  `chat directip gcom gl-modem gsmd me909s mmcli modem-manager modem-urc proto-3g proto-atc proto-mbim proto-modemmanager
   proto-ncm proto-qmi proto-wwan proto-xmm qmodem quectel-CM rooter umbim uqmi uqmi-d uqmid wvdial`.split(
    /\s+/,
  ),
);

/** Commands that people type to ask modems. */
export const modemTools: ReadonlySet<string> = new Set(
  'gcom mbimcli mmcli qmicli quectel-CM sms_tool umbim uqmi wvdial'.split(' '),
);

/** What they say in words that others use as well, or of devices that are no modem. */
const anybodysWords: ReadonlySet<Kind> = new Set([
  'chat.answer',
  'gcom.answer-ok',
  'gcom.answer-error',
  'modem-device.unsupported',
  'modem-manager.started',
  'modem-manager.stopped',
  'remark',
  'uqmi.error',
] as const);

/** Kernel messages of drivers that take nothing but modems, and of a device that never got so far as to tell what it is. */
const modemKernelWords =
  /^(?:mhi|t7xx|wdm|wwan|qmi|ncm)\.|^usb\.(?:configuration-unset|control-node|enumeration-failed|network-connection|setup-unanswered)$/;

/** Kernel remarks of such drivers. */
const modemKernelRemarks = /^(?:iosm|mbim|mhi|mhi-net|qcserial|qmi|sierra|t7xx|wdm)\./;

/** mpd5 dials by PPPoE as well; it talks with modems by scripts. */
const modemMpdWords: ReadonlySet<Kind> = new Set([
  'mpd5.chat',
  'mpd5.chat-failed',
  'mpd5.chat-succeeded',
  'mpd5.modem-unanswered',
] as const);

/** It is said by a modem, or by a program that deals with modems only. */
export function isOfModem(message: Message): boolean {
  switch (message.origin.speaker) {
    case 'kernel':
      return isOfModemDriver(message);
    case 'mpd5':
      return modemMpdWords.has(message.kind);
    case 'pppd':
      return isEmptyNak(message) || isOnModemPort(message);
    default:
      return modemPrograms.has(message.origin.speaker) && !anybodysWords.has(message.kind);
  }
}

/**
 * `rcvd [IPCP ConfNak id=0x1]`: suggests nothing, as modems do that have no address from the network yet. Servers of PPPoE
 * suggest one. Source: ppp pppd/ipcp.c; the modem answers IPCP before the network does.
 */
export function isEmptyNak(message: Message): boolean {
  return (
    message.kind === 'pppd.received' &&
    'protocol' in message.fields &&
    'code' in message.fields &&
    message.fields.protocol === 'IPCP' &&
    message.fields.code === 'ConfNak' &&
    !('content' in message.fields)
  );
}

/** A port that pppd cannot have, by a name that modems' ports have. Source: ppp pppd/tty.c, utils.c. */
export function isOnModemPort({ kind, fields }: Message): boolean {
  return (
    (kind === 'pppd.device-locked' || kind === 'pppd.device-unopened') &&
    'device' in fields &&
    /^(?:\/dev\/)?tty(?:USB|ACM)\d/.test(String(fields.device))
  );
}

function isOfModemDriver(message: Message): boolean {
  switch (message.kind) {
    case 'remark':
      return modemKernelRemarks.test(message.fields.wording);
    case 'driver.probe-failed':
    case 'netdev.transmit-timeout':
    case 'serial.transfer-error':
      return modemDrivers.has(message.fields.driver);
    default:
      return modemKernelWords.test(message.kind);
  }
}

/** An answer of a modem, or of a tool that asks modems. */
export function showsModem({ kind }: Observation): boolean {
  return kind === 'at-exchange' || kind === 'modem-fact';
}
