import { offersOn } from '../../commands/offered.ts';
import { ON_COLLEAGUES, ON_PEOPLE } from '../../commands/registry.ts';
import { isConfirmed } from '../../questions/confirmed-contact.ts';
import type { Person } from '../../store/store.ts';
import { Rows } from '../markup.tsx';
import { FoldedOffers, Offers } from '../offers.tsx';
import type { ViewDeps } from '../view.ts';
import { onDay } from '../words.ts';

const MAIL_ENDED = {
  bounces: 'mail comes back',
  complained: 'has marked our mail as unwanted',
  'wrong-person': 'somebody else reads there',
  erased: 'their data is being erased',
} as const;

/** People of the school or trust of whom the central team has something to say: whoever was named on a page, or is not reached. */
export function PeopleToLookAt({ people, deps }: { readonly people: readonly Person[]; readonly deps: ViewDeps }) {
  const some = people.filter((person) => !person.left && whatIsToSay(person).length > 0);
  const acts = offersOn(ON_COLLEAGUES, { people }).map((offer) => (
    <FoldedOffers key={offer.name} offers={[offer]} row={offer.name} deps={deps} />
  ));
  if (some.length === 0) return acts;
  return (
    <>
      <h3>People to look at</h3>
      <Rows
        columns={['Who', 'Address', 'What', '']}
        rows={some.map((person, index) => ({
          key: person.person,
          cells: [
            [person.name, person.jobTitle].filter(Boolean).join(', '),
            person.email,
            whatIsToSay(person).join('; '),
            <Offers key="acts" offers={offersOn(ON_PEOPLE, { person })} row={`p${index + 1}`} deps={deps} />,
          ],
        }))}
      />
      {acts}
    </>
  );
}

function whatIsToSay(person: Person): readonly string[] {
  const { mail, mailSince, notMeAt } = person;
  return [
    ...(isConfirmed(person) ? [] : ['named on a page, no contact so far']),
    ...(mail === undefined
      ? []
      : [`${MAIL_ENDED[mail]}${mailSince === undefined ? '' : ` since ${onDay(mailSince)}`}`]),
    ...(notMeAt === undefined ? [] : [`somebody said on ${onDay(notMeAt)} that a mail is not for them`]),
  ];
}
