/**
 * Reads the generated tables in `data/`: a record per line, fields parted by `|`, empty fields at the end left out.
 */
export function fieldsOf(line: string): readonly string[] {
  return line.split('|');
}

/** A value that is built when it is first asked for, and kept: tables cost nothing until a rule looks into them. */
export function onFirstUse<T>(build: () => T): () => T {
  let kept: { readonly value: T } | null = null;
  return () => {
    kept ??= { value: build() };
    return kept.value;
  };
}
