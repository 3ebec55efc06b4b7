/** The key in a role's metadata under which the template explains its unused rights. */
export const EXPLAINED_RIGHTS = 'peer-review:unused-rights';
