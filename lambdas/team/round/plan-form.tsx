/** The form under a plan: approve it, leave it, or have it made again with up to five changes. */
import * as z from 'zod';
import {
  Checkboxes,
  Details,
  enteredText,
  type FormFields,
  type FormState,
  oneOf,
  Paragraph,
  parseForm,
  Radios,
  Select,
  Subheading,
  Text,
  textField,
} from '../../pages/kit.ts';
import type { NameInPool } from '../../store/season-reads.ts';
import { findPerson, findReview, type NamedReview } from './find-by-name.ts';
import type { Wish } from './season-rows.ts';

const ROWS = [1, 2, 3, 4, 5] as const;
const FIELDS = ['kind', 'whom', 'review', 'reason'] as const;
const LONGEST_REASON = 200;

type Row = (typeof ROWS)[number];
const field = (name: (typeof FIELDS)[number], row: Row): string => `${name}-${row}`;
const ordinal: Readonly<Record<Row, string>> = { 1: 'First', 2: 'Second', 3: 'Third', 4: 'Fourth', 5: 'Fifth' };

/** What a plan's form is filled in and read with. */
export interface PlanForm {
  readonly wishes: readonly Wish[];
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
      readonly wishes: readonly Wish[];
      readonly added: number;
      readonly takenBack: number;
    };

/** By what a wish is taken back. */
const keyOf = ({ kind, review, person }: Wish): string => `${kind} ${review} ${person}`;

export function PlanFields({ form, plan }: { readonly form: FormState; readonly plan: PlanForm }) {
  const nameOf = (id: string): string => plan.people.find(({ person }) => person === id)?.name ?? id;
  const hostOf = (id: string): string => plan.reviews.find(({ review }) => review === id)?.hostName ?? id;
  return (
    <>
      <Subheading>What should happen with this plan?</Subheading>
      <Radios
        form={form}
        name="decision"
        legend="Your decision"
        options={[
          { value: 'approve', text: 'Approve it', hint: 'Each person is asked when the time of their review comes.' },
          {
            value: 'again',
            text: 'Plan again with the changes below',
            hint: 'You are shown the new plan within minutes.',
          },
          { value: 'leave', text: 'Leave it', hint: 'Nothing of the plan is used. The teams are formed one by one.' },
        ]}
      />
      {plan.wishes.length > 0 && (
        <Checkboxes
          form={form}
          name="take-back"
          legend="Changes that were wished before"
          hint="Select those that should no longer hold."
          options={plan.wishes.map((wish) => ({
            value: keyOf(wish),
            text: `${nameOf(wish.person)} ${wish.kind === 'pin' ? 'in' : 'not in'} the team at ${hostOf(wish.review)}`,
            hint: wish.reason,
          }))}
        />
      )}
      <Paragraph>Changes for the next plan, as far as the rules allow them:</Paragraph>
      {ROWS.map((row) => (
        <Details key={row} summary={`${ordinal[row]} change`} open={isUsed(form, row)}>
          <Select
            form={form}
            name={field('kind', row)}
            label="What is wished"
            under={`${ordinal[row]} change`}
            options={[
              { value: 'pin', text: 'Must be in the team' },
              { value: 'forbid', text: 'Must not be in the team' },
            ]}
          />
          <Text
            form={form}
            name={field('whom', row)}
            label="Who"
            under={`${ordinal[row]} change`}
            hint="The whole name, or the id of the people file"
          />
          <Text
            form={form}
            name={field('review', row)}
            label="In which review"
            under={`${ordinal[row]} change`}
            hint="The school’s or trust’s name, or its URN"
          />
          <Text form={form} name={field('reason', row)} label="Why" under={`${ordinal[row]} change`} />
        </Details>
      ))}
    </>
  );
}

/** Something stands in a row, or is wrong with it. */
const isUsed = (form: FormState, row: Row): boolean =>
  FIELDS.some((name) => enteredText(form, field(name, row)) !== '' || Object.hasOwn(form.errors, field(name, row)));

const Decision = z.object({
  decision: oneOf(['approve', 'again', 'leave'], { label: 'what should happen with this plan' }),
});

const rowFields = (row: Row) =>
  z.object({
    [field('kind', row)]: oneOf(['pin', 'forbid'], { label: 'what is wished' }),
    [field('whom', row)]: textField({ label: 'who is meant' }),
    [field('review', row)]: textField({ label: 'the school or trust of the review' }),
    [field('reason', row)]: textField({ label: 'the reason', max: LONGEST_REASON }),
  });

export function readPlanForm(
  fields: FormFields,
  plan: PlanForm,
  at: string,
):
  | { readonly ok: true; readonly value: PlanAnswer }
  | { readonly ok: false; readonly errors: Readonly<Record<string, string>> } {
  const decision = parseForm(Decision, fields);
  if (!decision.ok) return decision;
  const form: FormState = { values: fields, errors: {} };
  const used = ROWS.filter((row) => FIELDS.some((name) => enteredText(form, field(name, row)).trim() !== ''));
  const back = new Set([fields['take-back'] ?? []].flat());
  if (decision.value.decision !== 'again') {
    if (used.length === 0 && back.size === 0) return { ok: true, value: { decision: decision.value.decision } };
    return wrong('decision', 'Select ‘Plan again’, or clear the changes that you have entered');
  }
  if (plan.noMore !== undefined) return wrong('decision', plan.noMore);
  const read = used.map((row) => readRow(fields, row, plan, at));
  const errors = Object.assign({}, ...read.map((one) => ('errors' in one ? one.errors : {}))) as Record<string, string>;
  if (Object.keys(errors).length > 0) return { ok: false, errors };
  const added = read.flatMap((one) => ('wish' in one ? one.wish : []));
  const replaced = new Set(added.map(({ review, person }) => `${review} ${person}`));
  const stays = plan.wishes.filter((wish) => !back.has(keyOf(wish)) && !replaced.has(`${wish.review} ${wish.person}`));
  const takenBack = plan.wishes.filter((wish) => back.has(keyOf(wish))).length;
  return { ok: true, value: { decision: 'again', wishes: [...stays, ...added], added: added.length, takenBack } };
}

const wrong = (name: string, sentence: string) => ({ ok: false as const, errors: { [name]: sentence } });

function readRow(
  fields: FormFields,
  row: Row,
  { people, reviews }: PlanForm,
  at: string,
): { readonly wish: Wish } | { readonly errors: Readonly<Record<string, string>> } {
  const parsed = parseForm(rowFields(row), fields);
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
  return { wish: { kind, review: review.id, person: person.id, reason: text('reason'), at } };
}
