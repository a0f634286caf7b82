import type { Episode } from '../situation.ts';

/** A fact that many rules ask for is read once for each episode. */
export function perEpisode<T>(read: (episode: Episode) => T): (episode: Episode) => T {
  const known = new WeakMap<Episode, { readonly fact: T }>();
  return (episode) => {
    const kept = known.get(episode) ?? { fact: read(episode) };
    known.set(episode, kept);
    return kept.fact;
  };
}
