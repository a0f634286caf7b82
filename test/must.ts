/** What a test has put there itself. */
export function must<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('There is none.');
  return value;
}
