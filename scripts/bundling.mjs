// What every bundle of our sources needs of rolldown.

/** How rolldown is to read what is no JavaScript: the script for routers becomes a string. */
export const shellScriptsAsText = /** @type {const} */ ({ '.sh': 'text' });

/**
 * ssh2 is faster with what it compiles at its installation, and does without. One package serves every machine, so it does
 * without here: a module that throws is what it takes for missing.
 *
 * @type {import('rolldown').Plugin}
 */
export const withoutBinaries = {
  name: 'without-binaries',
  resolveId: (id) => (/^cpu-features$|\/sshcrypto\.node$/.test(id) ? '\0no-binary' : null),
  load: (id) => (id === '\0no-binary' ? "throw new Error('There are no binaries in a bundle.');" : null),
};
