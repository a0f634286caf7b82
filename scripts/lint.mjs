// Everything that reads the sources without running them. All checks run, so that one visit shows all there is.
import { runNodeScript, runNodeTool } from './node-tool.mjs';

const statuses = [
  runNodeTool('@biomejs/biome', 'biome', ['check', '--error-on-warnings', '.']),
  runNodeScript('scripts/check-boundaries.mjs', []),
  runNodeTool('knip', 'knip', []),
];
process.exitCode = statuses.some((status) => status !== 0) ? 1 : 0;
