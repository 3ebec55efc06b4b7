/** The page on which the central team fills a seat that found nobody, and what its form takes. */
import * as z from 'zod';
import {
  BulletList,
  Details,
  type FormState,
  oneOf,
  Paragraph,
  Radios,
  Select,
  Subheading,
  SummaryList,
  Table,
  TextArea,
  textField,
} from '../pages/kit.ts';
import type { Person, Placement, Seat } from '../store/store.ts';
import { acceptedElsewhere, acceptedInWords, chainInWords } from './chain-words.ts';
import type { Chain } from './chains.ts';
import { distanceInWords } from './distance.ts';
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
const choiceOf = (index: number): string => `chain-${index + 1}`;
export const chainOf = (choice: string, chains: readonly Chain[]): Chain | undefined =>
  chains.find((_, index) => choiceOf(index) === choice);

const isPlanned = ({ from }: Chain): boolean => from.status === 'planned';

export function formOf(seat: Seat, { options, chains }: WhoElse) {
  const accepted = chains.filter((chain) => !isPlanned(chain)).map(({ moves }) => moves);
  const ids = [...options.map(({ person }) => person), ...accepted];
  const byChain = chains.flatMap((chain, index) => (isPlanned(chain) ? choiceOf(index) : []));
  const choices = ['named', ...byChain, ...(seat.kind === 'lead' ? [] : ['go-without'])] as [string, ...string[]];
  return z
    .object({
      choice: oneOf(choices, { label: 'what should happen with this seat' }),
      person: textField({ label: 'who should be asked', optional: true }),
      reason: textField({ label: 'the reason', optional: true, max: 500 }),
    })
    .superRefine(({ choice, person, reason }, context) => {
      const refuse = (field: string, message: string) => context.addIssue({ code: 'custom', path: [field], message });
      if (choice === 'go-without' && reason === '') {
        refuse('reason', 'Enter why the team goes with one fewer');
      }
      if (choice !== 'named') return;
      if (!ids.includes(person)) refuse('person', 'Select who should be asked');
      else if (options.some((option) => option.person === person && option.sameHub) && reason === '') {
        refuse('reason', 'Enter why somebody of the same hub may go');
      }
    });
}

export function FillSeatBody(props: {
  readonly form: FormState;
  readonly seat: Seat;
  readonly found: WhoElse;
  readonly people: ReadonlyMap<string, Person>;
  readonly tried: readonly Placement[];
}) {
  const { form, seat, found, people, tried } = props;
  const accepted = found.chains.filter((chain) => !isPlanned(chain));
  const planned = found.chains.flatMap((chain, index) =>
    isPlanned(chain) ? { value: choiceOf(index), text: chainInWords(chain, people) } : [],
  );
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
          {planned.length > 0
            ? 'Nobody keeps all the rules for this review as things are. Somebody who is planned for another review could come, if somebody else took their place there.'
            : 'Nobody keeps all the rules for this review. Find somebody who can be trained or whose dates can change.'}
        </Paragraph>
      )}
      {accepted.length > 0 && (
        <>
          <Subheading>Who could come after a change elsewhere</Subheading>
          <BulletList items={accepted.map((chain) => acceptedInWords(chain, people))} />
        </>
      )}
      <Radios
        form={form}
        name="choice"
        legend="What should happen with this seat?"
        options={[
          ...planned,
          { value: 'named', text: 'Ask the person chosen below' },
          ...(seat.kind === 'lead' ? [] : [{ value: 'go-without', text: 'Go with one fewer' }]),
        ]}
      />
      <Select
        form={form}
        name="person"
        label="Who should be asked?"
        hint="The nearest first. Distances may be longer than they said they would travel."
        options={[
          ...found.options.map((option) => ({
            value: option.person,
            text: inWords(option, people.get(option.person)),
          })),
          ...accepted.map((chain) => ({ value: chain.moves, text: acceptedElsewhere(chain, people) })),
        ]}
      />
      <TextArea
        form={form}
        name="reason"
        label="Reason"
        hint="Needed when the team goes with one fewer, or when you name somebody of the same hub."
        rows={2}
        maxLength={500}
      />
    </>
  );
}

function inWords(option: Option, person: Person | undefined): string {
  const notes = [
    distanceInWords(option.km),
    ...(option.tooFar ? ['farther than they would travel'] : []),
    ...(option.sameHub ? ['same hub: a reason is needed'] : []),
    ...(option.askedBefore ? ['was asked, did not answer'] : []),
  ];
  return `${person?.name ?? 'Name not known'} (${notes.join('; ')})`;
}
