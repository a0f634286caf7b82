// The whole test suite: the programs that tests run against, build (the end-to-end tests run the bundle), type check, vitest.
// Arguments go to vitest: `npm test -- test/capture`.
import { runNodeScript, runNodeTool } from './node-tool.mjs';

const status =
  runNodeScript('scripts/test-programs.mjs', []) ||
  runNodeScript('scripts/build.mjs', []) ||
  runNodeTool('typescript', 'tsc', ['--noEmit', '-p', '.']) ||
  runNodeTool('vitest', 'vitest', ['run', ...process.argv.slice(2)]);
process.exitCode = status;
