import * as z from 'zod';
import { hostWord } from '../../documents/report-content.ts';
import type { Field } from '../../forms/field.ts';
import { choice, choices, longText } from '../../forms/fields.tsx';
import { fieldsOf } from '../../forms/form.tsx';
import { hostWords } from '../../members/host-words.ts';
import { type FormFields, InsetText, Paragraph } from '../../pages/kit.ts';
import { anyAnswer, defineQuestion, readBy } from '../../questions/define-question.ts';
import { clockOf, dueBefore, reviewContext } from '../../questions/review-context.ts';
import { surveyPlace } from '../../store/surveys.ts';
import { questionFacts } from '../question-facts.ts';
import { SCALE, type Statement, type SurveyRole, statements } from '../survey-questions.ts';
import { leadReads, whoReadsAnswers } from '../survey-words.ts';
import { visitFacts } from '../visit-facts.ts';

const MOST_WORDS = 2000;
const Answers = z.object({ scale: z.record(z.string(), z.number()), best: z.string(), better: z.string() });
const scaleField = (statement: Pick<Statement, 'key'>): string => `scale.${statement.key}`;
const pointsOf = (value: string): number => Number(value);

const words = (label: string, what: string) =>
  longText({ label, what, optional: true, saysOptional: true, max: MOST_WORDS });

/** The two questions in words come first, as what is wrong with them is told first. */
const formOf = (asksAbout: readonly Statement[]) =>
  fieldsOf<Readonly<Record<string, Field<string>>>>({
    best: words('What helped most', 'what helped most'),
    better: words('What would have made it better', 'what would have made it better'),
    ...Object.fromEntries(asksAbout.map((statement) => [scaleField(statement), agreement(statement)])),
  });

const agreement = ({ text }: Statement) =>
  choice({
    legend: text,
    what: 'how far you agree',
    missing: `Select how far you agree that '${text}'`,
    small: true,
    options: SCALE.map((step) => ({ value: String(step.points), text: step.text })),
  });

/** A host's word that what it writes may go to the person who led its review. */
const consent = fieldsOf({
  leadReads: choices({
    legend: 'Your lead reviewer',
    saysOptional: true,
    what: 'whether your lead reviewer may read what you wrote',
    options: [{ value: 'yes', text: 'My lead reviewer may read what helped and what would have made it better' }],
  }),
});

/** Everybody who took part says how the review was: five statements and two questions in words. */
export const survey = defineQuestion(questionFacts, 'survey', {
  answer: anyAnswer,
  async bind(asked, deps) {
    const context = await reviewContext(asked, deps, 'person');
    const { addressee, breaks, review, settings, whole } = context;
    const host = hostWord(settings.report.framework);
    const role: SurveyRole = addressee.role === 'lead' || addressee.role === 'reviewer' ? addressee.role : 'host';
    const visit = visitFacts(review);
    const asksAbout = statements(role, host);
    const questions = formOf(asksAbout);
    const toLead = leadReads(role, settings.feedback);
    return {
      addressee,
      hostName: review.hostName,
      dueAt: dueBefore(clockOf(context).surveys.due, asked),
      reminderSettings: settings,
      breaks,
      mail: () => ({
        subject:
          role === 'host' ? `How was your review? ${context.title}` : `How was the review for you? ${context.title}`,
        firstLine: `Please tell us how the review at ${review.hostName} was.`,
        paragraphs: ['It takes about three minutes. What you say is read by the central team and used without names.'],
        facts: visit,
        button: 'Tell us how it was',
        whyYou:
          role === 'host'
            ? hostWords(review).whyLeader
            : `You are asked because you were in the team at ${review.hostName}.`,
      }),
      page: () => ({
        title: role === 'host' ? 'How was your review?' : 'How was the review for you?',
        caption: [context.title, ...visit.map(({ value }) => value)].join(', '),
        button: 'Send your answers',
        longForm: true,
        body: (form) => (
          <>
            <Paragraph>{whoReadsAnswers(role, settings.feedback)}</Paragraph>
            {questions.show(asksAbout.map(scaleField), form)}
            <InsetText>Write roles, not names, and nothing about single pupils.</InsetText>
            {questions.show(['best', 'better'], form)}
            {toLead === 'with-consent' && consent.showAll(form)}
          </>
        ),
      }),
      read: readBy(
        (fields) => readSurvey(fields, asksAbout, toLead),
        (answers, answering) => ({
          answer: answers,
          outcome: { outcome: 'answered' },
          what: 'gave feedback',
          effects: () => [
            deps.store.rows.survey
              .upsert({
                about: asked.about,
                person: answering.person,
                role,
                answers,
                answeredAt: answering.at,
                ...surveyPlace(review, whole.seats),
              })
              .commit(),
          ],
          thanks: {
            title: 'Thank you for your feedback',
            paragraphs:
              role === 'host'
                ? ['In half a year we ask you what became of the points you wanted to work on.']
                : ['You get a record of the review for your professional development when it is closed.'],
          },
        }),
      ),
      silence: () => ({ outcome: { outcome: 'silence' } }),
      said: () => 'You gave feedback on the review.',
      sent(answer) {
        const kept = Answers.safeParse(answer);
        return kept.success ? { fields: fieldsOfAnswers(kept.data) } : undefined;
      },
    };
  },
});

const fieldsOfAnswers = ({ scale, best, better }: z.infer<typeof Answers>): FormFields => ({
  ...Object.fromEntries(Object.entries(scale).map(([key, points]) => [scaleField({ key }), String(points)])),
  best,
  better,
});

function readSurvey(fields: FormFields, asksAbout: readonly Statement[], toLead: ReturnType<typeof leadReads>) {
  const read = formOf(asksAbout).read(fields);
  if (!read.ok) return read;
  const { best = '', better = '' } = read.value;
  const scale = asksAbout.map((statement) => [statement.key, pointsOf(read.value[scaleField(statement)] ?? '')]);
  const answers = { scale: Object.fromEntries(scale), best, better };
  if (toLead === 'none') return { ok: true as const, value: answers };
  const ticked = consent.read(fields);
  if (!ticked.ok) return ticked;
  const agreed = toLead === 'always' || ticked.value.leadReads.includes('yes');
  return { ok: true as const, value: { ...answers, leadReads: agreed } };
}
