// Boots a virtual router with a virtual modem for a developer: docs/bench.md.
//
//   npm run bench:router -- --help
import { withBundled } from './bundled-module.mjs';

await withBundled('test/bench/router-console.ts', async (file) => {
  /** @type {typeof import('../../test/bench/router-console.ts')} */
  const { main } = await import(file);
  process.exitCode = await main(process.argv.slice(2));
});
