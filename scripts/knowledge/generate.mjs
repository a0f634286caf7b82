/**
 * Writes src/knowledge/data from a directory of fact files.
 *
 *   node scripts/knowledge/generate.mjs DIR [OUT]
 *
 * DIR holds rules-knowledge.json, apns.json, modems.json, kernel-ids.json, uci-options.json, openwrt-packages.json and
 * error-codes.json. The facts are no part of the repository; the generated modules are.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { dataModules } from './tables.mjs';

const [directory, out = fileURLToPath(new URL('../../src/knowledge/data', import.meta.url))] =
  process.argv.slice(2);
if (directory === undefined) {
  console.error('usage: node scripts/knowledge/generate.mjs DIR [OUT]');
  process.exit(2);
}

try {
  const modules = dataModules((file) => JSON.parse(readFileSync(join(directory, file), 'utf8')));
  mkdirSync(out, { recursive: true });
  for (const { name, text } of modules) {
    writeFileSync(join(out, name), text);
    console.log(`${name}: ${Buffer.byteLength(text)} bytes`);
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exit(1);
}
