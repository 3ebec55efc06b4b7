import * as z from 'zod';
import { choices } from '../../forms/fields.tsx';
import { fieldsOf } from '../../forms/form.tsx';
import { type Option, Paragraph, SummaryList } from '../../pages/kit.ts';
import { defineQuestion, readBy } from '../../questions/define-question.ts';
import { centralTeam, dueBefore } from '../../questions/review-context.ts';
import { loadSettings } from '../../settings/load-settings.ts';
import { bookingsOf, needTrainingSession } from '../../store/training-reads.ts';
import { questionFacts } from '../question-facts.ts';
import { factsOf, titleOf } from '../session-words.ts';
import { sessionClock } from '../sessions.ts';

/** Who came to a session, by their ids. */
export const AttendanceAnswer = z.object({ came: z.array(z.string()) });

const NOBODY = 'nobody';

/**
 * Asks the central team who came to a session. What follows is done by the workflow's next step, person by person. Silence
 * trains nobody: a training that nobody can vouch for must not put anybody into a team.
 */
export const recordAttendance = defineQuestion(questionFacts, 'record-attendance', {
  answer: AttendanceAnswer,
  async bind(asked, deps) {
    const session = await needTrainingSession(deps.store, asked.about);
    const [settings, bookings] = await Promise.all([
      loadSettings(deps.store, session.year, session.programme, session.settingsVersion),
      bookingsOf(deps.store, session.session),
    ]);
    const booked = bookings.filter(({ status }) => status !== 'cancelled').map(({ person }) => person);
    const people = await deps.store.people(booked);
    const names = new Map(people.map(({ person, name, jobTitle }) => [person, { name, jobTitle }]));
    const { attendanceDue } = sessionClock(session, settings);
    const title = titleOf(session);
    const attendance = formOf(
      booked.map((person) => ({
        value: person,
        text: names.get(person)?.name ?? person,
        hint: names.get(person)?.jobTitle,
      })),
    );
    return {
      addressee: centralTeam(deps),
      hostName: title,
      dueAt: dueBefore(attendanceDue, asked),
      reminderSettings: settings,
      breaks: [],
      mail: () => ({
        subject: `Who came? ${title}`,
        firstLine: `Please record who came to the ${title}.`,
        paragraphs: [
          'Only whoever you tick is trained. If nobody says who came, the session counts for nobody, and none of them can be asked for reviews by it.',
        ],
        facts: [...factsOf(session), { label: 'Booked', value: String(booked.length) }],
        button: 'Record who came',
        whyYou: 'You are asked because the central team holds the trainings.',
      }),
      page: () => ({
        title: 'Who came to the training?',
        caption: title,
        button: 'Record this',
        binding: true,
        body: (form) => (
          <>
            <SummaryList rows={factsOf(session)} />
            <Paragraph>
              Whoever came is trained from that day on and told so. Whoever did not gets a mail with the other sessions.
            </Paragraph>
            {attendance.showAll(form)}
          </>
        ),
      }),
      read: readBy(attendance.read, (sent) => {
        const came = sent.came.filter((one) => one !== NOBODY);
        return {
          answer: { came },
          outcome: { outcome: 'recorded' },
          what: `recorded that ${came.length} of ${booked.length} came`,
          effects: () => [],
          thanks: {
            title: 'It is recorded',
            paragraphs: [
              `${came.length} of ${booked.length} came. They are told that they are trained; the others get the link to book another session.`,
            ],
          },
        };
      }),
      silence: () => ({ outcome: { outcome: 'nobody-said' } }),
      said: ({ came }) => `${came.length} people came.`,
      sent: ({ came }) => ({ fields: { came: came.length > 0 ? came : [NOBODY] } }),
    };
  },
});

const formOf = (booked: readonly Option[]) =>
  fieldsOf({
    came: choices({
      legend: 'Tick everybody who came',
      what: 'who came',
      missing: 'Tick everybody who came, or that nobody came',
      min: 1,
      options: [...booked, { value: NOBODY, text: 'Nobody came' }],
      wrong: (came) =>
        came.length > 1 && came.includes(NOBODY)
          ? 'Tick the people who came, or that nobody came, not both'
          : undefined,
    }),
  });
