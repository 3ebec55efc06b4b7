import * as z from 'zod';
import { choice, longText } from '../../forms/fields.tsx';
import { fieldsOf } from '../../forms/form.tsx';
import { hostWords } from '../../members/host-words.ts';
import { type FormState, Paragraph } from '../../pages/kit.ts';
import { defineQuestion, readBy } from '../../questions/define-question.ts';
import {
  callInWords,
  keepPreparation,
  preparationOf,
  SAVED_MEANWHILE,
  type Timetable,
} from '../../questions/preparation.ts';
import type { Taken } from '../../questions/question.ts';
import { clockOf, dueBefore, reviewContext } from '../../questions/review-context.ts';
import type { Review, Store } from '../../store/store.ts';
import { TimetableList } from '../components.tsx';
import { LONG } from '../longest.ts';
import { questionFacts } from '../question-facts.ts';
import { tooLate } from '../too-late.ts';
import { visitOf } from '../visit.ts';

/** @param hasTimetable without one the host may say what has to be in it. */
const formOf = (hasTimetable: boolean) =>
  fieldsOf({
    answer: choice({
      legend: hasTimetable ? 'Do you agree this timetable?' : 'Is there anything that has to be in it?',
      what: 'whether you agree',
      options: [
        { value: 'agree', text: hasTimetable ? 'Yes, I agree' : 'No, I leave it to the lead reviewer' },
        { value: 'change', text: hasTimetable ? 'No, something should be different' : 'Yes, I write it below' },
      ],
    }),
    changes: longText({
      label: hasTimetable ? 'What should be different?' : 'What has to be in it?',
      what: 'what should be different',
      rows: 5,
      max: LONG,
      neededWhen: { answer: 'change' },
    }),
  });

const Answer = z.union([
  z.object({ agrees: z.literal(true) }),
  z.object({ agrees: z.literal(false), changes: z.string() }),
]);
type Answer = z.infer<typeof Answer>;

/** Asks the host whether the timetable suits it. Silence agrees. */
export const agreeTimetable = defineQuestion(questionFacts, 'agree-timetable', {
  answer: Answer,
  async bind(asked, deps) {
    const context = await reviewContext(asked, deps, 'host');
    const { review, settings } = context;
    const words = hostWords(review);
    const { days, dates } = visitOf(review);
    const { timetable } = preparationOf(review);
    return {
      addressee: context.addressee,
      hostName: review.hostName,
      dueAt: dueBefore(clockOf(context).call.due, asked),
      reminderSettings: settings,
      breaks: context.breaks,
      ...tooLate(asked, context),
      ...(!timetable && {
        ifNothing: 'the timetable stays open until the pre-review call',
      }),
      mail: () => ({
        subject: timetable
          ? `${asked.round > 1 ? 'The timetable was changed, please look again' : 'Please look at the timetable of your visit'}: ${context.title}`
          : `What matters to you on the three days? ${context.title}`,
        firstLine: timetable
          ? `The lead reviewer proposes ${asked.round > 1 ? 'another' : 'a'} timetable for the three days at ${review.hostName}.`
          : `The timetable for the three days at ${review.hostName} is still open.`,
        paragraphs: [
          timetable
            ? 'Please agree it, or say what should be different.'
            : 'Please tell the lead reviewer what has to be in it. You settle the rest in the pre-review call.',
        ],
        facts: [
          { label: 'Visit', value: dates },
          ...(timetable ? [{ label: 'Pre-review call', value: callInWords(timetable) }] : []),
        ],
        button: timetable ? 'See the timetable' : 'Answer',
        whyYou: words.whyLeader,
      }),
      page: () => ({
        title: timetable ? 'Does this timetable suit you?' : 'What should be in the timetable?',
        caption: `${context.title}, ${dates}`,
        body: (form) => <Body form={form} timetable={timetable} days={days} />,
        button: 'Send my answer',
      }),
      read: readBy(formOf(timetable !== undefined).read, ({ answer, changes }) =>
        answer === 'agree' ? agreed(deps.store, review) : changesWanted(deps.store, review, changes),
      ),
      silence: () => ({ outcome: { outcome: 'agreed' } }),
      said: ({ agrees }) => (agrees ? 'The timetable was agreed.' : 'Changes to the timetable were asked for.'),
      sent: (answer) => ({
        fields: answer.agrees ? { answer: 'agree' } : { answer: 'change', changes: answer.changes },
      }),
    };
  },
});

const agreed = (store: Store, review: Review): Taken<Answer> => ({
  answer: { agrees: true },
  outcome: { outcome: 'agreed' },
  what: 'agreed the timetable',
  effects: () => [keepPreparation(store, review, { timetableChanges: '' })],
  thanks: {
    title: 'The timetable is agreed',
    paragraphs: ['Everybody gets it with the pack some days before the visit.'],
  },
  conflict: () => SAVED_MEANWHILE,
});

const changesWanted = (store: Store, review: Review, changes: string): Taken<Answer> => ({
  answer: { agrees: false, changes },
  outcome: { outcome: 'changes-wanted' },
  what: 'asked for changes to the timetable',
  effects: () => [keepPreparation(store, review, { timetableChanges: changes })],
  thanks: {
    title: 'The lead reviewer sees what you wrote',
    paragraphs: ['What is still open then, you settle with the lead reviewer in the pre-review call.'],
  },
  conflict: () => SAVED_MEANWHILE,
});

function Body(props: {
  readonly form: FormState;
  readonly timetable: Timetable | undefined;
  readonly days: readonly string[];
}) {
  const { form, timetable, days } = props;
  return (
    <>
      {timetable ? (
        <TimetableList timetable={timetable} days={days} />
      ) : (
        <Paragraph>The lead reviewer has not sent a timetable yet.</Paragraph>
      )}
      {formOf(timetable !== undefined).showAll(form)}
    </>
  );
}
