import { Emitter } from '../emitter.ts';
import type { AddressScenario, ContextType } from '../scenario.ts';

/** On whose behalf a session runs: ^NDISDUP, PPP, +CGACT alone, QMI, MBIM. */
export type SessionPath = 'ndis' | 'ppp' | 'context' | 'qmi' | 'mbim';

/** A PDN connection that the network has granted. IP packets pass through it both ways. */
export class DataSession {
  readonly cid: number;
  readonly apn: string;
  readonly type: ContextType;
  readonly path: SessionPath;
  readonly address: AddressScenario;
  /** Packets of the router on their way to the network. */
  readonly toNetwork = new Emitter<Uint8Array>();
  /** Packets of the network on their way to the router. */
  readonly toRouter = new Emitter<Uint8Array>();

  constructor(cid: number, apn: string, type: ContextType, path: SessionPath, address: AddressScenario) {
    this.cid = cid;
    this.apn = apn;
    this.type = type;
    this.path = path;
    this.address = address;
  }
}
