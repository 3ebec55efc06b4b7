/** Names of settings as 'team.answerWorkingDays'. */

export type Part = { readonly [name: string]: unknown };

/** An object with names; a list is a value as a whole. */
export const isPart = (value: unknown): value is Part =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Every value by its name. */
export const leavesOf = (value: unknown, path = ''): readonly (readonly [string, unknown])[] =>
  isPart(value)
    ? Object.entries(value).flatMap(([name, one]) => leavesOf(one, path === '' ? name : `${path}.${name}`))
    : [[path, value]];

/** Every name, those of parts too. */
export const pathsOf = (value: unknown, path = ''): readonly string[] =>
  isPart(value)
    ? Object.entries(value).flatMap(([name, one]) => {
        const own = path === '' ? name : `${path}.${name}`;
        return [own, ...pathsOf(one, own)];
      })
    : [];
