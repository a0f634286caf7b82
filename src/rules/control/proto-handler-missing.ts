import { editDistance } from '../../knowledge/edit-distance.ts';
import { protoInfo } from '../../knowledge/proto.ts';
import { rungIndex } from '../../knowledge/rung.ts';
import { type Evidence, present, said } from '../../situation/evidence.ts';
import { isSwitchedOff, optionOf } from '../../situation/facts/config.ts';
import { netifdErrors } from '../../situation/facts/netifd-errors.ts';
import { packagePresence } from '../../situation/facts/software.ts';
import type { ConfiguredInterface, Episode } from '../../situation/situation.ts';
import type { Confidence, FixStep } from '../finding.ts';
import { defineRule, found, type RuleVerdict } from '../rule.ts';

/** Protocols for modems whose names people write by hand. */
const modemProtos = ['3g', 'ncm', 'qmi', 'mbim', 'modemmanager', 'wwan', 'directip'];

/**
 * netifd has no handler for the protocol: its package is missing, or its name is misspelt. It logs nothing at all.
 * Sources: netifd interface.c (`INVALID_PROTO`; an interface whose protocol is unknown stays `"proto": "none"`) and
 * proto-shell.c (handlers are the scripts of /lib/netifd/proto); OpenWrt wwan.sh (`… proto is missing`).
 */
export const protoHandlerMissing = defineRule({
  id: 'proto-handler-missing',
  role: 'cause',
  severity: 'error',
  since: '0.1.0',
  check: ({ episode }) => [
    ...episode.interfaces
      .filter((config) => !isSwitchedOff(config, episode) && meansModem(config) && !runs(config, episode))
      .flatMap((config) => missingFor(config, episode)),
    ...episode.messages.of('handler.proto-missing').map((message) =>
      found({
        attempt: null,
        confidence: 'proven',
        title: `there is no handler for proto ${message.fields.proto}`,
        explanation: `The modem wants proto ${message.fields.proto}, and its handler is not installed.`,
        evidence: [said(message)],
        fix: { summary: 'Install the handler.', steps: install(message.fields.proto) },
      }),
    ),
  ],
});

function missingFor(config: ConfiguredInterface, episode: Episode): readonly RuleVerdict[] {
  const option = optionOf(config.section, 'proto');
  if (option === null) return [];
  const proto = option.value;
  const meant = protoInfo(proto) === undefined ? closest(proto) : null;
  const shown = shownMissing(config, proto, episode);
  if (shown === null && meant === null) return [];
  const confidence: Confidence = shown?.confidence ?? 'likely';
  return [
    found({
      attempt: null,
      confidence,
      title:
        meant === null
          ? `netifd has no handler for proto ${proto}`
          : `there is no proto ${proto}; ${meant} is meant`,
      explanation:
        'netifd brings an interface up with the handler of its protocol. For this name it has none, so it does nothing: ifup prints no line in the log, and the modem is never asked.',
      evidence: [present(option.span, 'the protocol'), ...(shown === null ? [] : [shown.evidence])],
      confirm: {
        text: 'List the handlers that are there: “ls /lib/netifd/proto”.',
        command: [{ known: 'ls' }, { known: '/lib/netifd/proto' }],
      },
      fix:
        meant === null
          ? { summary: 'Install the handler, then restart the network.', steps: install(proto) }
          : {
              summary: 'Correct the name.',
              steps: [
                {
                  type: 'uci-set',
                  config: 'network',
                  section: config.name,
                  option: 'proto',
                  value: { known: meant },
                  before: proto,
                },
              ],
            },
    }),
  ];
}

function shownMissing(
  { name }: ConfiguredInterface,
  proto: string,
  episode: Episode,
): { readonly confidence: Confidence; readonly evidence: Evidence } | null {
  const error = netifdErrors(episode).findLast(
    (known) => known.value === 'INVALID_PROTO' && (known.interface === null || known.interface === name),
  );
  if (error !== undefined) return { confidence: 'proven', evidence: present(error.span, 'netifd says so') };
  const status = episode.observations.of('interface-status').findLast((known) => known.interface === name);
  if (status?.proto === 'none' && proto !== 'none')
    return { confidence: 'proven', evidence: present(status.span, 'netifd knows no protocol for it') };
  // The first package is the handler's; drivers may differ from modem to modem.
  const [handler] = protoInfo(proto)?.packages ?? [];
  const presence = handler === undefined ? null : packagePresence(episode, handler);
  if (presence?.state === 'absent')
    return { confidence: 'likely', evidence: present(presence.span, `${handler} is not in this list`) };
  return null;
}

/** An interface for a modem, whatever its protocol is called. */
function meansModem({ cellular, section }: ConfiguredInterface): boolean {
  const device = optionOf(section, 'device')?.value ?? '';
  return cellular || optionOf(section, 'apn') !== null || /^\/dev\/(?:tty(?:USB|ACM)|cdc-wdm)\d/.test(device);
}

/** A handler that has said something is there. That the modem has its drivers is said by others. */
function runs({ name }: ConfiguredInterface, { attempts }: Episode): boolean {
  return attempts.some(
    ({ interface: tried, reached, broken }) =>
      tried === name && (broken !== null || (reached !== null && rungIndex(reached) > rungIndex('driver'))),
  );
}

/** A name that is a slip away. Samples: nmc, qmii, mbin, modem-manager. */
function closest(proto: string): string | null {
  const word = proto.toLowerCase().replace(/[-_]/g, '');
  return (
    modemProtos.find((known) => known !== proto && (known === word || swapped(known, word))) ??
    modemProtos.find((known) => known.length > 2 && known !== proto && editDistance(known, word) === 1) ??
    null
  );
}

/** Two neighbouring letters the wrong way round. */
function swapped(one: string, other: string): boolean {
  return one.length === other.length && [...one].sort().join('') === [...other].sort().join('');
}

/** Packages of a handler. Source: OpenWrt packages comgt, comgt-ncm, uqmi, umbim, modemmanager, wwan. */
function install(proto: string): readonly FixStep[] {
  const [handler] = protoInfo(proto)?.packages ?? [];
  const packages = handler === undefined ? [] : proto === '3g' ? [handler, 'ppp', 'chat'] : [handler];
  return [
    ...(packages.length === 0 ? [] : [{ type: 'install', packages } as const]),
    { type: 'command', command: [{ known: '/etc/init.d/network' }, { known: 'restart' }] },
  ];
}
