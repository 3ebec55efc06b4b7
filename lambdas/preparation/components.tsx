import { longDate } from '../calendar/dates.ts';
import { Paragraph, Subheading, SummaryList, TypedText } from '../pages/kit.ts';
import { callInWords, type Preparation, type Timetable, timeInWords } from '../questions/preparation.ts';

/** What the host wrote, for those who prepare to visit it. */
export function WhatTheHostSent({ preparation }: { readonly preparation: Preparation }) {
  const { informationForm: form, areaOfExcellence, focusChallenge } = preparation;
  if (!form) return <Paragraph>The host has not sent its information yet.</Paragraph>;
  return (
    <SummaryList
      rows={[
        ...(focusChallenge === undefined
          ? []
          : [{ label: 'Focus challenge', value: <TypedText text={focusChallenge} /> }]),
        { label: 'Context', value: <TypedText text={form.context} /> },
        { label: 'Self-evaluation', value: <TypedText text={form.selfEvaluation} /> },
        { label: 'Priorities', value: <TypedText text={form.priorities} /> },
        { label: 'What visitors should know', value: <TypedText text={form.visitorsShouldKnow} /> },
        { label: 'Safeguarding contact', value: form.safeguardingRole },
        { label: 'Arrival', value: <TypedText text={form.arrival} /> },
        ...(form.lastInspection ? [{ label: 'Last inspection', value: <TypedText text={form.lastInspection} /> }] : []),
        ...(areaOfExcellence
          ? [
              {
                label: 'Area of excellence put forward',
                value: <TypedText text={`${areaOfExcellence.title}\n\n${areaOfExcellence.why}`} />,
              },
            ]
          : []),
      ]}
    />
  );
}

/** The three days and the pre-review call. */
export function TimetableList({
  timetable,
  days,
}: {
  readonly timetable: Timetable;
  readonly days: readonly string[];
}) {
  return (
    <>
      {days.map((day, index) => (
        <div key={day}>
          <Subheading>{longDate(day)}</Subheading>
          <SummaryList
            rows={[
              { label: 'Morning', value: <TypedText text={timetable.days[index]?.morning ?? ''} /> },
              { label: 'Afternoon', value: <TypedText text={timetable.days[index]?.afternoon ?? ''} /> },
            ]}
          />
        </div>
      ))}
      <Subheading>Pre-review call</Subheading>
      <SummaryList
        rows={[
          { label: 'When', value: callInWords(timetable) },
          { label: 'Who', value: timetable.call.attendees },
          ...(timetable.call.place ? [{ label: 'How', value: timetable.call.place }] : []),
          ...(timetable.call.others ? [{ label: 'Or', value: timetable.call.others.map(timeInWords).join('; ') }] : []),
        ]}
      />
    </>
  );
}
