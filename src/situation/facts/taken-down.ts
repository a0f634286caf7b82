import type { Span } from '../../capture/position.ts';
import type { Attempt, Episode } from '../situation.ts';

/** With which netifd takes the interface of an attempt down; null where no line of it shows that. */
export function takenDown(
  { interface: name, first, last }: Attempt,
  { messages }: Pick<Episode, 'messages'>,
): Span | null {
  const [from, to] = [Math.min(first.line, last.line), Math.max(first.line, last.line)];
  const down = messages
    .of('interface.down')
    .map(({ fields, origin }) => ({ name: fields.interface, span: origin.spans[0] }))
    .findLast(
      (known) =>
        known.name === name &&
        known.span.source === first.source &&
        from < known.span.line &&
        known.span.line <= to,
    );
  return down?.span ?? null;
}
