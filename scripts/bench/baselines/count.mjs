// Counts the lines of a log that match one of the patterns: node count.mjs PATTERNS LOG
import { createReadStream, readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';

const [patterns = '', log = ''] = process.argv.slice(2);
const lines = readFileSync(patterns, 'utf8').trimEnd().split('\n');
const pattern = new RegExp(lines.map((line) => `(?:${line})`).join('|'));
let count = 0;
for await (const line of createInterface({ input: createReadStream(log), crlfDelay: Infinity })) {
  if (pattern.test(line)) count += 1;
}
console.log(count);
