/** A reviewer says by a link of theirs that they go on no more reviews. */
import { load } from 'cheerio';
import { beforeEach, describe, expect, it } from 'vitest';
import { catalogue } from '../../lambdas/app/catalogue.ts';
import { dailyRound } from '../../lambdas/daily-round/daily-round.ts';
import { questionPage } from '../../lambdas/portal/question-page.tsx';
import { takeStopReviewing } from '../../lambdas/portal/take-stop-reviewing.ts';
import { ask } from '../../lambdas/questions/ask.ts';
import { openLink } from '../../lambdas/questions/open-link.ts';
import { useSteering } from '../commands/fixture.ts';
import { writeTeam } from '../commands/team-that-accepted.ts';
import { secretOf } from '../questions/fixture.ts';
import { ABOUT, asked } from '../team/network.ts';

const steering = useSteering();
const { fresh } = steering;
const site = { charityName: 'The Lanterns', helpAddress: 'help@lanterns.example', urgentTelephone: '01632 960100' };
const AT = '2027-01-05T10:00:00.000Z';
const NEXT_MORNING = '2027-01-06T07:30:00.000Z';

let secret: string;

async function askWhetherTheyCome(person: string): Promise<string> {
  const expiresAt = '2027-01-11T17:00:00.000Z';
  const deps = steering.deps();
  await ask(
    catalogue('confirm-attendance'),
    asked('confirm-attendance', { subject: person, person, at: AT, expiresAt }),
    `token-${person}`,
    deps,
  );
  return secretOf(deps.mails.at(-1)?.content);
}

beforeEach(async () => {
  await writeTeam(fresh.store);
  secret = await askWhetherTheyCome('person-1');
});

async function opened(by = secret) {
  const link = await openLink(by, steering.context(), catalogue, AT);
  if (!link) throw new Error('The link opens nothing.');
  return link;
}

async function press(step: string, by = secret) {
  const response = await takeStopReviewing(await opened(by), { step }, AT, steering.context(), site);
  return {
    status: response?.statusCode,
    text: load(response?.body ?? '')('main')
      .text()
      .replace(/\s+/g, ' '),
  };
}

describe('I no longer review', () => {
  it('is on the page of a question to a reviewer, and on no head’s', async () => {
    expect(questionPage(await opened(), site, { at: AT })).toContain('value="stop-reviewing"');
    const ofHead = await askWhetherTheyCome('head-1');
    expect(questionPage(await opened(ofHead), site, { at: AT })).not.toContain('stop-reviewing');
    expect(await press('surely-stop-reviewing', ofHead)).toMatchObject({ status: 409 });
    expect(await fresh.store.person('head-1')).not.toHaveProperty('stoppedOn');
  });

  it('says first what follows, and does nothing before it is pressed', async () => {
    expect((await press('stop-reviewing')).text).toContain('somebody else is asked for it at once');
    expect(await fresh.store.person('person-1')).toMatchObject({ pool: 'reviewers' });
  });

  it('takes them out of pool and team, tells the central team, and leaves them a contact', async () => {
    expect(await press('surely-stop-reviewing')).toMatchObject({ status: 200 });
    const person = await fresh.store.needPerson('person-1');
    expect(person).toMatchObject({ stoppedOn: '2027-01-05', poolBefore: 'reviewers' });
    expect(person).not.toHaveProperty('left');
    expect(person).not.toHaveProperty('pool');
    const { seats } = await fresh.store.needWholeReview(ABOUT);
    expect(seats.find(({ seat }) => seat === 'seat-1')).toMatchObject({ status: 'open' });
    expect(steering.deps().delivered).toContainEqual({
      token: 'token-person-1',
      outcome: { outcome: 'not-in-team', seat: '' },
    });
    expect(steering.told().filter((one) => one.person === 'central-team')).toEqual([
      {
        ...{ kind: 'no-more-reviews.2027-01-05', person: 'central-team' },
        subject: 'Reviewer 1 goes on no more reviews: School 910001',
      },
    ]);
    expect((await fresh.store.audit('person-person-1')).map(({ who, what }) => [who, what])).toEqual([
      ['person-1', 'said that they go on no more reviews'],
    ]);
  });

  it('counts once, however often it is pressed', async () => {
    await press('surely-stop-reviewing');
    expect(await press('surely-stop-reviewing')).toMatchObject({ status: 200 });
    expect(steering.started()).toHaveLength(1);
    expect(steering.told().filter((one) => one.person === 'central-team')).toHaveLength(1);
  });

  it('is thanked for though what follows fails, which the next morning does', async () => {
    const context = steering.context();
    const mailer = { ...context.mailer, send: () => Promise.reject(new Error('SES is away')) };
    const response = await takeStopReviewing(
      await opened(),
      { step: 'surely-stop-reviewing' },
      AT,
      { ...context, mailer },
      site,
    );
    expect(response?.statusCode).toBe(200);
    expect(steering.told()).toEqual([]);
    await dailyRound(
      { at: NEXT_MORNING },
      steering.round(async () => {}),
    );
    expect(steering.told().map(({ kind }) => kind)).toEqual([
      `team-changes.${AT}`,
      `replaced.${AT}`,
      'no-more-reviews.2027-01-05',
    ]);
  });
});
