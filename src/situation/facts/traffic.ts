import type { Span } from '../../capture/position.ts';
import type { Episode } from '../situation.ts';

/** What a network device has received and sent since it is there. */
interface Count {
  readonly device: string;
  readonly rxBytes: number;
  readonly txBytes: number;
  readonly span: Span;
  readonly order: number;
}

/**
 * The last count of a device, where it has sent and never received anything; null for any other, and where none is shown.
 * A device that comes anew counts from zero.
 */
export function nothingReceived(episode: Episode, device: string): Count | null {
  const last = countsOf(episode, device).at(-1);
  return last !== undefined && last.rxBytes === 0 && last.txBytes > 0 ? last : null;
}

function countsOf({ observations }: Episode, device: string): readonly Count[] {
  const links = observations.of('link').flatMap((link): readonly Count[] => {
    const { rxBytes, txBytes } = link;
    return rxBytes === null || txBytes === null ? [] : [{ ...link, rxBytes, txBytes }];
  });
  return [...links, ...observations.of('counters')]
    .filter((count) => count.device === device)
    .sort((one, other) => one.order - other.order);
}
