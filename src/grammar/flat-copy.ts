/**
 * A copy of a text that stands for itself. A piece cut from a chunk of input keeps the whole chunk in memory for as long
 * as the piece lives; joining and cutting makes the engine write it out.
 */
export function flatCopy(text: string): string {
  return ` ${text}`.slice(1);
}
