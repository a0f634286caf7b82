import { defineConfig, type Plugin } from 'vitest/config';

/** What the bundle does with them, too. */
const shellScriptsAsText: Plugin = {
  name: 'shell-scripts-as-text',
  transform: (code, id) => (id.endsWith('.sh') ? `export default ${JSON.stringify(code)};` : null),
};

export default defineConfig({
  plugins: [shellScriptsAsText],
  test: {
    include: ['test/**/*.test.ts'],
    environment: 'node',
    // Chevrotain validates its grammars in one test; a slow machine must not make that a failure.
    testTimeout: 30_000,
  },
});
