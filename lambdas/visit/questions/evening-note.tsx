import * as z from 'zod';
import { longDate } from '../../calendar/dates.ts';
import { visitDays } from '../../calendar/working-days.ts';
import { fieldsOf } from '../../forms/form.tsx';
import { type FormFields, InsetText, Subheading } from '../../pages/kit.ts';
import { anyAnswer, defineQuestion, readBy } from '../../questions/define-question.ts';
import { clockOf, DatesNotFixed, dueBefore, reviewContext } from '../../questions/review-context.ts';
import type { Framework } from '../../settings/framework.ts';
import type { Finding } from '../../store/store.ts';
import { findingRows, notedParts } from '../findings.ts';
import { asLines, MOST_POINTS, namesUnder, noPoint, pointFields, pointsField } from '../point-fields.ts';
import { questionFacts } from '../question-facts.ts';

const Noted = z.object({
  noted: z.array(z.object({ heading: z.string(), kind: z.string(), points: z.array(z.string()) })),
});

const formOf = (framework: Framework) =>
  fieldsOf(
    pointFields(framework, notedParts(framework), {
      hint: 'One point a line. Leave it empty if there is none yet.',
      rows: 4,
    }),
    (points) => (Object.values(points).every(({ length }) => length === 0) ? noPoint(Object.keys(points)) : {}),
  );

/** Asks the lead on the first two evenings what is emerging. Its attempt is the day. */
export const eveningNote = defineQuestion(questionFacts, 'evening-note', {
  answer: anyAnswer,
  readsWholeReview: true,
  noPupilData: true,
  async bind(asked, deps) {
    const { findings } = await deps.store.needWholeReview(asked.about);
    const context = await reviewContext(asked, deps, 'lead');
    const { review, settings } = context;
    if (review.day1 === undefined) throw new DatesNotFixed(`The dates of ${review.about} are not fixed yet.`);
    const { framework } = settings.report;
    const parts = notedParts(framework);
    const note = formOf(framework);
    const day = asked.round;
    const date = longDate(visitDays(review.day1)[day - 1] ?? review.day1);
    const clock = clockOf(context);
    const dueAt = dueBefore((day === 1 ? clock.eveningNotes1 : clock.eveningNotes2).due, asked);
    return {
      addressee: context.addressee,
      hostName: review.hostName,
      dueAt,
      reminderSettings: settings,
      breaks: context.breaks,
      mail: () => ({
        subject: `Day ${day}: what is emerging? ${context.title}`,
        firstLine: `Please note in a few lines what day ${day} at ${review.hostName} has shown.`,
        paragraphs: [
          'One short line for each point. The notes stand in the form for the findings on day 3, so nothing has to be typed twice.',
        ],
        byTheHour: true,
        button: 'Write the note',
        whyYou: `You are asked because you are the lead reviewer for ${review.hostName}.`,
      }),
      page: () => ({
        title: `What is emerging after day ${day}?`,
        caption: `${context.title}, ${date}`,
        longForm: true,
        body: (form) => (
          <>
            <InsetText>
              Roles, not names, and nothing about single pupils. Up to {MOST_POINTS} points in each field.
            </InsetText>
            {framework.headings.map((heading) => (
              <div key={heading.key}>
                <Subheading>{heading.title}</Subheading>
                {note.show(namesUnder(heading.key, parts), form)}
              </div>
            ))}
          </>
        ),
        button: 'Keep this note',
      }),
      read: readBy(note.read, (typed, { at }) => {
        const noted = framework.headings.flatMap((heading) =>
          parts.flatMap(({ key: kind }) => {
            const points = typed[pointsField(heading.key, kind)] ?? [];
            return points.length > 0 ? [{ heading: heading.key, kind, points }] : [];
          }),
        );
        const rows = findingRows(review.about, day, noted, at);
        return {
          answer: { noted },
          outcome: { outcome: 'noted' },
          what: `noted what emerged on day ${day}`,
          effects: () => [
            ...rows.map((row) => deps.store.rows.finding.put(row).commit()),
            ...stale(findings, day, rows).map((finding) =>
              deps.store.rows.finding.delete({ about: review.about, finding }).commit(),
            ),
          ],
          thanks: {
            title: 'Your note is kept',
            paragraphs: [
              day === 1
                ? 'You are asked once more tomorrow evening.'
                : 'You find both notes in the form for the findings tomorrow afternoon.',
            ],
          },
        };
      }),
      silence: () => ({ outcome: { outcome: 'no-note' } }),
      said: () => `The note for day ${day} was written.`,
      sent(answer) {
        const kept = Noted.safeParse(answer);
        return kept.success ? { fields: fieldsOfNote(kept.data) } : undefined;
      },
    };
  },
});

const fieldsOfNote = ({ noted }: z.infer<typeof Noted>): FormFields =>
  Object.fromEntries(noted.map(({ heading, kind, points }) => [pointsField(heading, kind), asLines(points)]));

/** Points of the same day that were noted before the visit was broken off and begun anew. */
function stale(findings: readonly Finding[], day: number, rows: readonly { readonly finding: string }[]): string[] {
  const now = new Set(rows.map(({ finding }) => finding));
  return findings.map(({ finding }) => finding).filter((id) => id.startsWith(`day-${day}.`) && !now.has(id));
}
