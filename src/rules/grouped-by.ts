/** Values by what they have in common, in the order in which each comes first. Those without a key are left out. */
export function groupedBy<T, K>(
  values: readonly T[],
  keyOf: (value: T) => K | null,
): ReadonlyMap<K, readonly [T, ...T[]]> {
  const groups = new Map<K, [T, ...T[]]>();
  for (const value of values) {
    const key = keyOf(value);
    if (key === null) continue;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [value]);
    else group.push(value);
  }
  return groups;
}
