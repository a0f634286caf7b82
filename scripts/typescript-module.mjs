import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { rolldown } from 'rolldown';
import { shellScriptsAsText } from './bundling.mjs';
import { repositoryRoot } from './node-tool.mjs';

/**
 * Loads a module that is written in TypeScript, with what it imports; Node 20 reads none.
 *
 * @param {string} path relative to the repository's root
 * @returns {Promise<any>} the module; the caller knows its type
 */
export async function typescriptModule(path) {
  const bundle = await rolldown({
    cwd: repositoryRoot,
    input: path,
    platform: 'node',
    moduleTypes: shellScriptsAsText,
    // Chevrotain is made for more than one platform and resolved like any package.
    logLevel: 'silent',
  });
  const folder = mkdtempSync(join(repositoryRoot, 'node_modules', '.typescript-module-'));
  try {
    await bundle.write({ dir: folder, format: 'esm', entryFileNames: 'module.mjs' });
    return await import(pathToFileURL(join(folder, 'module.mjs')).href);
  } finally {
    await bundle.close();
    rmSync(folder, { recursive: true });
  }
}
