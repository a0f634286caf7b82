import type { Attempt, Episode, Modem } from '../../situation/situation.ts';
import type { EpisodeView } from '../overview.ts';
import { listed } from '../words.ts';
import type { Page, Row } from './layout.ts';
import { paragraph, run } from './layout.ts';

const methodWords: Readonly<Record<Attempt['method'], string>> = {
  netifd: 'interface',
  pppd: 'pppd',
  'by-hand': 'by hand',
};

/** What the verdict is about: router, modem, interface, each with its name. */
export function contextFacts({ episode, attempt }: EpisodeView): readonly (readonly [string, string])[] {
  const facts: (readonly [string, string])[] = [];
  const router = routerWords(episode);
  if (router !== '') facts.push(['router', router]);
  for (const modem of episode.modems) facts.push(['modem', modemWords(modem)]);
  const subject = attempt === null ? configuredWords(episode) : attemptWords(attempt, episode);
  if (subject !== '') facts.push([attempt === null ? 'interface' : methodWords[attempt.method], subject]);
  return facts;
}

export function contextRows(page: Page, view: EpisodeView): Row[] {
  return contextFacts(view).flatMap(([name, words]) =>
    paragraph(page, [run(page, words)], [run(page, `  ${name.padEnd(11)}`, 'muted')]),
  );
}

function routerWords({ router }: Episode): string {
  const kernel = router.kernel === null ? null : `kernel ${router.kernel.value}`;
  return [router.board?.value ?? router.host?.value ?? null, kernel]
    .filter((part) => part !== null)
    .join(', ');
}

function modemWords(modem: Modem): string {
  const name = [modem.manufacturer?.value, modem.product?.value]
    .filter((part) => part !== undefined)
    .join(' ');
  const ids = modem.vendorId && modem.productId ? `${modem.vendorId.value}:${modem.productId.value}` : null;
  const port = modem.usbPort === null ? null : `USB port ${modem.usbPort}`;
  const what = [name === '' ? null : name, ids, port, modem.attached ? null : 'unplugged'].filter(
    (part) => part !== null,
  );
  const drivers = new Map<string, string[]>();
  for (const { driver, node } of modem.functions) {
    const nodes = drivers.get(driver) ?? [];
    drivers.set(driver, node === null ? nodes : [...nodes, node.replace(/^\/dev\//, '')]);
  }
  const ports = [...drivers].map(([driver, nodes]) =>
    nodes.length === 0 ? `driver ${driver}` : `${nodes.join(' ')} (${driver})`,
  );
  return [what.join(', '), ports.join(', ')].filter((part) => part !== '').join('; ');
}

export function configuredWords({ interfaces }: Episode): string {
  return listed(
    interfaces.filter(({ cellular }) => cellular).map(({ name, proto }) => namedProto(name, proto)),
  );
}

function namedProto(name: string, proto: string | null): string {
  return proto === null ? name : `${name}, proto ${proto}`;
}

/** An attempt in a few words, as one of the attempts of its episode. */
export function attemptWords(attempt: Attempt, episode: Episode): string {
  const what = attempt.interface === null ? null : namedProto(attempt.interface, attempt.proto);
  const host = attempt.method === 'by-hand' ? promptWords(attempt, episode) : null;
  const through = attempt.device === null ? null : `port ${attempt.device}`;
  const apn = attempt.apn === null ? null : `APN ${attempt.apn.value}`;
  const when = attempt.clock === null ? null : attempt.clock.first.text;
  return [what, host, through, apn, when].filter((part) => part !== null).join(', ');
}

/** A prompt without a host name is another one where a prompt beside it has a name. */
function promptWords({ host }: Attempt, { attempts, commands }: Episode): string | null {
  if (host !== null) return `on ${host}`;
  const hosts = [...attempts.map((one) => one.host), ...commands.map(({ typed }) => typed.command.host)];
  return hosts.some((other) => other !== null) ? 'on another prompt' : null;
}
