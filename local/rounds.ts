/**
 * The machines that serve every review at once, each working day or week. They would drown everything else that is told
 * of a year: most of its executions are theirs.
 */
export const SHARED_ROUNDS: ReadonlySet<string> = new Set(['morning-round', 'weekly-digest']);
