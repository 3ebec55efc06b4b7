import { beforeEach, describe, expect, it } from 'vitest';
import { toldInMorning } from '../../lambdas/app/told-in-morning.ts';
import { dailyRound } from '../../lambdas/daily-round/daily-round.ts';
import type { DailyRoundDeps } from '../../lambdas/daily-round/daily-round-deps.ts';
import { tagValue } from '../../lambdas/mail/message-tags.ts';
import { mailEventSchema } from '../../lambdas/mail/record-mail-event.ts';
import { ask } from '../../lambdas/questions/ask.ts';
import { endMail, type NoMailDeps } from '../../lambdas/questions/no-mail.ts';
import type { BoundQuestion, Question } from '../../lambdas/questions/question.ts';
import { addresseeOf } from '../../lambdas/questions/review-context.ts';
import { useStore } from '../support/store.ts';
import { ABOUT, asked, type FakeDeps, fakeDeps, lunchQuestion, MONDAY_TEN, writeReview } from './fixture.ts';

const fresh = useStore();
const ID = 'agree-lunch.1.1';
const BOUNCED_AT = '2026-06-01T09:00:07.000Z';
let deps: FakeDeps & NoMailDeps;
let question: Question;
let changes: Partial<BoundQuestion>;

const put = (person: string, more: object = {}) =>
  fresh.store.entities.person
    .put({ person, name: `Name of ${person}`, email: `${person}@oak.example`, member: '900001', ...more })
    .go();

beforeEach(async () => {
  changes = {};
  const plain = lunchQuestion(fresh.store);
  question = {
    ...plain,
    async bind(one, at) {
      const known = await fresh.store.decision(one.about, `agree-lunch.1.${one.round}`);
      const person = await fresh.store.needPerson(known?.person ?? 'head-1');
      return { ...(await plain.bind(one, at)), addressee: addresseeOf(person, 'host'), ...changes };
    },
  };
  deps = Object.assign(fakeDeps(fresh.store), { catalogue: () => question });
  await writeReview(fresh.store);
  await fresh.store.entities.member
    .put({ member: '900001', kind: 'school', name: 'Oak Primary School', standing: 'member', head: 'head-1' })
    .go();
  await put('head-1');
});

function event(eventType: string, details: object, more: { message?: string; to?: string; time?: string } = {}) {
  const { message = `${ID}.asked.${MONDAY_TEN}`, to = 'head-1@oak.example', time = BOUNCED_AT } = more;
  return mailEventSchema.parse({
    time,
    detail: {
      eventType,
      mail: { messageId: 'ses-1', destination: [to], tags: { about: [tagValue(ABOUT)], message: [tagValue(message)] } },
      ...details,
    },
  });
}
const permanent = { bounce: { bounceType: 'Permanent', bounceSubType: 'General' } };
const bounced = (more = {}) => event('Bounce', permanent, more);

const row = () => fresh.store.decision(ABOUT, ID);
const head = () => fresh.store.needPerson('head-1');
const toCentral = () => deps.mails.filter(({ to }) => to === 'team@charity.example');

describe('a mail that comes back for good', () => {
  beforeEach(async () => {
    await put('deputy', { jobTitle: 'Deputy head' });
    await ask(question, asked(), 'token-1', deps);
  });

  it('ends the mails to its address, and asks the next contact', async () => {
    await endMail(bounced(), deps);
    expect(await head()).toMatchObject({ mail: 'bounces', mailSince: BOUNCED_AT });
    expect(await row()).toMatchObject({
      status: 'open',
      person: 'deputy',
      openFor: 'deputy',
      token: 'token-1',
      mails: 1,
      mailedOn: '2026-06-01',
    });
    expect((await row())?.schedule).not.toContainEqual(expect.objectContaining({ act: 'first-mail' }));
    const [mail] = deps.mails.filter(({ to }) => to === 'deputy@oak.example');
    expect(mail?.content).toMatchObject({
      by: 'Friday 12 June 2026',
      ifNothing: 'If you do nothing, there is no lunch.',
    });
    expect(mail?.content.subject).toBe('Please say whether there is lunch: QAR at Hill View Primary School');
    expect(mail?.content.whyYou).toContain('our mail does not reach Name of head-1');
    expect((await fresh.store.audit(ABOUT)).at(-1)).toMatchObject({
      entry: `${ID}.passed-on.deputy`,
      who: 'workflow',
      what: 'passed on the question, since no mail reaches head-1',
    });
  });

  it('is told to the central team in one mail, with the person and the school', async () => {
    await ask(question, asked({ round: 2, at: '2026-06-02T20:00:00.000Z' }), 'token-2', deps);
    await endMail(bounced(), deps);
    const [mail, ...others] = toCentral();
    expect(others).toEqual([]);
    expect(mail?.content.subject).toBe('Mail to Name of head-1 comes back: Oak Primary School');
    expect(mail?.content.facts).toContainEqual({ label: 'Works at', value: 'Oak Primary School' });
    expect(mail?.content.items?.map(({ text }) => text)).toEqual([
      'Hill View Primary School, “Is there lunch?”: asked of Name of deputy now',
      'Hill View Primary School, “Is there lunch?”: asked of Name of deputy now',
    ]);
  });

  it('asks the next contact though the question is bound to the person as they were before', async () => {
    const stale = addresseeOf({ ...(await head()) }, 'host');
    changes = { addressee: stale };
    await endMail(bounced(), deps);
    expect(await row()).toMatchObject({ person: 'deputy', mails: 1 });
    expect(deps.mails.filter(({ to }) => to === 'head-1@oak.example')).toHaveLength(1);
  });

  it('changes nothing when its event comes twice, or that of another mail to the same address', async () => {
    await endMail(bounced(), deps);
    const [before, mails] = [await row(), deps.mails.length];
    await endMail(bounced(), deps);
    await fresh.store.entities.message
      .put({ about: ABOUT, message: 'other', kind: 'k', person: 'head-1', status: 'sent', at: MONDAY_TEN })
      .go();
    await endMail(bounced({ message: 'other', time: '2026-06-02T09:00:00Z' }), deps);
    expect(await row()).toEqual(before);
    expect(await head()).toMatchObject({ mailSince: BOUNCED_AT });
    // The fake mailer keeps each call; the real one sends each id once.
    expect(new Set(deps.mails.map(({ message }) => message)).size).toBe(mails);
  });

  it('is left alone when the address was corrected meanwhile', async () => {
    await put('head-1', { email: 'new@oak.example' });
    await endMail(bounced(), deps);
    expect(await head()).not.toHaveProperty('mail');
    expect(await row()).toMatchObject({ person: 'head-1' });
    expect(toCentral()).toEqual([]);
  });

  it('has the next contact mailed by the morning round when that attempt broke off', async () => {
    const { mailer } = deps;
    const broken = {
      ...deps,
      mailer: {
        ...mailer,
        sendContent: async (...args: Parameters<typeof mailer.sendContent>) => {
          if (args[1].kind === 'question') throw new Error('SES is away');
          await mailer.sendContent(...args);
        },
      },
    };
    await expect(endMail(bounced(), broken)).rejects.toThrow('SES is away');
    expect(await row()).toMatchObject({ person: 'deputy' });
    const unsent = await fresh.store.unsentMessages('2026-06-02T00:00:00.000Z');
    expect(unsent.map(({ kind, person }) => [kind, person])).toEqual([['question', 'deputy']]);
    const round: DailyRoundDeps = Object.assign(deps, {
      toldInMorning,
      startReview: async () => {},
      startFollowUp: async () => {},
      startAdmission: async () => {},
      endMembership: async () => {},
      finishMove: async () => {},
      finishQuestions: async () => {},
      carryOutLeaving: async () => {},
      startTermPlan: async () => {},
      tellFindings: () => {},
    });
    await dailyRound({ at: '2026-06-02T06:30:00.000Z' }, round);
    const [mail] = deps.mails.filter(({ to }) => to === 'deputy@oak.example');
    expect(mail?.content.subject).toBe('Please say whether there is lunch: QAR at Hill View Primary School');
    expect(await row()).toMatchObject({ mails: 1 });
  });

  it('leaves the mail to the morning when it comes at night', async () => {
    await endMail(bounced({ time: '2026-06-01T21:00:00Z' }), deps);
    expect(await row()).toMatchObject({ person: 'deputy', mails: 0, nextActionAt: '2026-06-01T21:00:00.000Z' });
    expect(deps.mails.filter(({ to }) => to === 'deputy@oak.example')).toEqual([]);
  });
});

describe('where nobody else can answer', () => {
  it('the question stays open for the central team, who reads that there is nobody', async () => {
    await fresh.store.entities.person.patch({ person: 'head-1' }).set({ telephone: '01632 960123' }).go();
    await ask(question, asked(), 'token-1', deps);
    await endMail(bounced(), deps);
    expect(await row()).toMatchObject({ status: 'open', person: 'head-1' });
    expect(toCentral()[0]?.content.items?.[0]?.text).toBe(
      'Hill View Primary School, “Is there lunch?”: there is nobody else to ask, so please telephone the head on 01632 960123',
    );
  });

  it('an invitation counts as unanswered, and its workflow asks the next person', async () => {
    changes = { unreachableIsSilence: true };
    await ask(question, asked(), 'token-1', deps);
    await endMail(bounced(), deps);
    expect(await row()).toMatchObject({ status: 'expired' });
    expect(deps.delivered).toEqual([{ token: 'token-1', outcome: { outcome: 'no-lunch' } }]);
  });

  it('a link that only stands ready is nobody else’s', async () => {
    changes = { standing: true };
    await put('deputy');
    await ask(question, asked(), undefined, deps);
    await endMail(bounced(), deps);
    expect(await row()).toMatchObject({ status: 'open', person: 'head-1' });
    expect(toCentral()[0]?.content.items).toEqual([]);
  });
});

describe('other events', () => {
  beforeEach(async () => {
    await put('deputy');
    await ask(question, asked(), 'token-1', deps);
  });

  it('a complaint ends the mails as well', async () => {
    await endMail(event('Complaint', { complaint: { complaintFeedbackType: 'abuse' } }), deps);
    expect(await head()).toMatchObject({ mail: 'complained' });
    expect(await row()).toMatchObject({ person: 'deputy' });
    expect(toCentral()[0]?.content.firstLine).toContain('has marked our mail as unwanted');
  });

  it.each([
    ['a full mailbox', event('Bounce', { bounce: { bounceType: 'Transient', bounceSubType: 'MailboxFull' } })],
    ['a bounce of no known kind', event('Bounce', { bounce: { bounceType: 'Undetermined', bounceSubType: 'X' } })],
    ['a delay', event('DeliveryDelay', { deliveryDelay: { delayType: 'MailboxFull' } })],
    ['a reader who says that it is no spam', event('Complaint', { complaint: { complaintFeedbackType: 'not-spam' } })],
    ['a mail that SES itself rejects', event('Reject', { reject: { reason: 'Bad content' } })],
    ['a delivery', event('Delivery', { delivery: {} })],
    ['a mail that nobody knows', bounced({ message: 'never-sent' })],
  ])('%s changes nothing', async (_, one) => {
    await endMail(one, deps);
    expect(await head()).not.toHaveProperty('mail');
    expect(await row()).toMatchObject({ person: 'head-1' });
    expect(toCentral()).toEqual([]);
  });
});
