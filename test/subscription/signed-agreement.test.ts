/** The agreement as it was signed, for both sides: by the mail after the planning, and for the central team by a command. */
import { load } from 'cheerio';
import { beforeEach, describe, expect, it } from 'vitest';
import { agreementBehind } from '../../lambdas/app/own/signed-agreement-page.tsx';
import { READING_PAGES } from '../../lambdas/app/reading-pages.ts';
import { agreementPdf } from '../../lambdas/documents/agreement-pdf.ts';
import { readingPage } from '../../lambdas/portal/reading-page.tsx';
import { hashOfLink } from '../../lambdas/questions/links.ts';
import { pageOpened } from '../../lambdas/questions/page-link.ts';
import { decisionId, type Notice, type Role } from '../../lambdas/questions/question.ts';
import type { DecisionLink } from '../../lambdas/store/store.ts';
import { planReviews } from '../../lambdas/subscription/plan-reviews.ts';
import { signAgreement } from '../../lambdas/subscription/questions/sign-agreement.tsx';
import { useSteering } from '../commands/fixture.ts';
import { everything, readPdf, squeezed } from '../documents/read-pdf.ts';
import {
  ABOUT,
  askedOf,
  changeMember,
  LATER,
  OPENS,
  SCHOOL,
  type TestDeps,
  TRUST,
  takenOf,
  testDeps,
  writeWorld,
} from './fixture.ts';

const steering = useSteering();
const { fresh } = steering;
const site = { charityName: 'The Lanterns', helpAddress: 'help@lanterns.example', urgentTelephone: '01632 960100' };
let deps: TestDeps;

const set = (person: string, changes: object) => fresh.store.entities.person.patch({ person }).set(changes).go();

/** Signed by somebody as the portal records it: the effects, and the answer on the question's row. */
async function sign(person: string): Promise<void> {
  const { entities } = fresh.store;
  await entities.membership
    .put({ member: SCHOOL, year: '2026', kind: 'renewal', status: 'invited', openedAt: OPENS })
    .go();
  const asked = askedOf(signAgreement);
  const bound = await signAgreement.bind(asked, deps);
  const fields = { decision: 'sign', agreed: 'yes', role: 'Headteacher', use: 'qar' };
  const taken = takenOf(bound, fields, { person, role: 'host', at: LATER });
  await fresh.store.write(taken.effects());
  await entities.decision
    .create({
      ...{ about: ABOUT, decision: decisionId(asked), question: 'sign-agreement', turn: 1, round: 1 },
      ...{ person: 'head-1', role: 'host', organisation: SCHOOL, hostName: 'Hill View Primary School' },
      ...{ askedAt: OPENS, dueAt: LATER, expiresAt: asked.expiresAt, status: 'answered', answeredAt: LATER },
      ...{ mails: 1, schedule: [], nextActionAt: LATER, answer: taken.answer },
    } as never)
    .go();
}

const plan = () => planReviews({ member: SCHOOL, year: '2026', at: LATER }, deps);

async function linkOf(address: string | undefined): Promise<DecisionLink> {
  const link = await fresh.store.link(hashOfLink(address?.split('/d/')[1]) ?? '');
  if (!link) throw new Error(`There is no link ${address}.`);
  return link;
}

async function shown(link: DecisionLink, reader: { person?: string; role?: Role } = {}): Promise<string | undefined> {
  const opened = pageOpened(link);
  const page = await READING_PAGES[opened.page]?.show(opened.of, { ...opened.reader, ...reader }, deps, LATER);
  return page && load(readingPage(site, page))('main').text();
}

const mailTo = (person: string): Notice => {
  const [mail, ...others] = deps.notices.filter(({ to }) => to.person === person);
  expect(others).toEqual([]);
  if (!mail) throw new Error(`No mail went to ${person}.`);
  return mail;
};

beforeEach(async () => {
  await writeWorld(fresh.store);
  deps = testDeps(fresh.store);
});

describe('the mail after the planning', () => {
  it('leads the head to who signed which version when, to its text, and to a PDF of them', async () => {
    await sign('head-1');
    await plan();
    const mail = mailTo('head-1');
    expect(mail.button?.text).toBe('Read the signed agreement');
    const link = await linkOf(mail.button?.href);
    const text = await shown(link);
    expect(text).toContain('Agreement for 2026 to 2027: Hill View Primary School');
    expect(text).toContain('Alex Morgan, Headteacher');
    expect(text).toContain('Thursday 5 February 2026');
    expect(text).toContain('2026-1');
    const row = await fresh.store.decision(ABOUT, 'sign-agreement.1.1');
    const { text: signed } = (row?.answer ?? { text: [] }) as { text: readonly string[] };
    expect(signed.length).toBeGreaterThan(2);
    for (const paragraph of signed) expect(text).toContain(paragraph);
    const agreement = await agreementBehind(link, deps, LATER);
    if (!agreement) throw new Error('There is nothing to print.');
    const print = () => agreementPdf({ ...agreement, charityName: 'The Lanterns' });
    const printed = squeezed(everything(await readPdf(await print())));
    for (const part of ['Alex Morgan, Headteacher', '2026-1', ...signed]) expect(printed).toContain(squeezed(part));
    expect(await print()).toEqual(await print());
  });

  it('comes once to each, with a link that works, though the first sending failed', async () => {
    await sign('head-1');
    deps.failing = 1;
    await expect(plan()).rejects.toThrow('could not be sent');
    await plan();
    await plan();
    expect(deps.delivered).toEqual(['head@hillview.example']);
    const [, sent] = deps.notices;
    expect(await shown(await linkOf(sent?.button?.href))).toContain('Alex Morgan, Headteacher');
  });

  it('goes to the leader of the trust as well where they signed, each with a link of their own', async () => {
    await changeMember(fresh.store, { trust: TRUST });
    await sign('chief-1');
    await plan();
    expect(mailTo('head-1').kind).toBe('membership-signed');
    const own = mailTo('chief-1');
    expect(own.subject).toBe('The agreement that you signed: Hill View Primary School, 2026 to 2027');
    expect(own.button?.href).not.toBe(mailTo('head-1').button?.href);
    expect(await shown(await linkOf(own.button?.href))).toContain('Kit Rowe, Headteacher');
  });
});

describe('who reads a signed agreement', () => {
  it('is whoever leads the member when it is opened, and nobody who does no more', async () => {
    await sign('head-1');
    await plan();
    const link = await linkOf(mailTo('head-1').button?.href);
    await changeMember(fresh.store, { head: 'manager-1' });
    expect(await shown(link), 'who works there still').toBeUndefined();
    await set('head-1', { member: '900002' });
    expect(await shown(link)).toBeUndefined();
    expect(await agreementBehind(link, deps, LATER)).toBeUndefined();
    expect(await shown(link, { person: 'manager-1' })).toContain('Alex Morgan, Headteacher');
  });

  it('is whoever signed it in the place of its head, while they work there beside a school of their own', async () => {
    await set('chief-1', { member: '900002', alsoOf: [SCHOOL] });
    await sign('chief-1');
    await plan();
    const link = await linkOf(mailTo('chief-1').button?.href);
    await changeMember(fresh.store, { head: 'manager-1' });
    expect(await shown(link)).toContain('Kit Rowe, Headteacher');
    await set('chief-1', { alsoOf: ['900003'] });
    expect(await shown(link)).toBeUndefined();
  });

  it.each([
    ['somebody who has left', 'head-1', { left: true }],
    ['whoever reads at the address of somebody else', 'head-1', { mail: 'wrong-person' }],
    ['a trust that the school is not of, though it signed once', 'chief-1', {}],
    ['the hub manager', 'manager-1', {}],
  ])('is not %s', async (_, person, changes) => {
    await sign(person === 'chief-1' ? 'chief-1' : 'head-1');
    await plan();
    const link = await linkOf(mailTo('head-1').button?.href);
    if (person === 'head-1') await set('head-1', changes);
    expect(await shown(link, { person })).toBeUndefined();
  });

  it('is nobody once its link is over, and no other link prints it', async () => {
    await sign('head-1');
    await plan();
    const link = await linkOf(mailTo('head-1').button?.href);
    expect(await agreementBehind(link, deps, '2028-02-06T11:00:00.000Z')).toBeUndefined();
    expect(await agreementBehind({ ...link, about: ABOUT }, deps, LATER)).toBeUndefined();
    expect(await agreementBehind(undefined, deps, LATER)).toBeUndefined();
  });

  it('is the central team by a link that is on record', async () => {
    await sign('head-1');
    const steered = await steering.steer({ act: 'read-agreement', about: ABOUT, at: LATER });
    expect(steered).toMatchObject({ done: true, link: { text: 'Read what was signed' } });
    expect(await fresh.store.audit(ABOUT)).toMatchObject([
      { who: 'central-team', entry: 'steered.read-agreement', what: 'had a link made to the signed agreement' },
    ]);
    const link = await linkOf(steered.done ? steered.link?.address : undefined);
    expect(await shown(link)).toContain('Alex Morgan, Headteacher');
    expect(await agreementBehind(link, deps, '2026-02-06T12:00:00.000Z')).toBeUndefined();
  });

  it('is not asked for where nobody signed', async () => {
    const steered = await steering.steer({ act: 'read-agreement', about: ABOUT, at: LATER });
    expect(steered).toMatchObject({ done: false, sentence: `Nobody has signed an agreement of ${ABOUT}.` });
  });

  it('has no text where an answer of an earlier release kept none', async () => {
    await sign('head-1');
    await fresh.store.entities.decision.delete({ about: ABOUT, decision: 'sign-agreement.1.1' }).go();
    await plan();
    expect(await shown(await linkOf(mailTo('head-1').button?.href))).toContain('was not kept with the signature');
  });
});
