// Times how long it takes to log in to a router and to read it, beside what its commands take by themselves:
//
//   npm run bench:ssh -- [--rounds 5]
//
// The router is a root folder with dropbear on loopback, its commands are stand-ins; the second pair of rows is reached over
// a way of 100 ms. It wants root on Linux, dropbear and busybox (Debian: dropbear-bin, busybox-static).
import { parseArgs } from 'node:util';
import { withBundled } from './bundled-module.mjs';

const { values } = parseArgs({ options: { rounds: { type: 'string', default: '5' } } });
const rounds = Number(values.rounds);

/**
 * @param {readonly number[]} numbers
 * @returns {number}
 */
function median(numbers) {
  return [...numbers].sort((one, other) => one - other)[Math.floor(numbers.length / 2)] ?? Number.NaN;
}

await withBundled('scripts/bench/ssh.ts', async (file) => {
  /** @type {typeof import('./ssh.ts')} */
  const { startBench, whyNot } = await import(file);
  if (whyNot !== null) throw new Error(`It cannot be measured here: ${whyNot}.`);
  const bench = await startBench();
  try {
    console.log('| round trip | how | commands | seconds | by themselves | ms over that |');
    console.log('|---|---|---|---|---|---|');
    for (const delay of [0, 100]) {
      const ways = /** @type {const} */ (['collected', 'oneByOne']);
      for (const way of ways) {
        const timings = [];
        for (let round = 0; round < rounds; round += 1) timings.push(await bench[way](delay));
        const row = [
          `${delay} ms`,
          way === 'collected' ? 'one script' : 'one after the other',
          timings[0]?.commands,
          (median(timings.map(({ total }) => total)) / 1000).toFixed(2),
          (median(timings.map(({ own }) => own)) / 1000).toFixed(2),
          median(timings.map(({ total, own }) => total - own)).toFixed(0),
        ];
        console.log(`| ${row.join(' | ')} |`);
      }
    }
  } finally {
    await bench.stop();
  }
});
