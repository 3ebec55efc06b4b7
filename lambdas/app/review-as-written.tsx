import type { ReactNode } from 'react';
import { longDate } from '../calendar/dates.ts';
import { londonDate } from '../calendar/london.ts';
import { visitDays } from '../calendar/working-days.ts';
import { hostWord, storedContent } from '../documents/report-content.ts';
import { reportState } from '../documents/report-versions.ts';
import { ReportView } from '../documents/report-view.tsx';
import { surveyFacts } from '../feedback/survey-facts.ts';
import { Details, InsetText, Paragraph, Subheading, SummaryList } from '../pages/kit.ts';
import type { ReadingPage } from '../portal/reading-page.tsx';
import { TimetableList, WhatTheHostSent } from '../preparation/components.tsx';
import { audienceInWords } from '../publication/audience-fields.tsx';
import { preparationOf } from '../questions/preparation.ts';
import { commentsOf } from '../report/comments.ts';
import { CommentList } from '../report/comments-view.tsx';
import { loadSettings } from '../settings/load-settings.ts';
import type { ProgrammeSettings } from '../settings/programme-settings.ts';
import { titleOfYear } from '../settings/year-title.ts';
import type { ReportVersion, Survey, WholeReview } from '../store/store.ts';
import { FindingsList } from '../visit/components.tsx';
import { findingsOf } from '../visit/findings.ts';

/**
 * Everything that people wrote in a review, for the central team to read: who may see the report, the report in all its versions
 * with what was said to it, the findings, the information form and timetable, and the surveys without names. The links to it are made
 * by a command, each on record; nobody else has one.
 */
export const reviewAsWritten: ReadingPage = {
  name: 'review-as-written',

  async show(about, { role }, { store }) {
    if (role !== 'central-team') return undefined;
    const whole = await store.wholeReview(about);
    if (!whole) return undefined;
    const { review } = whole;
    const once = store.readingOnce();
    const [settings, title] = await Promise.all([
      loadSettings(once, review.year, review.programme, review.settingsVersion),
      titleOfYear(once, review.year),
    ]);
    return {
      title: `${review.programme} at ${review.hostName}`,
      caption: `What was written, ${title}`,
      body: <Written whole={whole} settings={settings} />,
    };
  },
};

function Written({ whole, settings }: { readonly whole: WholeReview; readonly settings: ProgrammeSettings }) {
  const { review } = whole;
  const { framework } = settings.report;
  const findings = findingsOf(review);
  const preparation = preparationOf(review);
  const { timetable, call } = preparation;
  return (
    <>
      <Paragraph>For the central team alone. Nothing can be changed here.</Paragraph>
      <Subheading>Who may see the report</Subheading>
      <Paragraph>{audienceNow(whole, settings)}</Paragraph>
      <Part title="The report" missing="No draft has been written.">
        {whole.versions.length > 0 && <Versions whole={whole} settings={settings} />}
      </Part>
      <Part title="The findings of day 3" missing="None are recorded.">
        {findings && <FindingsList framework={framework} findings={findings} />}
      </Part>
      <Subheading>What the host sent</Subheading>
      <WhatTheHostSent preparation={preparation} />
      {timetable && review.day1 !== undefined && <TimetableList timetable={timetable} days={visitDays(review.day1)} />}
      {call && call.notes !== '' && <SummaryList rows={[{ label: 'Notes of the call', value: call.notes }]} />}
      <Part title="The surveys, without names" missing="Nobody has answered one.">
        {whole.surveys.length > 0 && <Surveys surveys={whole.surveys} host={hostWord(framework)} />}
      </Part>
    </>
  );
}

/** What there is, or that there is nothing. */
const Part = (props: { readonly title: string; readonly missing: string; readonly children: ReactNode }) => (
  <>
    <Subheading>{props.title}</Subheading>
    {props.children || <Paragraph>{props.missing}</Paragraph>}
  </>
);

function audienceNow({ review }: WholeReview, settings: ProgrammeSettings): string {
  const { audience, hub, publishedAddress, publishedAt, withdrawnAt } = review;
  if (publishedAt === undefined) return 'It is not published.';
  if (withdrawnAt !== undefined) return `The host withdrew it on ${longDate(londonDate(withdrawnAt))}.`;
  const host = hostWord(settings.report.framework);
  const sentence = `The host chose: ‘${audienceInWords(audience ?? settings.publication.silence, { host, hub })}.’`;
  return publishedAddress ? `${sentence} It publishes it itself at ${publishedAddress}.` : sentence;
}

/** The newest first and open, the others folded away. */
function Versions({ whole, settings }: { readonly whole: WholeReview; readonly settings: ProgrammeSettings }) {
  const [newest, ...earlier] = whole.versions.toSorted((a, b) => b.version.localeCompare(a.version));
  const { corrected, settled, host, lead } = reportState(whole.review);
  const final = (corrected ?? settled)?.version ?? (host?.hash === lead?.hash ? host?.version : undefined);
  const titleOf = ({ version, writtenAt }: ReportVersion): string =>
    `Version ${Number(version)}, of ${longDate(londonDate(writtenAt))}${version === final ? ': the final report' : ''}`;
  return (
    <>
      {newest && (
        <>
          <InsetText>{titleOf(newest)}</InsetText>
          <Version version={newest} settings={settings} />
        </>
      )}
      {earlier.map((version) => (
        <Details key={version.version} summary={titleOf(version)}>
          <Version version={version} settings={settings} />
        </Details>
      ))}
    </>
  );
}

function Version({ version, settings }: { readonly version: ReportVersion; readonly settings: ProgrammeSettings }) {
  const { framework } = settings.report;
  return (
    <>
      <ReportView
        content={storedContent(version, framework)}
        framework={framework}
        called={`version-${version.version}`}
      />
      <CommentList comments={commentsOf(version)} />
    </>
  );
}

const Surveys = ({ surveys, host }: { readonly surveys: readonly Survey[]; readonly host: 'school' | 'trust' }) =>
  surveys
    // By what they say: neither the day nor the order of ids tells who it was.
    .map((survey) => ({ ...survey, said: JSON.stringify(survey.answers) }))
    .toSorted((a, b) => a.role.localeCompare(b.role) || a.said.localeCompare(b.said))
    .map((survey) => (
      <Details key={survey.person} summary={`A ${survey.role}`}>
        <SummaryList rows={surveyFacts(survey, host)} />
      </Details>
    ));
