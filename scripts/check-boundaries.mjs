// Do the rooms of src/ keep to their imports, and does the core stay pure? See boundaries.mjs for the rules.
import { findBoundaryViolations } from './boundaries.mjs';
import { repositoryRoot } from './node-tool.mjs';

const violations = await findBoundaryViolations(repositoryRoot);
for (const { file, reason } of violations) console.error(`${file}: ${reason}`);
console.log(violations.length === 0 ? 'Boundaries: kept.' : `Boundaries: ${violations.length} broken.`);
process.exitCode = violations.length === 0 ? 0 : 1;
