import { usbDevices } from '../../knowledge/usb.ts';
import collection from './collection.sh';

/** How the script is to print. `framed`: for hwdiag, with a marker that nobody else may know. */
export interface ScriptOptions {
  readonly mark: string;
  /** The script ends itself after so many seconds, whatever becomes of the connection. */
  readonly deadlineSeconds: number;
}

/** The text of the script, for the standard input of `sh -s`. */
export function collectionScript({ mark, deadlineSeconds }: ScriptOptions): string {
  if (!/^[0-9a-zA-Z]{16,64}$/.test(mark))
    throw new Error('The marker of a collection is letters and digits.');
  return [
    `mark=${mark}`,
    `deadline=${Math.max(Math.round(deadlineSeconds), 1)}`,
    `at_ports='${atPorts()}'`,
    withoutComments(collection),
    'main',
    '',
  ].join('\n');
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
function withoutComments(script: string): string {
  return script
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'))
    .join('\n');
}
