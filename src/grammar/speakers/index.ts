import type { Rung } from '../../knowledge/rung.ts';
import type { Fields, Severity } from '../declaration.ts';
import { chat } from './chat.ts';
import { directip } from './directip.ts';
import { firewall } from './firewall.ts';
import { gcom } from './gcom.ts';
import { glModem } from './gl-modem.ts';
import { gsmd } from './gsmd.ts';
import { kernel } from './kernel.ts';
import { kmodloader } from './kmodloader.ts';
import { me909s } from './me909s.ts';
import { mmcli } from './mmcli.ts';
import { modemManager } from './modem-manager.ts';
import { modemUrc } from './modem-urc.ts';
import { mpd5 } from './mpd5.ts';
import { mwan3 } from './mwan3.ts';
import { netifd } from './netifd.ts';
import { odhcp6c } from './odhcp6c.ts';
import { odhcpd } from './odhcpd.ts';
import { pppd } from './pppd.ts';
import { procd } from './procd.ts';
import { proto3g } from './proto-3g.ts';
import { protoAtc } from './proto-atc.ts';
import { protoDhcp } from './proto-dhcp.ts';
import { protoMbim } from './proto-mbim.ts';
import { protoModemmanager } from './proto-modemmanager.ts';
import { protoNcm } from './proto-ncm.ts';
import { protoQmi } from './proto-qmi.ts';
import { protoShell } from './proto-shell.ts';
import { protoWwan } from './proto-wwan.ts';
import { protoXmm } from './proto-xmm.ts';
import { qmodem } from './qmodem.ts';
import { quectelCm } from './quectel-cm.ts';
import { rooter } from './rooter.ts';
import { ubus } from './ubus.ts';
import { udhcpc } from './udhcpc.ts';
import { udhcpc6 } from './udhcpc6.ts';
import { umbim } from './umbim.ts';
import { uqmi } from './uqmi.ts';
import { uqmiD } from './uqmi-d.ts';
import { uqmid } from './uqmid.ts';
import { usbmode } from './usbmode.ts';
import { wvdial } from './wvdial.ts';

/** Every program whose words are understood. */
export const speakers = [
  chat,
  directip,
  firewall,
  gcom,
  glModem,
  gsmd,
  kernel,
  kmodloader,
  me909s,
  mmcli,
  modemManager,
  modemUrc,
  mpd5,
  mwan3,
  netifd,
  odhcp6c,
  odhcpd,
  pppd,
  procd,
  proto3g,
  protoAtc,
  protoDhcp,
  protoMbim,
  protoModemmanager,
  protoNcm,
  protoQmi,
  protoShell,
  protoWwan,
  protoXmm,
  qmodem,
  quectelCm,
  rooter,
  ubus,
  udhcpc,
  udhcpc6,
  umbim,
  uqmi,
  uqmiD,
  uqmid,
  usbmode,
  wvdial,
] as const;

/** Programs whose output reaches the log only through netifd's relay. */
export const relayedSpeakers: ReadonlySet<string> = new Set(
  speakers.filter(({ relayed }) => relayed === true).map(({ name }) => name),
);

type AnyDeclaration = (typeof speakers)[number]['declarations'][number];

/** Every kind of message that has a type of its own. */
type TypedKind = AnyDeclaration['kind'];

/** Every kind of message; `remark` is that of all wordings that have no type of their own. */
export type Kind = TypedKind | 'remark';

/** The typed fields of a kind; a union where its wordings carry different ones. */
export type FieldsOf<K extends Kind> = K extends TypedKind
  ? Extract<AnyDeclaration, { kind: K }> extends infer D
    ? D extends { template: infer T extends string }
      ? Fields<T>
      : never
    : never
  : RemarkFields;

/** What kind of remark it may be; of two speakers that share one, it is the same. */
export type RemarkKind = ReturnType<
  NonNullable<(typeof speakers)[number]['remarks']>[number]
>[number]['kind'];

/** What a remark says. */
interface RemarkFields {
  /** What kind of remark: `usb.no-configuration`. */
  readonly wording: string;
  /** The rung that it belongs to, without proving anything of it. */
  readonly about: Rung | null;
  /** How the program itself rates it. */
  readonly severity: Severity | null;
  readonly values: Readonly<Record<string, string | number>>;
}
