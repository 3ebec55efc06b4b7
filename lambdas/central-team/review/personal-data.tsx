import { offersOn } from '../../commands/offered.ts';
import { ON_PERSONAL_DATA } from '../../commands/registry.ts';
import type { Person, WholeReview } from '../../store/store.ts';
import { Offers } from '../offers.tsx';
import type { ViewDeps } from '../view.ts';

/** What can be done with what is held on the people of a school or trust, and of the team that reviews it. */
export function PersonalData(props: {
  readonly people: readonly Person[];
  readonly whole: WholeReview | undefined;
  readonly deps: ViewDeps;
}) {
  const known = props.people.filter(({ erasedAt }) => erasedAt === undefined);
  const ids = new Set(known.map(({ person }) => person));
  const team = (props.whole?.seats ?? []).flatMap(({ person, personName }) =>
    person === undefined || ids.has(person) ? [] : [{ person, name: personName ?? person }],
  );
  return <Offers offers={offersOn(ON_PERSONAL_DATA, { people: [...known, ...team] })} row="data" deps={props.deps} />;
}
