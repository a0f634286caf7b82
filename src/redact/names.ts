import type { Hit } from './hit.ts';
import { isEverybodysAccount } from './identifiers.ts';

/** Names that routers and boards come with: they say nothing of their owner. */
const everybodysHosts =
  /^(?:openwrt|lede|immortalwrt|gargoyle|dd-?wrt|tomato|router|modem|gateway|localhost|raspberrypi|raspbian|turris|teltonika|kernel|debian|ubuntu|armbian|alarm|opnsense|pfsense|rooter|root|openmptcprouter|openstick|mobian|manjaro|manjaro-arm|postmarketos|pinephone|host-\d+)$|^(?:rut|rutx|trb|wrt|archer|zyxel|tl|mf|r|x|e|dwr|z|fritz|nr|wr)[-_]?[a-z]{0,6}\d[\w-]{0,24}$|^(?:gl|openwrt|lede|immortalwrt|lte|nanopi|orangepi|bpi|rpi)[-_.]/i;

/**
 * Names of hosts and of those who log in. In a text they are words like others, so they are learnt where they show as what
 * they are.
 */
export class Names {
  readonly #kinds = new Map<string, 'host' | 'account'>();

  host(name: string | null | undefined): void {
    if (isName(name) && !everybodysHosts.test(name)) this.#kinds.set(name, 'host');
  }

  account(name: string | null | undefined): void {
    if (isName(name) && !isEverybodysAccount(name) && !this.#kinds.has(name))
      this.#kinds.set(name, 'account');
  }

  /** Where they stand as words. */
  hitsIn(line: string): readonly Hit[] {
    if (this.#kinds.size === 0) return [];
    return [...line.matchAll(word)].flatMap(({ index, 0: name }) => {
      const kind = this.#kinds.get(name);
      return kind === undefined ? [] : [{ start: index, end: index + name.length, kind, value: name }];
    });
  }
}

/** A sample: joes-router */
const word = /(?<![\w-])[A-Za-z][\w-]{3,62}/g;

/** Shorter ones are words of too much else. */
function isName(name: string | null | undefined): name is string {
  return name !== null && name !== undefined && /^[A-Za-z][\w-]{3,62}$/.test(name);
}
