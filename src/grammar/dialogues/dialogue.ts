import type { Message, MessageOf } from '../message.ts';
import type { AtCommand } from '../structures/at-command.ts';

/** Messages that belong together, read as a sentence of one speaker instance. */
export type Dialogue = ChatScript | PppSession | HandlerRun | DhcpConversation | UsbArrival;

interface DialogueBase {
  readonly first: Message;
  readonly last: Message;
}

/** One run of chat, the dial script of pppd. */
export interface ChatScript extends DialogueBase {
  readonly type: 'chat-script';
  readonly pid: number | null;
  readonly steps: readonly ChatStep[];
  /**
   * `finished`: the last wait that the log shows was answered; `unfinished`: the log shows no end, or chat was
   * interrupted; `aborted`: the modem gave an answer that the script takes for a failure, or the port was lost.
   */
  readonly outcome: 'finished' | 'timed-out' | 'aborted' | 'unfinished';
  /** The modem's words that ended it: `NO CARRIER`, `ERROR`. */
  readonly abortedBy: string | null;
}

/** Something sent, what was waited for, and what came. What the log does not show is null. */
export interface ChatStep {
  readonly sent: MessageOf<'chat.send'> | null;
  /** The AT command that was sent, where it is one. */
  readonly command: AtCommand | null;
  readonly expected: MessageOf<'chat.expect'> | null;
  /** What the modem said, without empty lines and the echo of the command. */
  readonly answers: readonly MessageOf<'chat.answer'>[];
  readonly outcome: 'matched' | 'timed-out' | 'aborted' | 'open';
  readonly outcomeAt: Message | null;
}

/** One pppd from start to exit. Where it made several calls (option `persist`), what is said is of the last. */
export interface PppSession extends DialogueBase {
  readonly type: 'ppp-session';
  readonly pid: number | null;
  readonly started: MessageOf<'pppd.started'> | null;
  readonly connected: MessageOf<'pppd.serial-established'> | null;
  readonly link: MessageOf<'pppd.connect'> | null;
  /** `3g-modem`: the net device. */
  readonly netdev: string | null;
  readonly localAddress: MessageOf<'pppd.local-address'> | null;
  /** First message by which a rung broke. */
  readonly failure: Message | null;
  /** Stopped on purpose: a signal from netifd or a person. */
  readonly stopped: Message | null;
  /** The line was dropped from the other side. */
  readonly hungUp: Message | null;
}

/** One run of a protocol handler for an interface, from `is setting up now` to its end. */
export interface HandlerRun extends DialogueBase {
  readonly type: 'handler-run';
  readonly interface: string;
  readonly settingUp: MessageOf<'interface.setting-up'> | null;
  readonly exchanges: readonly AtExchange[];
  /** What the handler says of its progress. */
  readonly progress: readonly Message[];
  /** By which a rung broke, as the handler saw it. It may get past that. */
  readonly failures: readonly Message[];
  readonly up: MessageOf<'interface.up'> | null;
  readonly down: Message | null;
}

/** An AT command and what the modem answered. */
export interface AtExchange {
  readonly sent: MessageOf<'gcom.sending'>;
  readonly command: AtCommand | null;
  readonly answers: readonly Message[];
  /** `silent`: the log shows no answer; gcom prints none when all is well. */
  readonly outcome: 'answered' | 'refused' | 'timed-out' | 'silent';
}

/** One udhcpc from start to lease or end. */
export interface DhcpConversation extends DialogueBase {
  readonly type: 'dhcp-conversation';
  /** The interface it runs for; null where a person started it. */
  readonly interface: string | null;
  readonly pid: number | null;
  readonly started: MessageOf<'dhcp.started'> | null;
  readonly discovers: readonly MessageOf<'dhcp.discover'>[];
  /** Last sign of an offer; old releases show it only by the select that answers it. */
  readonly offered: MessageOf<'dhcp.offer'> | MessageOf<'dhcp.select'> | null;
  /** The last lease. */
  readonly lease: MessageOf<'dhcp.lease'> | null;
  readonly naks: readonly Message[];
  /** What failed last; null where a lease came after it. Beside a lease: it was lost. */
  readonly failure: Message | null;
  /** Id of the capture section it stands in. */
  readonly section: number;
}

/** A USB device from its arrival on the bus to its leaving. */
export interface UsbArrival extends DialogueBase {
  readonly type: 'usb-arrival';
  /** `1-1`: bus and port path. */
  readonly port: string;
  readonly arrived: Message | null;
  readonly found: MessageOf<'usb.found'> | null;
  readonly product: MessageOf<'usb.product'> | null;
  readonly manufacturer: MessageOf<'usb.manufacturer'> | null;
  /** What it had when it left, where it left. */
  readonly functions: readonly UsbFunction[];
  readonly storage: Message | null;
  /** First message by which a rung broke. */
  readonly failure: Message | null;
  readonly gone: MessageOf<'usb.disconnect'> | null;
}

/** A node that a driver made of one USB interface. */
export interface UsbFunction {
  /** `1-1:1.2`; null where the line does not say. */
  readonly usbInterface: string | null;
  readonly driver: string | null;
  readonly kind: 'serial' | 'control' | 'network';
  /** `ttyUSB1`, `cdc-wdm0`, `wwan0`; the name it was given last. */
  readonly node: string;
  readonly message: Message;
}
