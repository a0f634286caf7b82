/**
 * Names of commands that other versions have. They are taken already, so that `hwdiag watch` never means one day a file and
 * another day a router.
 */
export const reservedCommands = ['watch', 'fix'] as const;
