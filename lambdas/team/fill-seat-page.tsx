/** The page on which the central team fills a seat that found nobody, and what its form takes. */
import { choice, longText, pick } from '../forms/fields.tsx';
import { fieldsOf } from '../forms/form.tsx';
import { distanceInWords } from '../members/distance.ts';
import { BulletList, Details, type FormState, Paragraph, Subheading, SummaryList, Table } from '../pages/kit.ts';
import type { Person, Placement, Seat } from '../store/store.ts';
import { acceptedElsewhere, acceptedInWords, chainInWords } from './chain-words.ts';
import type { Chain } from './chains.ts';
import type { Option, WhoElse } from './who-else.ts';

const statusInWords: Readonly<Record<Placement['status'], string>> = {
  planned: 'planned, not asked yet',
  invited: 'asked',
  accepted: 'accepted',
  declined: 'declined',
  conflict: 'accepted, but was booked elsewhere',
  expired: 'did not answer',
  withdrawn: 'was taken out',
  replaced: 'was replaced',
  done: 'went',
};

/** The choice that carries out one of the chains of a question's facts, and the chain of a choice. */
const choiceOf = (index: number) => `chain-${index + 1}` as const;
export const chainOf = (choice: string, chains: readonly Chain[]): Chain | undefined =>
  chains.find((_, index) => choiceOf(index) === choice);

const isPlanned = ({ from }: Chain): boolean => from.status === 'planned';

/** What a seat's form is made of: who else there is, and who they are. */
export interface Found extends WhoElse {
  readonly people: ReadonlyMap<string, Person>;
}

/** Chains that a press carries out are choices; of others somebody can be named, once the central team has changed things. */
export function formOf(seat: Pick<Seat, 'kind'>, { options, chains, people }: Found) {
  return fieldsOf(
    {
      choice: choice({
        legend: 'What should happen with this seat?',
        what: 'what should happen with this seat',
        options: [
          ...chains.flatMap((chain, index) =>
            isPlanned(chain) ? [{ value: choiceOf(index), text: chainInWords(chain, people) }] : [],
          ),
          { value: 'named', text: 'Ask the person chosen below' },
          ...(seat.kind === 'lead' ? [] : [{ value: 'go-without', text: 'Go with one fewer' } as const]),
        ],
      }),
      person: pick({
        label: 'Who should be asked?',
        what: 'who should be asked',
        hint: 'The nearest first. Distances may be longer than they said they would travel.',
        options: [
          ...options.map((option) => ({ value: option.person, text: inWords(option, people.get(option.person)) })),
          ...chains.flatMap((chain) =>
            isPlanned(chain) ? [] : [{ value: chain.moves, text: acceptedElsewhere(chain, people) }],
          ),
        ],
        when: { choice: 'named' },
      }),
      reason: longText({
        label: 'Reason',
        what: 'the reason',
        missing: 'Enter why the team goes with one fewer',
        hint: 'Needed when the team goes with one fewer, or when you name somebody who is, or may be, of the same hub.',
        rows: 2,
        max: 500,
        neededWhen: { choice: 'go-without' },
      }),
    },
    ({ person, reason }): Readonly<Record<string, string>> =>
      reason === '' && options.some((option) => option.person === person && option.sameHub)
        ? {
            reason: options.some((option) => option.person === person && option.hubNotKnown)
              ? 'Enter why somebody may go whose hub, or that of the host, is not known'
              : 'Enter why somebody of the same hub may go',
          }
        : {},
  );
}

export function FillSeatBody(props: {
  readonly form: FormState;
  readonly seat: Seat;
  readonly found: Found;
  readonly tried: readonly Placement[];
}) {
  const { form, seat, found, tried } = props;
  const accepted = found.chains.filter((chain) => !isPlanned(chain));
  return (
    <>
      {seat.reason !== undefined && <SummaryList rows={[{ label: 'Why the seat is open', value: seat.reason }]} />}
      {tried.length > 0 && (
        <Details summary={`Who was asked so far (${tried.length})`}>
          <Table
            caption="Who was asked"
            columns={['Name', 'What became of it', 'Reason']}
            rows={tried.map((row) => [row.personName, statusInWords[row.status], row.reason ?? ''])}
          />
        </Details>
      )}
      <Details summary={`Why others cannot go (${found.pool} people looked at)`}>
        <BulletList items={found.reasons.map(({ reason, count }) => `${count}: ${reason}`)} />
      </Details>
      {found.options.length === 0 && (
        <Paragraph>
          {found.chains.some(isPlanned)
            ? 'Nobody keeps all the rules for this review as things are. Somebody who is planned for another review could come, if somebody else took their place there.'
            : 'Nobody keeps all the rules for this review. Find somebody who can be trained or whose dates can change.'}
        </Paragraph>
      )}
      {found.options.length === 0 && seat.kind === 'lead' && (
        <Paragraph>
          What helps: a training session, an import with somebody who is trained, or other days for this review, to
          which you postpone it. You are not asked anew: whoever there is then can be chosen on this page.
        </Paragraph>
      )}
      {accepted.length > 0 && (
        <>
          <Subheading>Who could come after a change elsewhere</Subheading>
          <BulletList items={accepted.map((chain) => acceptedInWords(chain, found.people))} />
        </>
      )}
      {formOf(seat, found).showAll(form)}
    </>
  );
}

function inWords(option: Option, person: Person | undefined): string {
  const notes = [
    distanceInWords(option.km),
    ...(option.tooFar ? ['farther than they would travel'] : []),
    ...(option.sameHub ? [`${option.hubNotKnown ? 'hub not known' : 'same hub'}: a reason is needed`] : []),
    ...(option.askedBefore ? ['was asked, did not answer'] : []),
  ];
  return `${person?.name ?? 'Name not known'} (${notes.join('; ')})`;
}
