import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    environment: 'node',
    // Chevrotain validates its grammars in one test; a slow machine must not make that a failure.
    testTimeout: 30_000,
  },
});
