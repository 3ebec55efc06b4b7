import * as z from 'zod';
import { bankHolidays } from '../../calendar/bank-holidays.ts';
import { longDate } from '../../calendar/dates.ts';
import { londonDate, londonInstant } from '../../calendar/london.ts';
import { addWorkingDays } from '../../calendar/working-days.ts';
import { canonicalHash } from '../../documents/canonical-hash.ts';
import { BulletList, Details, type FormFields, type FormState, Paragraph, Warning } from '../../pages/kit.ts';
import { SHARED_BY } from '../../programmes/programmes.ts';
import { defineQuestion } from '../../questions/define-question.ts';
import type { QuestionMail, Taken } from '../../questions/question.ts';
import { centralTeam, dueBefore } from '../../questions/review-context.ts';
import { versionKey } from '../../settings/load-settings.ts';
import type { PartnershipYear } from '../../settings/partnership-year.ts';
import { yearTitle } from '../../settings/year-title.ts';
import { lookAtYear } from '../../store/agenda.ts';
import type { Store, WriteItem } from '../../store/store.ts';
import { proposedYear, type WholeYear } from '../proposed-year.ts';
import { questionFacts } from '../question-facts.ts';
import { sameText } from '../year-form/values.ts';
import { type YearForm, yearForm } from '../year-form/year-form.tsx';
import { yearOf } from '../year-name.ts';

const Answer = z.object({
  year: z.string(),
  /** The fields in which what was confirmed differs from what had been worked out. */
  corrected: z.array(z.string()),
  /** What was sent of the year itself and of those; an earlier release kept their names alone. */
  sent: z.record(z.string(), z.string()).nullable().default(null),
});
type Answer = z.infer<typeof Answer>;

/** Asks the central team to correct and confirm the next year. Until it has, there is no such year. */
export const confirmYear = defineQuestion(questionFacts, 'confirm-year', {
  answer: Answer,
  readAhead: (about, store) => proposedYear(store, yearOf(about)).catch(() => undefined),
  async bind(asked, { store, centralTeam: team }) {
    const { before, proposed } = await proposedYear(store, yearOf(asked.about));
    const title = yearTitle(proposed.year);
    const form = yearForm(proposed, before.year);
    const askedOn = londonDate(asked.at);
    const dueOn = addWorkingDays(askedOn, before.year.confirmNextWorkingDays);
    return {
      addressee: centralTeam({ centralTeam: team }),
      hostName: `The year ${title}`,
      dueAt: dueBefore(londonInstant(dueOn, '17:00'), asked),
      reminderSettings: before.programmes[SHARED_BY],
      breaks: [],
      mail: () => mail(proposed.year, before.year),
      page: () => ({
        title: `Are these the dates and numbers of ${title}?`,
        caption: 'Partnership years',
        button: `Put ${title} in force`,
        binding: true,
        longForm: true,
        values: form.values,
        parts: form.parts,
        madeOf: canonicalHash(proposed),
        proposed: true,
        opening: <Explained year={proposed.year} before={before.year} askedOn={askedOn} />,
        body: (state) => form.show(withoutUnchanged(state, form)),
      }),
      read(fields) {
        const read = form.read(fields);
        return read.ok ? { ok: true, taken: taken(read.value, sentOf(fields, form), store) } : read;
      },
      sent: ({ sent }) =>
        sent === null ? undefined : { fields: sent, body: (state) => form.show(onlyOf(Object.keys(sent), state)) },
      silence: () => ({ outcome: { outcome: 'not-confirmed' } }),
      said: ({ corrected }) =>
        corrected.length === 0
          ? `The year ${title} was put in force as it had been worked out.`
          : `The year ${title} was put in force, with corrections.`,
    };
  },
});

function Explained({
  year,
  before,
  askedOn,
}: {
  readonly year: PartnershipYear;
  readonly before: PartnershipYear;
  readonly askedOn: string;
}) {
  const holidays = [...bankHolidays].filter(
    ([day]) => year.renewalOpens <= day && day <= `${year.ends.slice(0, 4)}-12-31`,
  );
  return (
    <>
      <Paragraph>
        Everything is taken from {yearTitle(before)}, with its dates moved to the same weeks of the next school year.
        Please look through each part and correct what will be different. Each part is saved by itself, and nothing
        counts until you have put the year in force.
      </Paragraph>
      <Paragraph>
        Once it is in force its dates can be corrected, but its numbers hold for every review that has begun with them.
        How candidates and plans are weighed, when people are reminded and how a report is built stay as they are in{' '}
        {yearTitle(before)}.
      </Paragraph>
      {year.renewalOpens <= askedOn && (
        <Warning>
          The day on which this year’s renewal should open, {longDate(year.renewalOpens)}, was over when this was asked.
          Members are asked once a developer starts the renewal by hand.
        </Warning>
      )}
      <Details summary="Bank holidays of this year">
        <BulletList items={holidays.map(([day, name]) => `${longDate(day)}, ${name}`)} />
      </Details>
    </>
  );
}

/** The dates of a year are all shown once more before they count; of its numbers those that were changed. */
function withoutUnchanged(state: FormState, form: YearForm): FormState {
  const { values } = state;
  return told(state, (name) => !name.includes('.') || !sameText(values[name], form.values[name]));
}

const onlyOf = (names: readonly string[], state: FormState): FormState => told(state, (name) => names.includes(name));

/** Where answers are gathered, those alone have one of which a name `isTold`. */
function told(state: FormState, isTold: (name: string) => boolean): FormState {
  const { gather } = state;
  if (!gather) return state;
  return { ...state, gather: (given) => gather(given.names.some(isTold) ? given : { ...given, value: undefined }) };
}

/** What was sent of the year itself, and of all else what differs from what had been worked out. */
function sentOf(fields: FormFields, form: YearForm) {
  const corrected = form.corrected(fields);
  const kept = [...new Set([...form.ofYear, ...corrected])];
  return { corrected, sent: Object.fromEntries(kept.map((name) => [name, String(fields[name] ?? '')])) };
}

function mail(year: PartnershipYear, before: PartnershipYear): QuestionMail {
  const title = yearTitle(year);
  return {
    subject: `Please confirm: the partnership year ${title}`,
    firstLine: `The partnership year ${title} has been worked out from ${yearTitle(before)}, for you to correct and confirm.`,
    paragraphs: ['Nothing of it counts yet.'],
    facts: [
      { label: 'First day', value: longDate(year.starts) },
      { label: 'Last day', value: longDate(year.ends) },
      { label: 'Renewal opens', value: longDate(year.renewalOpens) },
    ],
    button: 'Look at the year',
    whyYou: 'You are asked because the central team makes the partnership years.',
  };
}

function taken(
  { year, programmes }: WholeYear,
  { corrected, sent }: ReturnType<typeof sentOf>,
  store: Store,
): Taken<Answer> {
  const title = yearTitle(year);
  return {
    answer: { year: year.year, corrected: [...corrected], sent },
    outcome: { outcome: 'confirmed' },
    what: `put the year ${year.year} in force: ${corrected.length === 0 ? 'as worked out' : `${corrected.length} fields corrected`}`,
    effects: (): readonly WriteItem[] => [
      store.rows.partnershipYear.create(year).commit(),
      ...Object.values(programmes).map((settings) =>
        store.rows.programmeSettings
          .create({
            year: settings.year,
            programme: settings.programme,
            version: versionKey(settings.version),
            settings,
          })
          .commit(),
      ),
      lookAtYear(store, year.year),
    ],
    conflict: () => ({
      sentence: `The year ${title} or settings of it are in the table already, so nothing was changed. A developer can tell where they come from.`,
    }),
    thanks: {
      title: `${title} is in force`,
      paragraphs: [
        `Members are asked to renew on ${longDate(year.renewalOpens)}.`,
        'A date that turns out to be different is corrected by a developer, in the file of the year.',
      ],
    },
  };
}
