import type { ReactNode } from 'react';
import { offersOn } from '../../commands/offered.ts';
import { ON_WRITTEN } from '../../commands/registry.ts';
import { EXAMPLE_REVIEW } from '../../programmes/programmes.ts';
import { isReview } from '../../questions/is-review.ts';
import { titleByName } from '../../settings/year-title.ts';
import { latestAudit, mailsAbout } from '../../store/network-reads.ts';
import type { AuditEntry, Decision, Message, WholeReview } from '../../store/store.ts';
import { Show } from '../actions.tsx';
import { Rows } from '../markup.tsx';
import { Offers } from '../offers.tsx';
import { namesOf, reachOf } from '../questions-table.tsx';
import type { ViewRequest } from '../request.ts';
import { find } from '../review/find.ts';
import { Memberships, membershipsOf } from '../review/memberships.tsx';
import { Offices } from '../review/offices.tsx';
import { PeopleToLookAt } from '../review/people.tsx';
import { PersonalData } from '../review/personal-data.tsx';
import { EarlierQuestions, OpenQuestions } from '../review/questions.tsx';
import { AUDIT_SHOWN, Audit, MAILS_SHOWN, Mails } from '../review/records.tsx';
import { ReviewCommands } from '../review/review-commands.tsx';
import { Team } from '../review/team.tsx';
import { WhereItStands } from '../review/where-it-stands.tsx';
import type { View, ViewDeps } from '../view.ts';
import { hostOf, standing, visitOf } from '../words.ts';

/** One review by its URN or name: where it stands, what it waits for, its team and audit, and everything to be done. */
export const review: View = async (request, deps) => {
  const typed = request.find ? (request.typed.school ?? '') : '';
  const found =
    request.about !== undefined
      ? ({ kind: 'one', about: request.about } as const)
      : typed === ''
        ? undefined
        : await find(typed, request.today, deps.store);
  return (
    <>
      <Search request={request} deps={deps} />
      {found?.kind === 'none' && <p>{found.sentence}</p>}
      {found?.kind === 'several' && (
        <Rows
          columns={['School or trust', 'Review', 'Visit', 'Stage']}
          rows={found.reviews.map((one) => ({
            key: one.about,
            cells: [
              <Show key="open" endpoints={deps.endpoints} view="review" where={{ about: one.about }}>
                {one.hostName}
              </Show>,
              one.about,
              visitOf(one),
              standing(one),
            ],
          }))}
        />
      )}
      {found?.kind === 'one' && (await one(found.about, request, deps))}
    </>
  );
};

const BACK = {
  today: 'Back to this morning',
  reviews: 'Back to the reviews',
  waiting: 'Back to what waits',
  late: 'Back to what is late',
  teams: 'Back to the teams',
  undelivered: 'Back to the mails',
  training: 'Back to the training sessions',
  review: '',
} as const;

/** A list that a review was opened from shows a way back; the widget for one review shows the search. */
function Search({ request, deps }: { readonly request: ViewRequest; readonly deps: ViewDeps }) {
  const { from } = request;
  if (from !== undefined && from !== 'review') {
    return (
      <p>
        <Show endpoints={deps.endpoints} view={from} look="button">
          {BACK[from]}
        </Show>
      </p>
    );
  }
  return (
    <form>
      <label>
        URN, review or school{' '}
        <input name="school" size={30} maxLength={100} defaultValue={request.typed.school ?? ''} />
      </label>
      <Show endpoints={deps.endpoints} view="review" where={{ find: true }} look="main">
        Find
      </Show>
    </form>
  );
}

async function one(about: string, request: ViewRequest, deps: ViewDeps): Promise<ReactNode> {
  const { store } = deps;
  const host = hostOf(about);
  const [whole, colleagues, audit, mails, member] = await Promise.all([
    isReview(about) ? store.wholeReview(about) : undefined,
    store.peopleOfMember(host),
    latestAudit(store, about, AUDIT_SHOWN),
    mailsAbout(store, about, MAILS_SHOWN),
    store.member(host),
  ]);
  const decisions = whole?.decisions ?? (await store.decisionsAbout(about));
  if (!whole && decisions.length === 0 && audit.length === 0) {
    return <p>{`There is no review ‘${about}’. Its name looks like ${EXAMPLE_REVIEW}.`}</p>;
  }
  const [names, reach] = await Promise.all([
    namesOf(store, idsIn(whole, decisions, audit, mails)),
    reachOf(
      store,
      decisions.flatMap(({ status, person }) => (status === 'open' ? [person] : [])),
    ),
  ]);
  const hub = member?.hub === undefined ? undefined : await store.hub(member.hub);
  const [holders, memberships] = await Promise.all([
    store.people([member?.head, hub?.manager].flatMap((id) => id ?? [])),
    member ? membershipsOf(member, request.at, store) : [],
  ]);
  const common = { decisions, names, reach, request, deps };
  return (
    <>
      {whole ? (
        <>
          <WhereItStands review={whole.review} hub={hub} request={request} deps={deps} />
          <Offers offers={offersOn(ON_WRITTEN, { review: whole.review, at: request.at })} row="written" deps={deps} />
        </>
      ) : (
        <Subscription about={about} decisions={decisions} />
      )}
      <OpenQuestions {...common} colleagues={colleagues} {...(whole && { review: whole.review })} />
      {member && <Offices member={member} hub={hub} people={colleagues} holders={holders} deps={deps} />}
      <Memberships states={memberships} deps={deps} />
      <PeopleToLookAt people={colleagues} deps={deps} />
      <PersonalData people={colleagues} whole={whole} deps={deps} />
      {whole && <Team whole={whole} names={names} request={request} deps={deps} />}
      {whole && <ReviewCommands review={whole.review} request={request} deps={deps} />}
      <EarlierQuestions {...common} />
      <Mails mails={mails} names={names} />
      <Audit entries={audit} names={names} />
    </>
  );
}

function Subscription({ about, decisions }: { readonly about: string; readonly decisions: readonly Decision[] }) {
  const [, year = ''] = about.split('-');
  return (
    <h2>
      {decisions[0]?.hostName ?? hostOf(about)} ({hostOf(about)}): subscription for {titleByName(year)}
    </h2>
  );
}

/** Everybody whose name is shown. */
function idsIn(
  whole: WholeReview | undefined,
  decisions: readonly Decision[],
  audit: readonly AuditEntry[],
  mails: readonly Message[],
): readonly string[] {
  return [
    ...(whole?.seats ?? []).flatMap(({ person }) => person ?? []),
    ...decisions.map(({ person }) => person),
    ...audit.map(({ who }) => who).filter((who) => who !== 'workflow'),
    ...mails.map(({ person }) => person),
  ];
}
