/** The name of what was thrown: all that logs and other errors say of it, since its sentence may hold what somebody typed. */
export const errorName = (error: unknown): string => (error instanceof Error ? error.name : 'unknown');
