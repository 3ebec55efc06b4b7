/** What commands on somebody's data have alike: whom they are about is chosen among the people of a school and its team. */
import { aboutReview, name } from './schema-fields.ts';

/** The people among whom the dashboard has one chosen. */
export interface PeopleState {
  readonly people: readonly { readonly person: string; readonly name: string }[];
}

export const aboutSomebody = { ...aboutReview, about: name('a person, such as person-0107') };

export const nobodyToChoose = ({ people }: PeopleState): string | undefined =>
  people.length === 0 ? 'There is nobody to choose.' : undefined;

/** The field by which one of them is chosen. */
export const whom = ({ people }: PeopleState) =>
  ({
    name: 'about',
    label: 'Whom',
    kind: 'choice',
    choices: people.map(({ person, name: called }) => ({ value: person, text: called })),
  }) as const;
