/** The form under a plan: approve it, leave it, or have it made again with up to five changes. */
import type { Field } from '../../forms/field.ts';
import { choice, choices, onlyIf, pick, text } from '../../forms/fields.tsx';
import { fieldsOf } from '../../forms/form.tsx';
import {
  Details,
  enteredText,
  type FormFields,
  type FormState,
  inUse,
  Paragraph,
  type ParsedForm,
  Subheading,
} from '../../pages/kit.ts';
import type { NameInPool } from '../../store/season-reads.ts';
import { findPerson, findReview, type NamedReview } from './find-by-name.ts';
import { keptPreference, type Preference } from './season-rows.ts';

const ROWS = [1, 2, 3, 4, 5] as const;
const FIELDS = ['kind', 'whom', 'review', 'reason'] as const;

type Row = (typeof ROWS)[number];
const field = (name: (typeof FIELDS)[number], row: Row): string => `${name}-${row}`;
const fieldsOfRow = (row: Row): readonly string[] => FIELDS.map((name) => field(name, row));
const ordinal: Readonly<Record<Row, string>> = { 1: 'First', 2: 'Second', 3: 'Third', 4: 'Fourth', 5: 'Fifth' };

/** What a plan's form is filled in and read with. */
export interface PlanForm {
  readonly preferences: readonly Preference[];
  readonly people: readonly NameInPool[];
  readonly reviews: readonly NamedReview[];
  /** Why it cannot be planned once more; absent where it can. */
  readonly noMore?: string;
}

export type PlanAnswer =
  | { readonly decision: 'approve' }
  | { readonly decision: 'leave' }
  | {
      readonly decision: 'again';
      readonly preferences: readonly Preference[];
      readonly added: number;
      readonly takenBack: number;
    };

/** The choice above the changes. */
export const decisionForm = ({ people, reviews, preferences }: PlanForm) =>
  fieldsOf({
    decision: choice({
      legend: 'Your decision',
      what: 'what should happen with this plan',
      options: [
        { value: 'approve', text: 'Approve it', hint: 'Each person is asked when the time of their review comes.' },
        {
          value: 'again',
          text: 'Plan again with the changes below',
          hint: 'You are shown the new plan within minutes.',
        },
        { value: 'leave', text: 'Leave it', hint: 'Nothing of the plan is used. The teams are formed one by one.' },
      ],
    }),
    ...onlyIf(preferences.length > 0, {
      'take-back': choices({
        legend: 'Changes that were wished before',
        what: 'the changes that should no longer hold',
        hint: 'Select those that should no longer hold.',
        options: preferences.map((preference) => {
          const name = people.find(({ person }) => person === preference.person)?.name ?? preference.person;
          const host = reviews.find(({ review }) => review === preference.review)?.hostName ?? preference.review;
          return {
            value: keptPreference(preference),
            text: preferenceInWords(preference.kind === 'pin', name, host),
            hint: preference.reason,
          };
        }),
      }),
    }),
  });

/** 'Grace Lowe not in the team at Hill View Primary School'. */
export const preferenceInWords = (isIn: boolean, name: string, host: string): string =>
  `${name} ${isIn ? 'in' : 'not in'} the team at ${host}`;

/** One change, of which every part is needed where there is any. */
function changeForm(row: Row) {
  const under = `${ordinal[row]} change`;
  return fieldsOf<Readonly<Record<string, Field<string>>>>({
    [field('kind', row)]: pick({
      label: 'What is wished',
      what: 'what is wished',
      under,
      sample: '',
      options: [
        { value: 'pin', text: 'Must be in the team' },
        { value: 'forbid', text: 'Must not be in the team' },
      ],
    }),
    [field('whom', row)]: text({
      label: 'Who',
      what: 'who is meant',
      under,
      sample: '',
      hint: 'The whole name, or the id of the people file',
    }),
    [field('review', row)]: text({
      label: 'In which review',
      what: 'the school or trust of the review',
      under,
      sample: '',
      hint: 'The school’s or trust’s name, or its URN',
    }),
    [field('reason', row)]: text({ label: 'Why', what: 'the reason', under, sample: '' }),
  });
}

export function PlanFields({ form, plan }: { readonly form: FormState; readonly plan: PlanForm }) {
  return (
    <>
      <Subheading>What should happen with this plan?</Subheading>
      {decisionForm(plan).showAll(form)}
      <Paragraph>Changes for the next plan, as far as the rules allow them:</Paragraph>
      {ROWS.map((row) => (
        <Details key={row} summary={`${ordinal[row]} change`} open={inUse(form, fieldsOfRow(row))}>
          {changeForm(row).showAll(form)}
        </Details>
      ))}
    </>
  );
}

export function readPlanForm(fields: FormFields, plan: PlanForm, at: string): ParsedForm<PlanAnswer> {
  const read = decisionForm(plan).read(fields);
  if (!read.ok) return read;
  const { decision, 'take-back': takeBack = [] } = read.value;
  const form: FormState = { values: fields, errors: {} };
  const used = ROWS.filter((row) => fieldsOfRow(row).some((name) => enteredText(form, name).trim() !== ''));
  const back = new Set(takeBack);
  if (decision !== 'again') {
    if (used.length === 0 && back.size === 0) return { ok: true, value: { decision } };
    return wrong('decision', 'Select ‘Plan again’, or clear the changes that you have entered');
  }
  if (plan.noMore !== undefined) return wrong('decision', plan.noMore);
  const changes = used.map((row) => readRow(fields, row, plan, at));
  const errors = Object.assign({}, ...changes.map((one) => ('errors' in one ? one.errors : {}))) as Record<
    string,
    string
  >;
  if (Object.keys(errors).length > 0) return { ok: false, errors };
  const added = changes.flatMap((one) => ('preference' in one ? one.preference : []));
  const replaced = new Set(added.map(({ review, person }) => `${review} ${person}`));
  const stays = plan.preferences.filter(
    (preference) => !back.has(keptPreference(preference)) && !replaced.has(`${preference.review} ${preference.person}`),
  );
  const takenBack = plan.preferences.filter((preference) => back.has(keptPreference(preference))).length;
  return { ok: true, value: { decision: 'again', preferences: [...stays, ...added], added: added.length, takenBack } };
}

const wrong = (name: string, sentence: string) => ({ ok: false as const, errors: { [name]: sentence } });

function readRow(
  fields: FormFields,
  row: Row,
  { people, reviews }: PlanForm,
  at: string,
): { readonly preference: Preference } | { readonly errors: Readonly<Record<string, string>> } {
  const parsed = changeForm(row).read(fields);
  if (!parsed.ok) return { errors: parsed.errors };
  const text = (name: (typeof FIELDS)[number]): string => parsed.value[field(name, row)] ?? '';
  const [person, review] = [findPerson(text('whom'), people), findReview(text('review'), reviews)];
  if ('sentence' in person || 'sentence' in review) {
    return {
      errors: {
        ...('sentence' in person && { [field('whom', row)]: person.sentence }),
        ...('sentence' in review && { [field('review', row)]: review.sentence }),
      },
    };
  }
  const kind = text('kind') === 'pin' ? ('pin' as const) : ('forbid' as const);
  return { preference: { kind, review: review.id, person: person.id, reason: text('reason'), at } };
}
