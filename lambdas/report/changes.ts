/** The lines of either text that the other does not have. A changed line is gone and added. */
export function changes(
  before: readonly string[],
  after: readonly string[],
): { readonly gone: readonly string[]; readonly added: readonly string[] } {
  const old = new Set(before);
  const now = new Set(after);
  return { gone: before.filter((text) => !now.has(text)), added: after.filter((text) => !old.has(text)) };
}
