import type { ReactNode } from 'react';
import { addWeeks, dayMonthYear, longDate, mondayOf } from '../../calendar/dates.ts';
import { londonDateAndTime } from '../../calendar/london.ts';
import { addWorkingDays, workingDayAtOrAfter } from '../../calendar/working-days.ts';
import { countedQuestions } from '../../catalogue/all-facts.ts';
import { offersOn } from '../../commands/offered.ts';
import { ON_YEARS } from '../../commands/registry.ts';
import type { MissingYear } from '../../settings/missing-year.ts';
import { openAndCounted, type ReviewLine } from '../../store/network-reads.ts';
import { Show } from '../actions.tsx';
import { againstRules } from '../against-rules.ts';
import { availabilityLines } from '../availability-lines.ts';
import { changedMembers, WhatItBelongsTo, WhereItGoesOn } from '../changed-members.tsx';
import { emptyOffices } from '../empty-offices.ts';
import { type Waiting, whatClosesSoon, whatIsLate, whatWaits } from '../late.ts';
import { MailNotForThem, peopleInDoubt } from '../mail-not-for-them.tsx';
import { Offers } from '../offers.tsx';
import { wantedBy } from '../question-words.ts';
import { HostLink, namesOf, type Reach, reachOf, whoAnswers } from '../questions-table.tsx';
import type { ViewRequest } from '../request.ts';
import { type RunOut, trainingsRunOut } from '../trainings-run-out.ts';
import type { View, ViewDeps } from '../view.ts';
import { counted, onDay, visitOf } from '../words.ts';
import { reviewsAround, yearsWanted } from '../years.ts';
import { incompleteTeams, isUrgent } from './teams.tsx';
import { undeliveredMails } from './undelivered.tsx';

/** Of each kind so many are named; the list behind has all. */
const NAMED = 8;

/** What has to be done this morning, the most urgent first: a sentence with a number, and the first of them by name. */
export const today: View = async (request, deps) => {
  const { open, counted: asked } = await openAndCounted(deps.store, countedQuestions);
  const waiting = whatWaits(open, request.at);
  const [teams, mails, reviews, lines, years, runOut] = await Promise.all([
    incompleteTeams(open, deps),
    undeliveredMails(request, deps),
    reviewsAround(deps.store, request.today, { from: -52, to: 78 }),
    availabilityLines(deps.store, asked),
    yearsWanted(deps.store, request.today),
    trainingsRunOut(deps.store, request.today),
  ]);
  const once = deps.store.readingOnce();
  const [empty, against] = await Promise.all([
    emptyOffices(reviews, waiting, once),
    againstRules(reviews, once, request.today),
  ]);
  const urgent = teams.filter((one) => isUrgent(one, request.today));
  const paused = reviews.filter(({ status }) => status === 'paused');
  const part = { request, deps };
  const questions = (rows: readonly Waiting[], said: (row: Waiting) => ReactNode) =>
    rows.map((row) => ({ key: `${row.question.about}/${row.question.decision}`, host: row.question, said: said(row) }));
  const hosts = (rows: readonly ReviewLine[], said: (row: ReviewLine) => ReactNode) =>
    rows.map((row) => ({ key: row.about, host: row, said: said(row) }));

  const yours = waiting.filter(({ question }) => question.person === 'central-team');
  const late = whatIsLate(waiting).filter(({ question }) => question.person !== 'central-team');
  const closing = whatClosesSoon(waiting, addWorkingDays(workingDayAtOrAfter(request.today), 1)).filter(
    ({ question }) => question.person !== 'central-team',
  );
  const doubted = await peopleInDoubt(open, deps.store);
  const { closed, unknown } = await changedMembers(deps.store, reviews);
  const ids = [late, closing].flatMap((rows) => rows.slice(0, NAMED).map(({ question }) => question.person));
  const [names, reach] = await Promise.all([namesOf(deps.store, ids), reachOf(deps.store, ids)]);
  const things = [
    <YearsToOpen
      key="years"
      items={years.filter(({ year }) => !yours.some(({ question }) => question.about === `year-${year}`))}
      deps={deps}
    />,
    <Thing
      key="yours"
      {...part}
      title={`${counted(yours.length, 'question')} for you to answer`}
      view="waiting"
      where={{ role: 'central-team' }}
      items={questions(yours, ({ question, late, lateDays }) => (
        <>
          {wantedBy(question.question)}, by {onDay(question.dueAt)}
          {late && <span className="pr-bad"> ({counted(lateDays, 'working day')} late)</span>}
        </>
      ))}
    />,
    <Thing
      key="closed"
      {...part}
      title={`${counted(closed.length, 'review')} of schools that have closed, for you to decide`}
      items={closed.map((one) => ({
        key: one.review.about,
        host: one.review,
        said: <WhereItGoesOn {...one} at={request.at} deps={deps} />,
      }))}
    />,
    <Thing
      key="belongs"
      {...part}
      title={`${counted(unknown.length, 'host')} whose trust or hub is not known, so that nobody is asked who may be of the same`}
      items={unknown.map((one) => ({
        key: one.member.member,
        host: one.review,
        said: <WhatItBelongsTo {...one} deps={deps} />,
      }))}
    />,
    <MailNotForThem key="not-me" items={doubted} deps={deps} />,
    <Thing
      key="closing"
      {...part}
      title={`${counted(closing.length, 'question')} closing by the end of the next working day; then silence counts as the answer`}
      items={questions(
        closing,
        ({ question }) =>
          `${wantedBy(question.question)}, ${whoAnswers(question, names)}, closes ${soon(question.expiresAt, request.today)}${reachAfter(reach.get(question.person))}`,
      )}
    />,
    <Thing
      key="late"
      {...part}
      title={`${counted(late.length, 'answer')} late`}
      view="late"
      items={questions(
        late,
        ({ question, lateDays }) =>
          `${wantedBy(question.question)}, ${whoAnswers(question, names)}, ${counted(lateDays, 'working day')} late${reachAfter(reach.get(question.person))}`,
      )}
    />,
    <Thing
      key="offices"
      {...part}
      title={`${counted(empty.length, 'office')} that nobody holds who can be asked`}
      items={empty}
    />,
    <Thing
      key="teams"
      {...part}
      title={`${counted(urgent.length, 'team')} not complete although the visit is near`}
      view="teams"
      items={urgent.map(({ review, seats }) => ({
        key: review.about,
        host: review,
        said: `${counted(seats.length, 'empty seat')}, visit ${visitOf(review)}`,
      }))}
    />,
    <Thing
      key="against"
      {...part}
      title={`${counted(against.length, 'reviewer')} in a team against its rules as things stand today, for you to decide`}
      items={against.map(({ review, person, name, why }) => ({
        key: `${review.about}/${person}`,
        host: review,
        said: `${name} ${why}, visit ${visitOf(review)}`,
      }))}
    />,
    <TrainingsToOpen key="trainings" items={runOut} deps={deps} />,
    <Thing
      key="mails"
      {...part}
      title={`${counted(mails.length, 'mail')} not delivered`}
      view="undelivered"
      items={mails.map(({ about, message }) => ({ key: `${about}/${message}` }))}
    />,
    <Thing
      key="paused"
      {...part}
      title={`${counted(paused.length, 'review')} paused, for you to resume`}
      items={hosts(paused, visitOf)}
    />,
  ].filter(({ props }) => props.items.length > 0);
  return (
    <>
      <h2>{longDate(request.today)}</h2>
      {things.length > 0 ? things : <p>Nothing needs you this morning.</p>}
      {lines.map((line) => (
        <p key={line}>{line}.</p>
      ))}
      <Visits reviews={reviews} {...part} />
    </>
  );
};

/** How somebody who is waited for is reached, after what is said of them. */
const reachAfter = (reach: Reach | undefined): string => (reach === undefined ? '' : `: ${reach.inWords}`);

/** Years that nobody has opened, each with its button. One that waits to be confirmed is among the questions to answer. */
function YearsToOpen({ items, deps }: { readonly items: readonly MissingYear[]; readonly deps: ViewDeps }) {
  return items.map((one) => (
    <div key={one.year}>
      <h3>
        The partnership year {one.title} is not made yet, and its renewal is to open about{' '}
        {dayMonthYear(one.renewalOpens)}
      </h3>
      <Offers offers={offersOn(ON_YEARS, one)} row={one.year} deps={deps} />
    </div>
  ));
}

/** That nobody can be trained, though some have to be, with the way to the sessions. */
function TrainingsToOpen({ items, deps }: { readonly items: readonly RunOut[]; readonly deps: ViewDeps }) {
  return items.map(({ programme, untrained, of }) => (
    <h3 key={programme}>
      No {programme} training session is to come, and of {of} trained reviewers {untrained}{' '}
      {untrained === 1 ? 'is' : 'are'} in date for no visit in twelve weeks, so cannot be asked{' '}
      <Show endpoints={deps.endpoints} view="training" look="button">
        Open a session
      </Show>
    </h3>
  ));
}

/** 'today at 17:00', 'on 11 November 2026 at 17:00'. */
function soon(instant: string, today: string): string {
  const { date, time } = londonDateAndTime(instant);
  return `${date === today ? 'today' : `on ${dayMonthYear(date)}`} at ${time}`;
}

interface Item {
  readonly key: string;
  readonly host?: { readonly about: string; readonly hostName: string };
  readonly said?: ReactNode;
}

/** One kind of thing to do: how many there are, the first few by name, and the way to all of them. */
function Thing(props: {
  readonly title: string;
  readonly items: readonly Item[];
  readonly view?: ViewRequest['view'];
  readonly where?: { readonly role: 'central-team' };
  readonly request: ViewRequest;
  readonly deps: ViewDeps;
}) {
  const { title, items, view, where = {}, request, deps } = props;
  const named = items.filter(({ host }) => host !== undefined).slice(0, NAMED);
  const more = named.length > 0 ? items.length - named.length : 0;
  return (
    <>
      <h3>
        {title}{' '}
        {view !== undefined && (
          <Show endpoints={deps.endpoints} view={view} where={where} look="button">
            Show {named.length > 0 ? 'all' : 'them'}
          </Show>
        )}
      </h3>
      {named.length > 0 && (
        <ul>
          {named.map(({ key, host, said }) => (
            <li key={key}>
              {host && <HostLink {...host} request={request} deps={deps} />}: {said}
            </li>
          ))}
          {more > 0 && <li className="pr-quiet">and {more} more</li>}
        </ul>
      )}
    </>
  );
}

/** Who is visited this week and next. */
function Visits(props: {
  readonly reviews: readonly ReviewLine[];
  readonly request: ViewRequest;
  readonly deps: ViewDeps;
}) {
  const { reviews, request, deps } = props;
  const week = mondayOf(request.today);
  return [
    { title: 'this week', monday: week },
    { title: 'next week', monday: addWeeks(week, 1) },
  ].map(({ title, monday }) => {
    const visits = reviews.filter(
      (one) => one.week === monday && one.day1 !== undefined && one.status !== 'cancelled' && one.status !== 'paused',
    );
    return (
      <p key={title}>
        <strong>Visits {title}: </strong>
        {visits.length === 0 && 'none'}
        {visits.map((one, index) => (
          <span key={one.about}>
            {index > 0 && ', '}
            <HostLink {...one} request={request} deps={deps} />
          </span>
        ))}
      </p>
    );
  });
}
