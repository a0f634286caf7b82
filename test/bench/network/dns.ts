// Source: RFC 1035.

const typeA = 1;

/** What a name server says; undefined where the question cannot be read. */
export function answerDns(query: Buffer, refuses: boolean): Buffer | undefined {
  const end = endOfName(query, 12);
  if (query.length < 12 || query.readUInt16BE(4) !== 1 || end === undefined || end + 4 > query.length)
    return undefined;
  const question = query.subarray(12, end + 4);
  const name = nameOf(query, 12);
  const isUnknown = name === 'invalid' || name.endsWith('.invalid');
  const hasAnswer = !refuses && !isUnknown && query.readUInt16BE(end) === typeA;
  const head = Buffer.alloc(12);
  head.set(query.subarray(0, 2), 0);
  // An answer, recursion wanted and had; refused is 5, no such name 3.
  head.writeUInt16BE(0x8180 | (refuses ? 5 : isUnknown ? 3 : 0), 2);
  head.writeUInt16BE(1, 4);
  head.writeUInt16BE(hasAnswer ? 1 : 0, 6);
  if (!hasAnswer) return Buffer.concat([head, question]);
  // The name of the question, an address of the documentation's range (RFC 5737), good for five minutes.
  const record = Buffer.of(0xc0, 12, 0, typeA, 0, 1, 0, 0, 1, 44, 0, 4, 203, 0, 113, hostOf(name));
  return Buffer.concat([head, question, record]);
}

function endOfName(message: Buffer, start: number): number | undefined {
  for (let at = start; at < message.length; ) {
    const length = message.readUInt8(at);
    if (length === 0) return at + 1;
    // A question has no reason to point elsewhere.
    if (length > 63) return undefined;
    at += 1 + length;
  }
  return undefined;
}

function nameOf(message: Buffer, start: number): string {
  const labels: string[] = [];
  for (let at = start; (message[at] ?? 0) !== 0; at += 1 + (message[at] ?? 0)) {
    labels.push(message.toString('latin1', at + 1, at + 1 + (message[at] ?? 0)));
  }
  return labels.join('.').toLowerCase();
}

/** Each name has an address of its own, the same each time. */
function hostOf(name: string): number {
  let sum = 0;
  for (const character of name) sum = (sum * 31 + (character.codePointAt(0) ?? 0)) % 250;
  return 1 + sum;
}
