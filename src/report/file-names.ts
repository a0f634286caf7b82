import { type Redactor, redactorOf } from '../redact/redactor.ts';
import type { Diagnosis } from '../rules/finding.ts';
import type { Evidence } from '../situation/evidence.ts';
import { redactorFor } from './diagnosis-redactor.ts';

/**
 * Names of files as others may see them. A path may hold an account, a mail address or the number of a modem.
 * A sample: /home/joe/imei.txt
 */
export type FileNames = (path: string) => string;

/** With the tokens that the report on the diagnosis has for the same secrets. */
export function fileNamesOf(diagnosis: Diagnosis): FileNames {
  const redactor = redactorFor(diagnosis);
  const known = new Map<string, string>();
  return (path) => {
    const name = known.get(path) ?? nameBy(redactor, path);
    known.set(path, name);
    return name;
  };
}

/** The name of a file that nobody could look at, and the message that says why. */
export function unreadWords(
  path: string,
  message: string,
): { readonly file: string; readonly message: string } {
  const redactor = redactorOf([]);
  const file = nameBy(redactor, path);
  return { file, message: redactor.text(message.replaceAll(path, () => file)) };
}

/** An account shows by the folders around it, an address also directly behind a slash. */
function nameBy(redactor: Redactor, path: string): string {
  return redactor
    .text(path)
    .split('/')
    .map((part) => redactor.text(part))
    .join('/');
}

/** Evidence in files of these names. */
export function inNamedFiles(evidence: readonly Evidence[], names: FileNames): readonly Evidence[] {
  // Spans of a long log are read from its bytes when they are asked, so they cannot be spread.
  const named = ({
    source,
    line,
    column,
    length,
    text,
  }: Extract<Evidence, { type: 'presence' }>['span']) => ({
    source: names(source),
    line,
    column,
    length,
    text,
  });
  return evidence.map((item) =>
    item.type === 'presence'
      ? { ...item, span: named(item.span) }
      : { ...item, from: named(item.from), to: named(item.to) },
  );
}
