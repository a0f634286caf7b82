import { defineConfig, type Plugin } from 'vitest/config';

/** What the bundle does with them, too. */
const shellScriptsAsText: Plugin = {
  name: 'shell-scripts-as-text',
  transform: (code, id) => (id.endsWith('.sh') ? `export default ${JSON.stringify(code)};` : null),
};

/** They boot virtual routers. */
const routerTests = 'test/bench/router/**/*.test.ts';

export default defineConfig({
  plugins: [shellScriptsAsText],
  test: {
    environment: 'node',
    // Chevrotain validates its grammars in one test; a slow machine must not make that a failure.
    testTimeout: 30_000,
    projects: [
      {
        extends: true,
        test: {
          name: 'code',
          include: ['test/**/*.test.ts'],
          exclude: [routerTests],
          // Of two cores vitest would use one.
          maxWorkers: '100%',
          sequence: { groupOrder: 0 },
        },
      },
      {
        extends: true,
        // When all else is done, two at once: a router is emulated to its last instruction, and has clocks of its own. What the
        // machine does beside that may make it miss a limit of a program on it: then it is tried once more, and that is told.
        test: {
          name: 'routers',
          include: [routerTests],
          maxWorkers: 2,
          retry: 1,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
