// Modules of the source, bundled as the program is, for benchmarks.
import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { rolldown } from 'rolldown';
import { shellScriptsAsText, withoutBinaries } from '../bundling.mjs';
import { repositoryRoot } from '../node-tool.mjs';

/**
 * Bundles a module and its imports into one file for as long as it is used.
 *
 * @template T
 * @param {string} input path of the module, from the root of the repository
 * @param {(file: string) => T | Promise<T>} use gets the path of the bundle
 * @returns {Promise<T>}
 */
export async function withBundled(input, use) {
  const bundle = await rolldown({
    cwd: repositoryRoot,
    input,
    platform: 'node',
    moduleTypes: shellScriptsAsText,
    plugins: [withoutBinaries],
    // A part of ssh2 asks for its folder, to find a file that it does not need.
    transform: { define: { __dirname: JSON.stringify('') } },
    logLevel: 'silent',
  });
  const folder = mkdtempSync(join(repositoryRoot, 'node_modules', '.bench-'));
  try {
    await bundle.write({ dir: folder, format: 'esm', entryFileNames: 'bundle.mjs' });
    return await use(join(folder, 'bundle.mjs'));
  } finally {
    await bundle.close();
    rmSync(folder, { recursive: true });
  }
}
