import type { Reached, Reaction } from '../../../local/people/people.ts';

/** Why the head objects: for the central team alone. */
export const REASON = 'They once applied for a post at our school';

/** The form of a head who objects to whoever has a seat. */
export function objectTo(seat: string, { page }: Reached): Reaction {
  const fields = (page.controls ?? []).filter(({ name }) => /^(object|reason)-/.test(name));
  return {
    answer: 'object',
    ...Object.fromEntries(fields.map(({ name }) => [name, name.startsWith('object-') ? [] : ''])),
    ...{ [`object-${seat}`]: ['yes'], [`reason-${seat}`]: REASON },
  };
}
