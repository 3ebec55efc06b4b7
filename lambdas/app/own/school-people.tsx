import { londonDate } from '../../calendar/london.ts';
import { Paragraph, SummaryList, TypedText } from '../../pages/kit.ts';
import { ownReader } from '../../portal/own-pages.ts';
import type { ReadingPage } from '../../portal/reading-page.tsx';
import { cpdRecordsOf } from '../../store/record-reads.ts';
import type { Person, Store } from '../../store/store.ts';
import { summaryOf, trainingHeld, visitDates } from './development-record.ts';

/**
 * Who of a school or trust goes on reviews, how often and when: of that member, and shown to whoever leads it now. Nothing that was said
 * in a survey. Two requests, and one for each of its people who go on reviews: a handful.
 */
export const schoolPeople: ReadingPage = {
  name: 'school-people',

  async show(of, reader, { store }, at) {
    const [person, member] = await Promise.all([ownReader(reader, store), store.member(of)]);
    if (!person || !member || member.head !== person.person) return undefined;
    const people = (await store.peopleOfMember(of))
      .filter((one) => one.left !== true && (one.pool !== undefined || (one.reviewsDone ?? 0) > 0))
      .toSorted((a, b) => a.name.localeCompare(b.name, 'en-GB'));
    const rows = await Promise.all(people.map((one) => lineOf(one, store, londonDate(at))));
    return {
      title: 'Your people on reviews',
      caption: member.name,
      body: (
        <>
          {rows.length === 0 ? (
            <Paragraph>Nobody of {member.name} goes on reviews.</Paragraph>
          ) : (
            <SummaryList rows={rows} />
          )}
          <Paragraph>Each of them finds their own record by the links in their mails.</Paragraph>
        </>
      ),
    };
  },
};

async function lineOf(person: Person, store: Store, today: string) {
  const done = (await cpdRecordsOf(store, person.person)).toSorted((a, b) => b.day1.localeCompare(a.day1));
  const lines = [
    done.length === 0 ? 'No review yet' : summaryOf(done),
    ...done.map((one) => `${one.programme}, ${visitDates(one)}`),
    ...trainingHeld(person, today).map(({ label, value }) => `${label} ${value}`),
  ];
  return { label: person.name, value: <TypedText text={lines.join('\n')} /> };
}
