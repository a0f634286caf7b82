/**
 * How one word differs from another, without the words: fit to be told about passwords.
 * Positions are 1-based and count UTF-16 units of the first word.
 */
export type EditDescription =
  | { readonly kind: 'same'; readonly position: null; readonly distance: 0 }
  /** Two neighbours changed places; `position` is that of the first of them. */
  | { readonly kind: 'swap'; readonly position: number; readonly distance: 1 }
  /** The second word lacks the character at `position`. */
  | { readonly kind: 'missing'; readonly position: number; readonly distance: 1 }
  /** The second word has a character more, before `position` (one past the end where it is added there). */
  | { readonly kind: 'extra'; readonly position: number; readonly distance: 1 }
  | { readonly kind: 'replaced'; readonly position: number; readonly distance: 1 }
  /** More than one edit; `position` is where they begin to differ. */
  | { readonly kind: 'several'; readonly position: number; readonly distance: number };

/** Longer words are not compared character by character: nobody typed them, and the work grows with the square. */
const longestWord = 256;

/**
 * Optimal string alignment distance: characters to add, take away, replace, or swap with their neighbour, no stretch
 * edited twice. A Damerau-Levenshtein distance that finds all slips of the finger, at the price of the triangle
 * inequality. Words beyond 256 UTF-16 units that are not the same count as different throughout.
 */
export function editDistance(a: string, b: string): number {
  if (a === b) return 0;
  const longest = Math.max(a.length, b.length);
  if (longest > longestWord) return longest;
  let before: number[] = [];
  let above = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= b.length; column += 1) {
      const same = a[row - 1] === b[column - 1];
      let cost = Math.min(
        at(above, column) + 1,
        at(current, column - 1) + 1,
        at(above, column - 1) + (same ? 0 : 1),
      );
      if (row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1]) {
        cost = Math.min(cost, at(before, column - 2) + 1);
      }
      current.push(cost);
    }
    before = above;
    above = current;
  }
  return at(above, b.length);
}

function at(costs: readonly number[], column: number): number {
  return costs[column] ?? 0;
}

/** What happened to `a` on the way to `b`. */
export function describeEdit(a: string, b: string): EditDescription {
  const distance = editDistance(a, b);
  if (distance === 0) return { kind: 'same', position: null, distance };
  const position = sharedLength(a, b) + 1;
  if (distance > 1) return { kind: 'several', position, distance };
  if (a.length > b.length) return { kind: 'missing', position, distance: 1 };
  if (a.length < b.length) return { kind: 'extra', position, distance: 1 };
  // One edit between words of one length: either two neighbours or a single character differ.
  const swapped = a[position] !== b[position];
  return { kind: swapped ? 'swap' : 'replaced', position, distance: 1 };
}

/** Length of the beginning that both words share. */
function sharedLength(a: string, b: string): number {
  let length = 0;
  while (length < a.length && length < b.length && a[length] === b[length]) length += 1;
  return length;
}
