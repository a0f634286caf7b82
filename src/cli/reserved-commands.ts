/**
 * Names of commands that other versions have. They are taken already, so that `hwdiag fix` never means one day a file and
 * another day a router.
 */
export const reservedCommands = ['fix'] as const;
