import type { Span } from '../../capture/position.ts';
import { perEpisode } from './per-episode.ts';

/** A program that has a node of a modem open. */
export interface PortHolder {
  /** `/dev/ttyUSB2` */
  readonly node: string;
  /** `minicom` */
  readonly program: string;
  readonly pid: number;
  readonly span: Span;
}

/** Who has nodes of modems open, as listings show it (`fuser -v`, `lsof`, the collection of this program), in their order. */
export const portHolders = perEpisode((episode): readonly PortHolder[] =>
  episode.observations
    .of('process')
    .flatMap(({ node, command, pid, span }) =>
      node === null ? [] : [{ node, program: command.replace(/^.*\//, ''), pid, span }],
    ),
);

/**
 * With what handlers of netifd have a port open: themselves, and the programs that dial and ask for them. Such a one may belong to
 * the interface. Sources: OpenWrt 3g.sh, ncm.sh, directip.sh (pppd, chat, comgt as gcom); wvdial; quectel-CM of makers' handlers.
 */
const handlersOwn = /^(?:pppd|chat|gcom|comgt|wvdial|quectel-CM|sh|ash|.+\.sh)$/;

/** Whether a program that has a port open may belong to the interface that dials through it. */
export function mayBeHandler({ program }: Pick<PortHolder, 'program'>): boolean {
  return handlersOwn.test(program);
}
