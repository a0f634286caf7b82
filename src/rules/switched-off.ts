import type { ConfiguredInterface, Episode } from '../situation/situation.ts';
import { optionOf } from './rule.ts';

const truths: ReadonlySet<string> = new Set(['1', 'on', 'true', 'yes', 'enabled']);
const falsehoods: ReadonlySet<string> = new Set(['0', 'off', 'false', 'no', 'disabled']);

/**
 * Nobody means this interface to be up: it is disabled, or not started at boot and not tried either. What is wrong with
 * it keeps nothing from working. Source: netifd config.c, options `disabled` and `auto`; libuci's words for booleans.
 */
export function isSwitchedOff(config: ConfiguredInterface, { attempts }: Episode): boolean {
  if (truths.has(optionOf(config, 'disabled')?.value ?? '')) return true;
  const isManual = falsehoods.has(optionOf(config, 'auto')?.value ?? '');
  return isManual && !attempts.some((attempt) => attempt.interface === config.name);
}
