/** An answer to a plan, read back by the names that it does not keep. */
import { BulletList, type FormState } from '../../pages/kit.ts';
import type { SentForm } from '../../questions/question.ts';
import { reviewsNamed } from '../../store/network-reads.ts';
import type { Store } from '../../store/store.ts';
import { decisionForm, type PlanAnswer, preferenceInWords } from './plan-form.tsx';
import { keptPreference, type Preference } from './season-rows.ts';

/**
 * What the next plan was to keep to, in words. People and reviews that the table has no more are told by nothing but their number.
 *
 * @param kept preferences as an answer keeps them.
 * @param reasons those that stand with the term plan today, which have their reasons.
 */
export async function preferencesInWords(
  store: Store,
  kept: readonly string[],
  reasons: readonly Preference[],
): Promise<readonly string[]> {
  const read = kept.map((one) => one.split(' '));
  const [people, reviews] = await Promise.all([
    Promise.all(read.map(([, , person = '']) => store.person(person))),
    reviewsNamed(
      store,
      read.flatMap(([, review]) => review ?? []),
    ),
  ]);
  return read.map(([kind, about], index) => {
    const name = people[index]?.name ?? 'Somebody who is known no more';
    const host = reviews.find((review) => review.about === about)?.hostName ?? 'a host that is known no more';
    const reason = reasons.find((one) => keptPreference(one) === kept[index])?.reason;
    return `${preferenceInWords(kind === 'pin', name, host)}${reason === undefined ? '' : `: ${reason}`}`;
  });
}

/** @param preferences of an answer that had the teams planned again, in words. */
export const planSent = (decision: PlanAnswer['decision'], preferences: readonly string[]): SentForm => ({
  fields: { decision },
  body: (form) => (
    <>
      {decisionForm({ people: [], reviews: [], preferences: [] }).show('decision', form)}
      {decision === 'again' && <Kept form={form} preferences={preferences} />}
    </>
  ),
});

function Kept({ form, preferences }: { readonly form: FormState; readonly preferences: readonly string[] }) {
  const value = preferences.length === 0 ? 'Nothing beside the rules' : <BulletList items={preferences} />;
  form.gather?.({ names: ['preferences'], label: 'What the next plan had to keep to', value });
  return null;
}
