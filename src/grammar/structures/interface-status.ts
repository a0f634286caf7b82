import type { Unplaced } from './block.ts';
import { entryOf, items, type JsonText, member, numberOf, textOf, truthOf } from './json.ts';
import type { JsonEntry, JsonNode } from './json-grammar.ts';

type InterfaceStatusRead = Extract<Unplaced, { readonly kind: 'interface-status' }>;

/** Members that tell the status of an interface. Source: netifd ubus.c, netifd_dump_status. */
const ownMembers = [
  'up',
  'pending',
  'available',
  'autostart',
  'dynamic',
  'proto',
  'l3_device',
  'ipv4-address',
  'dns-server',
  'inactive',
];

/** Whether a value has the members that `ifstatus` prints. */
export function isInterfaceStatus(node: JsonNode): boolean {
  if (member(node, 'interface')?.kind === 'array') return false;
  return errorsOf(node).length > 0 || ownMembers.filter((key) => member(node, key) !== null).length > 1;
}

/**
 * Reads what `ifstatus` prints. The members are those of netifd's ubus.c.
 *
 * @param name what the command says; the status of one interface does not name it
 */
export function readInterfaceStatus(
  text: JsonText,
  node: JsonNode,
  name: string | null,
): InterfaceStatusRead {
  const telling = entryOf(node, 'up') ?? entryOf(node, 'interface') ?? firstEntry(node);
  return {
    kind: 'interface-status',
    interface: textOf(member(node, 'interface')) ?? name,
    up: truthOf(member(node, 'up')),
    pending: truthOf(member(node, 'pending')),
    available: truthOf(member(node, 'available')),
    autostart: truthOf(member(node, 'autostart')),
    proto: textOf(member(node, 'proto')),
    device: textOf(member(node, 'device')),
    l3Device: textOf(member(node, 'l3_device')),
    uptime: numberOf(member(node, 'uptime')),
    addresses: [...items(member(node, 'ipv4-address')), ...items(member(node, 'ipv6-address'))].flatMap(
      addressOf,
    ),
    nameServers: items(member(node, 'dns-server')).flatMap((server) => textOf(server) ?? []),
    gateways: items(member(node, 'route')).flatMap(defaultGatewayOf),
    errors: errorsOf(node).map(({ code, entry }) => ({
      subsystem: textOf(member(entry, 'subsystem')),
      code,
      data: items(member(entry, 'data')).flatMap((word) => textOf(word) ?? []),
      span: text.spanOfEntry(entryOf(entry, 'code') ?? { key: null, start: entry.start, value: entry }),
    })),
    span: telling === null ? text.spanOf(node) : text.spanOfEntry(telling),
  };
}

function firstEntry(node: JsonNode): JsonEntry | null {
  return node.kind === 'atom' ? null : (node.entries[0] ?? null);
}

function errorsOf(node: JsonNode): readonly { readonly code: string; readonly entry: JsonNode }[] {
  return items(member(node, 'errors')).flatMap((entry) => {
    const code = textOf(member(entry, 'code'));
    return code === null ? [] : [{ code, entry }];
  });
}

/** `{"address": "10.64.0.2", "mask": 30}` */
function addressOf(node: JsonNode): readonly string[] {
  const address = textOf(member(node, 'address'));
  if (address === null) return [];
  const mask = numberOf(member(node, 'mask'));
  return [mask === null ? address : `${address}/${mask}`];
}

/** `{"target": "0.0.0.0", "mask": 0, "nexthop": "10.64.0.1"}` */
function defaultGatewayOf(node: JsonNode): readonly string[] {
  const gateway = textOf(member(node, 'nexthop'));
  const isDefault = numberOf(member(node, 'mask')) === 0;
  return isDefault && gateway !== null ? [gateway] : [];
}
