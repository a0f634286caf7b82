import type { ContextType, PortRole, ScenarioPatch } from '../scenario.ts';

/** A kind of modem, as data: how it shows on the bus, which ports it has, and what it says of itself. */
export interface Profile {
  readonly name: string;
  /** In words, for a list. */
  readonly title: string;
  readonly usb: UsbIdentity;
  /** In the order of their interface numbers. */
  readonly functions: readonly UsbFunction[];
  readonly dataPath: 'ncm' | 'ppp' | 'qmi' | 'mbim' | 'ecm' | 'none';
  /** Whose AT commands it takes beside those of 3GPP. */
  readonly dialect: Dialect;
  readonly identity: Identity;
  /** The PDP contexts that it has in its memory when it is new. */
  readonly contexts: readonly StoredContext[];
  /** Answers that are fixed for this device, by command: `^SETPORT?`. Lines without the final result. */
  readonly answers: Readonly<Record<string, readonly string[]>>;
  /** How it differs from `healthy` when nothing is wrong. */
  readonly scenario: ScenarioPatch;
  /** The profile that it turns into when it is told to switch. */
  readonly switchesTo?: string;
}

export type Dialect = 'huawei' | 'quectel' | 'zte' | 'none';

export interface UsbIdentity {
  readonly vendor: number;
  readonly product: number;
  /** bcdDevice */
  readonly release: number;
  readonly speed: 'full' | 'high' | 'super';
  readonly deviceClass: readonly [number, number, number];
  readonly manufacturer: string;
  readonly productName: string;
  readonly serialNumber: string;
}

export type UsbClass = readonly [deviceClass: number, subclass: number, protocol: number];

type UsbFunction =
  | {
      readonly kind: 'serial';
      readonly class: UsbClass;
      readonly role: Exclude<PortRole, 'wdm'>;
      /** Whether it has an interrupt endpoint beside its two bulk ones. */
      readonly notifies: boolean;
      /** Whether `ATD*99#` starts PPP on it. */
      readonly dials: boolean;
    }
  /** `hasChannel`: AT commands go over its encapsulated commands, too (cdc-wdm). */
  | { readonly kind: 'ncm'; readonly class: UsbClass; readonly hasChannel: boolean; readonly mac: string }
  | { readonly kind: 'qmi'; readonly class: UsbClass }
  | { readonly kind: 'mbim'; readonly class: UsbClass }
  /** A network card with a router of its own behind it. */
  | { readonly kind: 'ecm'; readonly class: UsbClass; readonly mac: string }
  | { readonly kind: 'storage'; readonly class: UsbClass };

export interface Identity {
  readonly manufacturer: string;
  readonly model: string;
  readonly revision: string;
  readonly hardware: string;
  readonly imei: string;
}

export interface StoredContext {
  readonly cid: number;
  readonly type: ContextType;
  readonly apn: string;
}

/** The serial functions and the AT channel of a profile, in the order of their nodes. */
export function rolesOf(profile: Profile): readonly PortRole[] {
  return profile.functions.flatMap((part): PortRole[] => {
    if (part.kind === 'serial') return [part.role];
    return part.kind === 'ncm' && part.hasChannel ? ['wdm'] : [];
  });
}
