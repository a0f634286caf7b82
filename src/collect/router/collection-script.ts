import { usbDevices } from '../../knowledge/usb.ts';
import collection from './collection.sh';
import forum from './forum.sh';
import portHolders from './port-holders.sh';

/**
 * How the script is to print. `framed`: for hwdiag, with a marker that nobody else may know. `forum`: for people, without what
 * tells who they are.
 */
export type ScriptOptions = {
  /** The script ends itself after so many seconds, whatever becomes of the connection. */
  readonly deadlineSeconds: number;
} & ({ readonly mode: 'framed'; readonly mark: string } | { readonly mode: 'forum' });

const forumHead = [
  '#!/bin/sh',
  '# Printed by hwdiag. To be run on the router, from a computer that can log in to it:',
  '#   ssh root@192.168.1.1 sh -s <THIS-FILE >for-the-forum.txt',
  '# Secrets are hidden before anything leaves the router; look the text over all the same before you show it to others.',
  '',
];

/** The text of the script, for the standard input of `sh -s`. That for a forum may be a file, and is there to be read first. */
export function collectionScript(options: ScriptOptions): string {
  const settings = [
    `deadline=${Math.max(Math.round(options.deadlineSeconds), 1)}`,
    `at_ports='${atPorts()}'`,
  ];
  if (options.mode === 'forum')
    return [...forumHead, collection, portHolders, forum, ...settings, 'main', ''].join('\n');
  const { mark } = options;
  if (!/^[0-9a-zA-Z]{16,64}$/.test(mark))
    throw new Error('The marker of a collection is letters and digits.');
  return [`mark=${mark}`, ...settings, ...[collection, portHolders].map(withoutComments), 'main', ''].join(
    '\n',
  );
}

/** `2c7c:0125:2`: the USB interface of each modem that takes AT commands, where the table names it. */
function atPorts(): string {
  return [...usbDevices()]
    .flatMap(({ id, modem, interfaceRoles }) => {
      if (!modem) return [];
      const ports = [...interfaceRoles].sort(([one], [other]) => one - other);
      const port = ports.find(([, role]) => role === 'at') ?? ports.find(([, role]) => role === 'at2');
      return port === undefined ? [] : [`${id}:${port[0]}`];
    })
    .join(' ');
}

/** Every byte goes over a slow line, and no line of the script is a comment but those that begin so. */
export function withoutComments(script: string): string {
  return script
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'))
    .join('\n');
}
