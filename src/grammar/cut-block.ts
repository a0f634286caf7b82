import type { Unplaced } from './structures/block.ts';

/**
 * What a block shows whose command did not finish. What stands there counts; of the last thing, which may go on where it was
 * cut, nothing is taken from what is missing.
 */
export function shownUntilCut(shown: readonly Unplaced[]): readonly Unplaced[] {
  const last = shown.at(-1);
  return last === undefined ? shown : [...shown.slice(0, -1), ...withoutLack(last)];
}

function withoutLack(observation: Unplaced): readonly Unplaced[] {
  switch (observation.kind) {
    case 'ping':
      // The answers may have been on their way.
      return [{ ...observation, received: observation.received === 0 ? null : observation.received }];
    case 'interface-status':
      // Its lists may stand below: that it is up must not read as up without a name server.
      return observation.up === false ? [observation] : [];
    case 'usb-device':
      // Which configuration is active, and what drives an interface, stands below.
      return [
        {
          ...observation,
          activeConfiguration: observation.activeConfiguration === 0 ? null : observation.activeConfiguration,
        },
      ];
    default:
      return [observation];
  }
}
