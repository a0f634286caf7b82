/**
 * Writes src/knowledge/data from a directory of fact files.
 *
 *   node scripts/knowledge/generate.mjs DIR [OUT]
 *
 * DIR holds rules-knowledge.json, apns.json, modems.json, kernel-ids.json, uci-options.json, openwrt-packages.json,
 * error-codes.json, at-commands.json and errors.tsv (a table with the columns family, code and name). The facts are no part of
 * the repository; the generated modules are.
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
  const modules = dataModules((file) => {
    const text = readFileSync(join(directory, file), 'utf8');
    return file.endsWith('.tsv') ? { rows: rowsOf(text) } : JSON.parse(text);
  });
  mkdirSync(out, { recursive: true });
  for (const { name, text } of modules) {
    writeFileSync(join(out, name), text);
    console.log(`${name}: ${Buffer.byteLength(text)} bytes`);
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exit(1);
}

/**
 * @param {string} text a table whose first row names the columns, separated by tabs
 * @returns {Record<string, string>[]}
 */
function rowsOf(text) {
  const [head = '', ...lines] = text.trimEnd().split('\n');
  const columns = head.split('\t');
  return lines.map((line) => {
    const cells = line.split('\t');
    return Object.fromEntries(columns.map((column, at) => [column, cells[at] ?? '']));
  });
}
