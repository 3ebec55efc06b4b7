/** What else happens while somebody is erased, and after: nothing of it brings them back. */
import { beforeEach, describe, expect, it } from 'vitest';
import { dailyRound } from '../../lambdas/daily-round/daily-round.ts';
import { tagValue } from '../../lambdas/mail/message-tags.ts';
import { mailEventSchema, recordMailEvent } from '../../lambdas/mail/record-mail-event.ts';
import { readGias } from '../../lambdas/members/gias.ts';
import { carryOut, importMembers, prepareImport } from '../../lambdas/members/import-members.ts';
import { everythingOn } from '../../lambdas/privacy/held-data.ts';
import { keepFormerMember } from '../../lambdas/questions/keep-former-member.ts';
import { endMail } from '../../lambdas/questions/no-mail.ts';
import { hubsLeft, OfficeChanges } from '../../lambdas/questions/office-changes.ts';
import { peopleBack } from '../../lambdas/subscription/ended-people.ts';
import { useSteering } from '../commands/fixture.ts';
import { roundOver } from '../daily-round/daily-round-deps.ts';
import { register } from '../members/register.ts';
import { lunchQuestion } from '../questions/fixture.ts';
import { overtakeWrite } from '../support/overtaken.ts';
import { rowsIn } from '../support/rows.ts';
import { ANN, EMAIL, FORMER, MEMBER, NAME, OWN, REVIEW, remember, WORDS } from './remembered.ts';

const steering = useSteering();
const { fresh } = steering;
const AT = '2027-09-06T09:00:00.000Z';
const NEXT = ['2027-09-07T06:30:00.000Z', '2027-09-08T06:30:00.000Z', '2027-09-09T06:30:00.000Z'] as const;

beforeEach(() => remember(fresh.store));

const erase = (at = AT) => steering.steer({ act: 'erase-person', about: ANN, reason: 'Asked in writing', at });
const round = (at: string) => dailyRound({ at }, roundOver(lunchQuestion(fresh.store), fresh.store).deps);
const person = () => fresh.store.needPerson(ANN);
const SECRETS = [NAME, FORMER, EMAIL, 'Quillfeather', ...WORDS];

async function leftOf(texts: readonly string[]): Promise<readonly string[]> {
  const rows = await rowsIn(fresh.store);
  return texts.flatMap((text) =>
    rows
      .filter((row) => JSON.stringify(row).toLowerCase().includes(text.toLowerCase()))
      .map(({ pk, sk }) => `${text}: ${pk} ${sk}`),
  );
}

describe('a school that has left the hub', () => {
  const LEFT = '900900';
  const s = (S: string) => ({ S });
  const moved = (from: string | undefined, to: string | undefined) =>
    OfficeChanges.parse({
      Records: [
        {
          dynamodb: {
            ApproximateCreationDateTime: 1,
            OldImage: { member: s(LEFT), ...(from && { hub: s(from) }) },
            NewImage: { member: s(LEFT), ...(to && { hub: s(to) }) },
          },
        },
      ],
    });

  it('is told from other changes of a member’s row', () => {
    expect(hubsLeft(moved('hub-west', 'hub-east'))).toEqual([{ hub: 'hub-west', member: LEFT }]);
    expect(hubsLeft(moved('hub-west', undefined))).toEqual([{ hub: 'hub-west', member: LEFT }]);
    expect(hubsLeft(moved('hub-west', 'hub-west'))).toEqual([]);
    expect(hubsLeft(moved(undefined, 'hub-west'))).toEqual([]);
    const hub = { hub: s('hub-west'), manager: s('one') };
    const ofHub = { ApproximateCreationDateTime: 1, OldImage: hub, NewImage: { ...hub, manager: s('two') } };
    expect(hubsLeft(OfficeChanges.parse({ Records: [{ dynamodb: ofHub }] }))).toEqual([]);
  });

  it('is kept with the hub once, whoever else writes its row, and leads its former manager to what stands with the school', async () => {
    const { entities } = fresh.store;
    const about = `qar-2024-${LEFT}`;
    await entities.hub.put({ hub: 'hub-west', name: 'West' }).go();
    await entities.member.put({ member: LEFT, kind: 'school', name: 'Ash', standing: 'member', hub: 'hub-east' }).go();
    await entities.review
      .put({
        ...{ about, programme: 'QAR', year: '2024', settingsVersion: '001', host: LEFT, hostKind: 'school' },
        ...{ hostName: 'Ash', stage: 'closed', status: 'published', week: '2025-01-13', startsOn: '2024-07-15' },
        ...{ turn: 1, executions: 1, hub: 'hub-west' },
      })
      .go();
    await entities.auditEntry
      .put({ about, at: AT, entry: 'a', who: ANN, role: 'hub-manager', what: 'x', reason: `I wrote this, ${NAME}` })
      .go();
    await entities.person
      .patch({ person: ANN })
      .set({ formerly: ['hub-west'] })
      .go();
    const [left] = hubsLeft(moved('hub-west', 'hub-east'));
    if (!left) throw new Error('It has not left.');

    overtakeWrite(fresh.store, () =>
      entities.hub
        .patch({ hub: 'hub-west' })
        .set({ formerMembers: ['900901'] })
        .go(),
    );
    await expect(keepFormerMember(left, fresh.store)).rejects.toThrow('changed while 900900 left it');
    for (let time = 1; time <= 2; time += 1) await keepFormerMember(left, fresh.store);
    expect((await fresh.store.hub('hub-west'))?.formerMembers).toEqual(['900901', LEFT]);
    await keepFormerMember({ hub: 'hub-gone', member: LEFT }, fresh.store);
    expect(await fresh.store.hub('hub-gone')).toBeUndefined();

    expect(JSON.stringify(await everythingOn(ANN, fresh.store))).toContain('I wrote this');
    await erase();
    for (const at of NEXT) await round(at);
    expect(await leftOf([...SECRETS, 'I wrote this'])).toEqual([]);
  });
});

describe('what Amazon tells of a mail to somebody who is erased', () => {
  const MAILS = ['joined.person-0107', 'told.central-team', 'pack.person-0107'];
  const details = {
    Send: { send: {} },
    Delivery: { delivery: { recipients: [EMAIL] } },
    DeliveryDelay: { deliveryDelay: { delayType: 'MailboxFull', delayedRecipients: [{ emailAddress: EMAIL }] } },
    Bounce: {
      bounce: {
        ...{ bounceType: 'Permanent', bounceSubType: 'General' },
        bouncedRecipients: [{ emailAddress: EMAIL, diagnosticCode: `550 no ${NAME} here` }],
      },
    },
    Complaint: {
      complaint: { complaintFeedbackType: 'abuse', complainedRecipients: [{ emailAddress: EMAIL }], userAgent: NAME },
    },
    Reject: { reject: { reason: NAME } },
  };
  const event = (eventType: keyof typeof details, message: string, time: string) =>
    mailEventSchema.parse({
      ...{ 'detail-type': 'Email', source: 'aws.ses', time },
      detail: {
        eventType,
        mail: {
          ...{ messageId: `ses-${message}`, destination: [EMAIL], commonHeaders: { to: [`${NAME} <${EMAIL}>`] } },
          tags: { about: [tagValue(REVIEW)], message: [tagValue(message)] },
        },
        ...details[eventType],
      },
    });
  const allAt = async (time: string) => {
    for (const message of MAILS) {
      for (const eventType of Object.keys(details) as (keyof typeof details)[]) {
        const one = event(eventType, message, time);
        await recordMailEvent(fresh.store, one);
        await endMail(one, steering.context());
      }
    }
  };
  const ofMark = async () => {
    const { left, mail, mailSince, pool } = await person();
    return { left, mail, mailSince, pool };
  };
  const withoutTimes = async () =>
    (await rowsIn(fresh.store)).filter((row) => row['__edb_e__'] !== 'wakeup').map((row) => JSON.stringify(row));

  beforeEach(async () => {
    await fresh.store.entities.message
      .put({ about: REVIEW, message: 'pack.person-0107', kind: 'pack', person: ANN, status: 'sent', at: AT })
      .go();
  });

  it('while the mark stands and the name is still there changes nothing of the mark, and is gone with the name', async () => {
    await erase();
    const marked = await ofMark();
    expect(marked).toMatchObject({ left: true, mail: 'erased' });
    await allAt('2027-09-06T09:00:20.000Z');
    expect(await ofMark()).toEqual(marked);
    for (const at of NEXT) await round(at);
    expect(await person()).toMatchObject({ erasedAt: NEXT[0], email: '' });
    expect(await leftOf(SECRETS)).toEqual([]);
  });

  it('once all is erased writes nothing of them back, and mails nobody about them', async () => {
    await erase();
    for (const at of NEXT) await round(at);
    const before = await person();
    const mails = steering.deps().mails.length;
    await allAt('2027-09-10T09:00:00.000Z');
    expect(await person()).toEqual(before);
    expect(steering.deps().mails).toHaveLength(mails);
    expect(await leftOf(SECRETS)).toEqual([]);
    expect(await fresh.store.message(REVIEW, 'pack.person-0107')).toMatchObject({ status: 'bounced' });
    // And again, later and in any order: nothing moves.
    const rows = await withoutTimes();
    await allAt('2027-09-11T09:00:00.000Z');
    expect(await withoutTimes()).toEqual(rows);
  });
});

describe('a school that closes, and opens again, while the erasure of its head is due', () => {
  const file = (status: string) => {
    const { schools, closed } = readGias(
      register([
        {
          URN: MEMBER,
          EstablishmentName: 'Oak',
          'EstablishmentStatus (name)': status,
          CloseDate: status === 'Closed' ? '31-08-2027' : '',
        },
      ]),
    );
    return { schools, closed };
  };
  const closes = () => importMembers(fresh.store, file('Closed'));
  const opensAgain = () => importMembers(fresh.store, file('Open'));
  const standing = async () => (await fresh.store.needMember(MEMBER)).standing;
  const stage = (name: 'preparation' | 'closed', more: object = {}) =>
    fresh.store.entities.review
      .patch({ about: OWN })
      .set({ stage: name, ...more })
      .composite({ startsOn: '2026-07-13' })
      .go();

  beforeEach(async () => {
    await fresh.store.entities.member.patch({ member: MEMBER }).set({ head: ANN }).go();
    await stage('preparation');
    expect(await erase()).toMatchObject({ sentence: expect.stringContaining('is not erased yet') });
  });

  it('waits through both while the review is not over, and is done when it is', async () => {
    await closes();
    expect(await standing()).toBe('closed');
    await round(NEXT[0]);
    expect(await person()).toMatchObject({ name: NAME, erasureAskedAt: AT });
    await opensAgain();
    expect(await standing()).toBe('member');
    await round(NEXT[1]);
    expect(await person()).toMatchObject({ name: NAME, erasureAskedAt: AT });
    expect(await person()).not.toHaveProperty('pool');
    await stage('closed');
    for (const at of ['2027-09-10T06:30:00.000Z', '2027-09-13T06:30:00.000Z']) await round(at);
    expect(await person()).toMatchObject({ email: '', erasedAt: '2027-09-13T06:30:00.000Z' });
    expect(await leftOf(SECRETS)).toEqual([]);
  });

  it('is done as soon as the review goes on at the school that followed, and the reversal brings nothing back', async () => {
    await closes();
    await stage('preparation', { goesOnAt: '900950' });
    for (const at of NEXT) await round(at);
    expect(await person()).toMatchObject({ email: '', erasedAt: NEXT[1] });
    await opensAgain();
    await round('2027-09-10T06:30:00.000Z');
    expect(await leftOf(SECRETS)).toEqual([]);
    expect(await person()).toMatchObject({ email: '', left: true, mail: 'erased' });
    expect(await fresh.store.needMember(MEMBER)).toMatchObject({ standing: 'member', head: ANN });
  });
});

it('a membership that is opened again does not bring somebody back into a pool whose erasure waits', async () => {
  const { entities } = fresh.store;
  await entities.person
    .patch({ person: ANN })
    .set({ stoppedOn: '2027-07-01', poolBefore: 'reviewers' })
    .remove(['pool'])
    .go();
  await entities.member.patch({ member: MEMBER }).set({ head: ANN }).go();
  await entities.review.patch({ about: OWN }).set({ stage: 'visit' }).composite({ startsOn: '2026-07-13' }).go();
  const ended = {
    member: MEMBER,
    year: '2026',
    kind: 'renewal' as const,
    status: 'ended' as const,
    openedAt: AT,
    stoppedPeople: [ANN],
  };
  expect(await peopleBack({ member: MEMBER }, [ended], fresh.store)).toHaveLength(1);
  expect(await erase()).toMatchObject({ sentence: expect.stringContaining('is not erased yet') });
  expect(await peopleBack({ member: MEMBER }, [ended], fresh.store)).toEqual([]);
  expect(await person()).not.toHaveProperty('poolBefore');
});

it.each([
  ['other details', { jobTitle: 'Head of Oak' }],
  ['another name', { name: 'Ann Renamed-Since' }],
  ['another address', { email: 'renamed@oak.example' }],
])('an import that had read its rows before somebody was to be erased writes %s no more', async (_, changes) => {
  const record = { id: ANN, name: NAME, email: EMAIL, member: MEMBER, pool: 'reviewers' as const, ...changes };
  const prepared = await prepareImport(fresh.store, { people: [record] });
  await erase();
  const marked = await person();
  await carryOut(fresh.store, prepared, {});
  expect(await person()).toEqual(marked);
  await round(NEXT[0]);
  const erased = await person();
  expect(erased).toMatchObject({ erasedAt: NEXT[0] });
  await carryOut(fresh.store, prepared, {});
  expect(await person()).toEqual(erased);
});
