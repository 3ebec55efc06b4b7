/** What each link shows and does by the office that its person holds today: the whole table, by real pages of one review. */
import { load } from 'cheerio';
import { beforeEach, describe, expect, it } from 'vitest';
import { catalogue } from '../../lambdas/app/catalogue.ts';
import { ownPageOf } from '../../lambdas/app/own/own-page.ts';
import { takeNote } from '../../lambdas/app/own/take-note.tsx';
import { holdsNoOfficePage, opensNothing } from '../../lambdas/portal/holds-no-office-page.tsx';
import type { HostAccount } from '../../lambdas/portal/host-account.ts';
import { moreTimeOffer } from '../../lambdas/portal/more-time.ts';
import { questionPage, settledPage } from '../../lambdas/portal/question-page.tsx';
import { readingPage } from '../../lambdas/portal/reading-page.tsx';
import { reviewPage } from '../../lambdas/portal/review-page.tsx';
import { takeForm } from '../../lambdas/portal/take-form.ts';
import { printedAnswer } from '../../lambdas/portal/what-was-sent.tsx';
import { mayHandOver } from '../../lambdas/questions/hand-over.ts';
import { hashOfLink, newLink } from '../../lambdas/questions/links.ts';
import type { Standing } from '../../lambdas/questions/offices.ts';
import { type OpenedLink, openLink } from '../../lambdas/questions/open-link.ts';
import type { Role } from '../../lambdas/questions/question.ts';
import { rightsOf, THINGS, type Thing, WHO_SEES_WHAT } from '../../lambdas/questions/who-sees-what.ts';
import type { ReviewAtHand, StageName } from '../../lambdas/store/store.ts';
import { withTeam } from '../../lambdas/store/whole-review.ts';
import { agreedReview } from '../publication/final.ts';
import { asking, type World } from '../report/written-review.ts';
import { putSettings } from '../support/settings.ts';
import { useStore } from '../support/store.ts';

const fresh = useStore();
const site = { charityName: 'The Lanterns', helpAddress: 'help@lanterns.example', urgentTelephone: '01632 960100' };
const ASKED = '2027-02-10T10:00:00.000Z';
const NOW = '2027-02-11T11:00:00.000Z';
const account: HostAccount = { year: '2026 to 2027', owed: '3', given: '1', leader: 'head', places: [] };
/** Words of the final report that stand nowhere else. */
/** Words of a reviewer's note for the lead that stand nowhere else. */
const NOTED = 'The lunch queue was quiet and kind';
const OF_REPORT = 'Middle leaders looked at work across years';

let world: World;
beforeEach(async () => {
  world = await agreedReview(fresh.store);
  await putSettings(fresh.store);
});

interface Given {
  readonly question: string;
  readonly person: string;
  readonly role: Role;
  readonly status?: 'open' | 'answered';
  readonly standsIn?: boolean | undefined;
  readonly subject?: string;
}

const ANSWERS: Readonly<Record<string, object>> = {
  'choose-audience': { audience: 'private', address: '' },
  'change-publication': { audience: 'private', address: '' },
  invite: { accepts: true, conflict: false },
  'confirm-attendance': { comes: true },
  survey: { scale: {}, best: 'The talks', better: '' },
};

/** What is kept of an answer; of a report the hash of its text. */
const answerTo = async (question: string): Promise<object> => {
  if (!['draft-report', 'settle-report'].includes(question)) return ANSWERS[question] ?? {};
  const { versions } = await fresh.store.needWholeReview(world.about);
  return { hash: versions.at(-1)?.hash };
};

/** A question as somebody was asked it, and a link to it that was mailed to them. */
async function linkTo({ question, person, role, status = 'open', standsIn, subject }: Given): Promise<string> {
  const { secret, hash } = newLink();
  const { expiresAt } = asking(world, catalogue(question));
  const decision = [question, 1, 1, ...(subject === undefined ? [] : [subject])].join('.');
  const { entities } = fresh.store;
  await entities.decision
    .put({
      ...{ about: world.about, decision, question, turn: 1, round: 1, person, role, status, mails: 1, schedule: [] },
      ...{ hostName: 'Hill View Primary School', askedAt: ASKED, dueAt: expiresAt, expiresAt, nextActionAt: expiresAt },
      ...(subject !== undefined && { subject }),
      ...(standsIn !== undefined && { standsIn }),
      ...(status === 'open' && { queue: 'open', openFor: person }),
      ...(status === 'answered' && {
        ...{ answer: await answerTo(question), answeredAt: ASKED, answeredBy: { person, role } },
      }),
    })
    .go();
  await entities.decisionLink.put({ hash, about: world.about, decision, person, role, madeAt: ASKED }).go();
  return secret;
}

async function open(secret: string): Promise<OpenedLink> {
  const opened = await openLink(secret, world.deps, catalogue, NOW);
  if (!opened) throw new Error('The link opens nothing.');
  return opened;
}

const text = (html: string): string => load(html)('main').text().replaceAll(/\s+/g, ' ');

/** What the page of a link shows, as show-page.tsx chooses it. */
const shown = (opened: OpenedLink): string => {
  if (opensNothing(opened)) return text(holdsNoOfficePage(opened, site));
  const { decision } = opened;
  return text(
    decision.status === 'open' ? questionPage(opened, site, { at: NOW }) : settledPage(opened, decision, site),
  );
};

const send = (opened: OpenedLink, fields: Readonly<Record<string, string>>) =>
  takeForm(opened, fields, NOW, { ...world.deps, catalogue }, site);

const patchMember = (changes: object) => fresh.store.entities.member.patch({ member: '100183' }).set(changes).go();
const patchReview = (changes: object) =>
  fresh.store.entities.review.patch({ about: world.about }).set(changes).composite({ startsOn: '2026-07-13' }).go();
const isAt = (stage: StageName) => patchReview({ stage });

async function deputy(): Promise<void> {
  await fresh.store.entities.person
    .put({ person: 'deputy', name: 'Sample deputy', email: 'deputy@example.org', member: '100183' })
    .go();
}

const ATTENDANCE = { question: 'confirm-attendance' } as const;

/** A question that each standing can be asked while its link is open, and one that is settled. */
const ASKED_OF: Readonly<Record<Standing, Given>> = {
  'central-team': { question: 'settle-report', person: 'central-team', role: 'central-team' },
  host: { question: 'choose-audience', person: 'head', role: 'host', standsIn: false },
  colleague: { question: 'choose-audience', person: 'deputy', role: 'host', standsIn: true },
  'hub-manager': { question: 'receive-report', person: 'manager', role: 'hub-manager', standsIn: false },
  leads: { question: 'draft-report', person: 'lead', role: 'lead', standsIn: false },
  'in-team': { ...ATTENDANCE, person: 'reviewer-1', role: 'reviewer', standsIn: false, subject: 'reviewer-1' },
  'asked-for-lead': { question: 'draft-report', person: 'reviewer-9', role: 'lead', standsIn: true },
  invited: { question: 'invite', person: 'invitee', role: 'reviewer', standsIn: false, subject: 'seat-3' },
  oneself: { question: 'survey', person: 'gone', role: 'reviewer', standsIn: false, subject: 'gone' },
  nobody: { question: 'choose-audience', person: 'former', role: 'host', standsIn: false },
};

const NO_WORD_OF_THE_REVIEW = /Sample|Middle leaders|January|audience|who may see/i;

/** Whether a link does something, found out by doing it. */
const TRIED: Readonly<Record<Thing, (of: Given) => Promise<boolean>>> = {
  question: async (of) => shown(await open(await linkTo(of))).includes('Hill View') && !(await isClosed(of)),
  settled: async (of) => !opensNothing(await open(await linkTo({ ...of, status: 'answered' }))),
  sent: async (of) => {
    const settled = await open(await linkTo({ ...of, status: 'answered' }));
    const isPrinted = printedAnswer(settled, site) !== undefined;
    expect(shown(settled).includes('What was sent')).toBe(isPrinted);
    return isPrinted;
  },
  report: async (of) => {
    const settled = await open(await linkTo({ ...of, question: reportOf(of), status: 'answered' }));
    const isPdf = settled.bound.document !== undefined;
    if (isPdf) expect(shown(settled)).toMatch(reportOf(of) === 'choose-audience' ? /You chose/ : OF_REPORT);
    // Whoever wrote the text reads that they did; the final report is more, and has its PDF.
    else expect(shown(settled).split('What was sent')[0]).not.toContain(OF_REPORT);
    return isPdf;
  },
  draft: async (of) => {
    const opened = await open(await linkTo(of));
    const own = ownPageOf(`draft.${world.about}`, opened);
    if (own === undefined || own === 'not-shown') return false;
    const read = await own.page.show(own.of, opened.link as { person: string; role: Role }, world.deps, NOW);
    const html = read && text(readingPage(site, read));
    if (html !== undefined) expect(html).toContain(OF_REPORT);
    return html !== undefined;
  },
  dates: async (of) => (await page(await open(await linkTo(of)))).includes('Tuesday 12 to Thursday 14 January 2027'),
  team: async (of) => (await page(await open(await linkTo(of)))).includes('Sample reviewer-1'),
  plan: async (of) => (await page(await open(await linkTo(of)))).includes('Day by day'),
  account: async (of) => (await page(await open(await linkTo(of)))).includes('placements in 2026 to 2027'),
  note: async (of) => {
    const secret = await linkTo(of);
    const link = await fresh.store.link(hashOfLink(secret) ?? '');
    const fields = { step: 'keep-note', 'note-of': world.about, 'note-seen': '', note: 'Reading was calm.' };
    const response = await takeNote({ fields, link }, NOW, world.deps, site);
    const kept = (await fresh.store.teamNote(world.about, of.person))?.text === 'Reading was calm.';
    expect(response?.statusCode).toBe(kept ? 200 : 404);
    return kept;
  },
  notes: async (of) => {
    const note = { about: world.about, person: 'reviewer-2', turn: 1, text: NOTED, writtenAt: ASKED };
    await fresh.store.entities.teamNote.put({ ...note, expiresAtSeconds: 9 }).go();
    const opened = await open(await linkTo(of));
    const own = ownPageOf(`note.${world.about}`, opened);
    const page = own === undefined || own === 'not-shown' ? undefined : own.page;
    const read = await page?.show(world.about, opened.link as { person: string; role: Role }, world.deps, NOW);
    const isRead = read !== undefined && text(readingPage(site, read)).includes(NOTED);
    expect(shown(opened).includes(NOTED)).toBe(isRead);
    const whole = await reviewOf(opened);
    expect(whole && reviewPage(whole, opened.may, site, { account })).not.toContain(NOTED);
    return isRead;
  },
  answer: async (of) => (await open(await linkTo(of))).decides,
  'hand-over': async (of) => mayHandOver(await open(await linkTo(of))),
  // Of what a reviewer is asked the survey alone has time to give.
  'more-time': async (of) => {
    const asked = of.question === ATTENDANCE.question ? { ...of, question: 'survey' } : of;
    return moreTimeOffer(await open(await linkTo(asked)), NOW) !== undefined;
  },
};

/** Of a colleague and a head the settled choice of the audience; each other's link is tried on the report that it would have. */
const reportOf = ({ role, question }: Given): string => {
  if (role === 'hub-manager') return 'receive-report';
  return role === 'host' ? 'choose-audience' : question;
};
const isClosed = async (of: Given): Promise<boolean> => opensNothing(await open(await linkTo(of)));

/** The review as the portal shows it: the team is read with it where the question was worked out without. */
const reviewOf = async ({ whole }: OpenedLink): Promise<ReviewAtHand | undefined> =>
  whole && (withTeam(whole) ?? fresh.store.reviewAtHand(world.about));

async function page(opened: OpenedLink): Promise<string> {
  const whole = await reviewOf(opened);
  return whole && !opensNothing(opened) ? text(reviewPage(whole, opened.may, site, { account })) : '';
}

describe.each(Object.keys(WHO_SEES_WHAT) as Standing[])('somebody who is ‘%s’ of a review', (standing) => {
  beforeEach(async () => {
    await deputy();
    for (const person of ['reviewer-9', 'invitee', 'gone', 'former']) {
      await fresh.store.entities.person
        .put({ person, name: `Sample ${person}`, email: `${person}@example.org`, member: '100183' })
        .go();
    }
    await fresh.store.entities.placement
      .put({
        ...{
          about: world.about,
          turn: 1,
          seat: 'seat-3',
          person: 'invitee',
          personName: 'Sample invitee',
          kind: 'reviewer',
        },
        ...{
          status: 'invited',
          organisation: '100400',
          host: '100183',
          year: '2026',
          day1: '2027-01-12',
          invitedAt: ASKED,
        },
      })
      .go();
  });

  describe.each([
    { until: 'its report is final', stage: 'report' as const, isFinal: false },
    { until: 'afterwards', stage: 'feedback' as const, isFinal: true },
  ])('until $until', ({ stage, isFinal }) => {
    it.each(THINGS.map((thing) => ({ thing, cell: WHO_SEES_WHAT[standing][thing] })))(
      '$thing: $cell',
      async ({ thing, cell }) => {
        await isAt(stage);
        const expected = cell === 'yes' || (cell === 'until-final' && !isFinal);
        const has = await TRIED[thing](ASKED_OF[standing]);
        // The questions of the central team and the lead have no report of their own to show; the table allows the first.
        if (thing === 'report' && standing === 'central-team') {
          expect((await open(await linkTo(ASKED_OF[standing]))).may.report).toBe(true);
        } else if (thing === 'sent' && standing === 'hub-manager') {
          // It is asked for no more than that it has read the report.
          expect((await open(await linkTo(ASKED_OF[standing]))).may.sent).toBe(true);
        } else if (thing === 'sent' && standing === 'in-team') {
          // All that a reviewer is asked is about themselves, which they always read back; the table speaks of anything else.
          expect(has).toBe(true);
          expect(rightsOf(standing, await fresh.store.reviewAtHand(world.about)).sent).toBe(expected);
        } else expect(has).toBe(expected);
      },
    );
  });
});

describe.each(['agree-findings', 'information-form'])(
  'a link to ‘%s’, which is worked out from the review without its team',
  (question) => {
    beforeEach(async () => {
      await deputy();
      const former = { person: 'former', name: 'Sample former', email: 'former@example.org' };
      await fresh.store.entities.person.put(former).go();
    });

    it.each(
      (['host', 'colleague', 'nobody'] as const).flatMap((standing) => THINGS.map((thing) => ({ standing, thing }))),
    )('shows and does for ‘$standing’ what another does: $thing', async ({ standing, thing }) => {
      const of = { ...ASKED_OF[standing], question };
      await isAt('report');
      const opened = await open(await linkTo(of));
      expect(opened.may).toEqual(rightsOf(standing, await fresh.store.reviewAtHand(world.about)));
      expect(opened.may).toEqual((await open(await linkTo(ASKED_OF[standing]))).may);
      // Neither has a report of its own; how long each stays open is for its clock to say.
      if (!['report', 'sent', 'more-time'].includes(thing)) expect(await TRIED[thing](of)).toBe(opened.may[thing]);
    });
  },
);

/** Everybody whose office passes on, and how. */
const PASSED: readonly {
  readonly who: string;
  readonly given: Given;
  readonly passes: () => Promise<unknown>;
  readonly office: string;
}[] = [
  {
    who: 'a former head',
    given: ASKED_OF.host,
    passes: () => patchMember({ head: 'deputy' }),
    office: 'the head of Hill View Primary School',
  },
  {
    who: 'a former head with the link by which the audience is changed',
    given: { ...ASKED_OF.host, question: 'change-publication' },
    passes: () => patchMember({ head: 'deputy' }),
    office: 'the head of Hill View Primary School',
  },
  {
    who: 'a former head of whom an earlier release asked it',
    given: { ...ASKED_OF.host, question: 'change-publication', standsIn: undefined },
    passes: () => patchMember({ head: 'deputy' }),
    office: 'the head of Hill View Primary School',
  },
  {
    who: 'a head who has left',
    given: ASKED_OF.host,
    passes: () => fresh.store.entities.person.patch({ person: 'head' }).set({ left: true }).go(),
    office: 'the head of Hill View Primary School',
  },
  {
    who: 'a colleague who works elsewhere now',
    given: ASKED_OF.colleague,
    passes: () => fresh.store.entities.person.patch({ person: 'deputy' }).set({ member: '100999' }).go(),
    office: 'whoever answers for Hill View Primary School',
  },
  {
    who: 'a former hub manager',
    given: ASKED_OF['hub-manager'],
    passes: () => fresh.store.entities.hub.patch({ hub: 'hub-1' }).set({ manager: 'deputy' }).go(),
    office: 'the hub manager of Hill View Primary School',
  },
  {
    who: 'a former senior partner who was asked for the manager',
    given: { ...ASKED_OF['hub-manager'], person: 'reviewer-2', standsIn: true },
    passes: async () => undefined,
    office: 'the hub manager of Hill View Primary School',
  },
  {
    who: 'a lead reviewer who was replaced',
    given: ASKED_OF.leads,
    passes: () => fresh.store.entities.seat.patch({ about: world.about, seat: 'lead' }).set({ person: 'deputy' }).go(),
    office: 'the lead reviewer of the QAR at Hill View Primary School',
  },
];

describe.each(PASSED)('$who', ({ given, passes, office }) => {
  beforeEach(deputy);

  it.each(['open', 'answered'] as const)(
    'sees that it has passed on and no more, of a question that is %s',
    async (status) => {
      const secret = await linkTo({ ...given, status });
      await passes();
      const opened = await open(secret);
      expect(opensNothing(opened)).toBe(true);
      const html = holdsNoOfficePage(opened, site);
      expect(text(html)).toContain(`This link is for ${office}`);
      expect(text(html)).toContain('help@lanterns.example');
      expect(text(html)).not.toMatch(NO_WORD_OF_THE_REVIEW);
      expect(load(html)('form, input, button')).toHaveLength(0);
      expect(opened.bound).not.toHaveProperty('document');
      expect(opened.bound).not.toHaveProperty('reading');
    },
  );

  it('can do nothing, and keeps what they wrote', async () => {
    const secret = await linkTo(given);
    await passes();
    const before = [await fresh.store.needReview(world.about), await fresh.store.wholeReview(world.about)];
    const sent = { audience: 'public', address: '', step: 'send', reason: 'We are proud\nof it' };
    const also = [{ step: 'more-time' }, { step: 'surely-not-me' }, { step: 'fresh-links' }, { 'hand-over': 'yes' }];
    const mails = world.mails.length;
    for (const fields of [sent, ...also]) {
      const response = await send(await open(secret), fields);
      expect(response.statusCode).toBe(403);
      expect(text(response.body ?? '')).toContain(office);
    }
    expect(text((await send(await open(secret), sent)).body ?? '')).toContain('We are proud');
    expect([await fresh.store.needReview(world.about), await fresh.store.wholeReview(world.about)]).toEqual(before);
    expect(world.mails).toHaveLength(mails);
  });
});

it('a question of an earlier release that a deputy was given goes on, and shows no report once it is settled', async () => {
  await deputy();
  const given = { ...ASKED_OF.colleague, standsIn: undefined };
  expect((await open(await linkTo(given))).decides).toBe(true);
  expect(opensNothing(await open(await linkTo({ ...given, status: 'answered' })))).toBe(true);
});
