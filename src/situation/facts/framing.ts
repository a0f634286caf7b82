import type { Episode } from '../situation.ts';
import { modemFacts, tellsOfSeveralModems } from './modem-facts.ts';
import { perEpisode } from './per-episode.ts';
import { inOrder, type Reading } from './reading.ts';

/** What goes over USB between a QMI modem and its driver: bare IP packets, or Ethernet frames. */
export type Framing = 'raw-ip' | '802.3';

/** What both sides use, as it stood at the end. */
export interface Framings {
  readonly modem: Reading<Framing>;
  readonly driver: Reading<Framing>;
  /** The network device of the driver; null where only a pattern was asked for. */
  readonly device: string | null;
}

/** Null where one side is not shown, or where nobody can tell which modem belongs to which device. */
export const framings = perEpisode((episode): Framings | null => {
  const modem = modemFramings(episode);
  const driver = driverFramings(episode);
  const [last, own] = [modem.at(-1), driver.at(-1)];
  const isOne =
    !tellsOfSeveralModems(episode) &&
    new Set(modem.map(({ subject }) => subject)).size === 1 &&
    new Set(driver.map(({ device }) => device)).size === 1;
  if (last === undefined || own === undefined || !isOne) return null;
  return { modem: last, driver: own, device: own.device };
});

/** Sources: uqmi commands-wda.c of all years; libqmi qmicli-wda.c. */
const formatKey = /(?:^|\.)(?:wda-get-data-format|link-layer-protocol|Link Layer Protocol)$/;

const words: Readonly<Record<string, Framing>> = { 'raw-ip': 'raw-ip', '802.3': '802.3', '802-3': '802.3' };

function modemFramings(episode: Episode) {
  return modemFacts(episode, formatKey).flatMap((fact) => {
    const value = words[fact.value];
    return value === undefined ? [] : [{ ...fact, value }];
  });
}

/** Where the driver of an NCM device puts the table of datagrams (NDP) of its blocks: at the end where true. */
export interface NdpPlace extends Reading<boolean> {
  readonly device: string;
}

/** As the driver's own files say it, the last of each device. */
export const ndpPlaces = perEpisode(({ observations }): readonly NdpPlace[] => [
  ...new Map(
    inOrder(
      observations.of('attribute').flatMap(({ path, value, span, order }) => {
        const device = ndpFile.exec(path)?.groups?.['device'];
        if (device === undefined || !/^[YN]$/.test(value)) return [];
        return [{ value: value === 'Y', device, span, order, teller: 'kernel' }];
      }),
    ).map((place) => [place.device, place]),
  ).values(),
]);

/** Source: linux drivers/net/usb/cdc_ncm.c, attribute ndp_to_end, since 4.5. */
const ndpFile = /^\/sys\/(?:.*\/)?net\/(?<device>[\w.-]+)\/cdc_ncm\/ndp_to_end$/;

/** Source: linux drivers/net/usb/qmi_wwan.c, attribute qmi/raw_ip. */
const rawIpFile = /^\/sys\/(?:.*\/)?net\/(?<device>[\w.-]+|\*)\/qmi\/raw_ip$/;

function driverFramings({
  observations,
}: Episode): readonly (Reading<Framing> & { readonly device: string | null })[] {
  return inOrder(
    observations.of('attribute').flatMap(({ path, value, span, order }) => {
      const name = rawIpFile.exec(path)?.groups?.['device'];
      if (name === undefined || !/^[YN]$/.test(value)) return [];
      const framing: Framing = value === 'Y' ? 'raw-ip' : '802.3';
      return [{ value: framing, device: name === '*' ? null : name, span, order, teller: 'kernel' }];
    }),
  );
}
