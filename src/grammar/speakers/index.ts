import type { Fields } from '../declaration.ts';
import { chat } from './chat.ts';
import { firewall } from './firewall.ts';
import { gcom } from './gcom.ts';
import { kernel } from './kernel.ts';
import { mwan3 } from './mwan3.ts';
import { netifd } from './netifd.ts';
import { odhcpd } from './odhcpd.ts';
import { pppd } from './pppd.ts';
import { procd } from './procd.ts';
import { protoNcm } from './proto-ncm.ts';
import { protoQmi } from './proto-qmi.ts';
import { ubus } from './ubus.ts';
import { udhcpc } from './udhcpc.ts';

/** Every program whose words are understood. */
export const speakers = [
  chat,
  firewall,
  gcom,
  kernel,
  mwan3,
  netifd,
  odhcpd,
  pppd,
  procd,
  protoNcm,
  protoQmi,
  ubus,
  udhcpc,
] as const;

/** Programs whose output reaches the log only through netifd's relay. */
export const relayedSpeakers: ReadonlySet<string> = new Set(
  [gcom, protoNcm, protoQmi, ubus, udhcpc].map((relayed) => relayed.name),
);

type AnyDeclaration = (typeof speakers)[number]['declarations'][number];

/** Every kind of message. */
export type Kind = AnyDeclaration['kind'];

/** The typed fields of a kind; a union where its wordings carry different ones. */
export type FieldsOf<K extends Kind> =
  Extract<AnyDeclaration, { kind: K }> extends infer D
    ? D extends { template: infer T extends string }
      ? Fields<T>
      : never
    : never;
