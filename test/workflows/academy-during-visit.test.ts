/**
 * A school becomes an academy on the second day of its visit: the register's files are imported before that evening's question and the central
 * team acts at once, or after it and the next day. The review goes on, and everything that comes later is of the academy.
 */
import { afterEach, expect, it } from 'vitest';
import { addDays } from '../../lambdas/calendar/dates.ts';
import { londonDate, londonInstant } from '../../lambdas/calendar/london.ts';
import { lastReviewOf } from '../../lambdas/documents/last-review.ts';
import { readGias } from '../../lambdas/members/gias.ts';
import { importMembers } from '../../lambdas/members/import-members.ts';
import { balancesOf, readLineage } from '../../lambdas/members/lineage.ts';
import { readLinks } from '../../lambdas/members/links-file.ts';
import type { Store } from '../../lambdas/store/store.ts';
import { developerStore } from '../../local/endpoint/developer-store.ts';
import { attend } from '../../local/people/people.ts';
import { pressCommand } from '../../local/people/press-command.ts';
import { PLAYED_YEAR, play, playStart } from '../../local/play/play.ts';
import { readNetwork, seedNetwork } from '../../local/play/seed-network.ts';
import { linksFile, registerFile } from '../../local/play/years/academy-files.ts';
import { moved } from '../../local/play/years/happenings/becomes-academy.ts';
import { peopleFile } from '../../local/play/years/import-files.ts';
import { type LocalStack, startLocalStack } from '../../local/stack.ts';
import { synthesize } from '../../local/synth.ts';

const DAY_MS = 86_400_000;
const ACADEMY = '990001';
let stack: LocalStack;
afterEach(() => stack?.stop());

it.each([
  ['before the evening’s question, and goes on at once', { imported: '10:00', goesOn: [0, '11:00'] }],
  ['after it, and goes on the next morning', { imported: '20:00', goesOn: [1, '09:00'] }],
] as const)('is told %s', async (_, { imported, goesOn }) => {
  const start = playStart();
  stack = await startLocalStack({ cdkOut: await synthesize(), start, print: () => {} });
  const network = readNetwork({ today: londonDate(start.toISOString()) });
  await seedNetwork(stack, network, PLAYED_YEAR);
  const { host } = network;
  const store: Store = developerStore(stack);
  const about = `qar-${PLAYED_YEAR}-${host.urn}`;
  const goHome = attend(stack);
  const until = (instant: string) => stack.clock.run({ until: Date.parse(instant) });
  const publicly = async (path: string) => {
    const response = await fetch(stack.localUrl(`http://portal${path}`));
    return { status: response.status, text: await response.text() };
  };

  // The visit has begun.
  while ((await store.review(about))?.stage !== 'visit') await stack.clock.run({ until: stack.clock.now() + DAY_MS });
  const { day1 = '', hub = '' } = await store.needReview(about);
  const day2 = addDays(day1, 1);
  await until(londonInstant(day2, imported));

  // The school is an academy of the same hub, with a head of its own.
  const head = (await store.needMember(host.urn)).head ?? '';
  const { data: people } = await store.entities.person.query.byMember({ member: host.urn }).go({ pages: 'all' });
  const newHead =
    people.find(({ person, pool }) => person !== head && pool === undefined) ??
    people.find(({ person }) => person !== head);
  if (!newHead) throw new Error('Nobody else works at the school.');
  const { refused } = await importMembers(store, {
    ...readGias(registerFile(host, ACADEMY, day2)),
    ...readLinks(linksFile(host.urn, ACADEMY, day2)),
    ...peopleFile(people.map((person) => moved(person, ACADEMY, newHead.person))),
    hubs: [{ id: hub, name: (await store.hub(hub))?.name ?? '', schools: [ACADEMY] }],
  });
  expect(refused).toEqual([]);
  const [days, time] = goesOn;
  await until(londonInstant(addDays(day2, days), time));
  expect(
    await pressCommand(stack, { act: 'go-on-at-successor', about, at: new Date(stack.clock.now()).toISOString() }),
  ).toMatchObject({ done: true });
  const wentOn = new Date(stack.clock.now()).toISOString();

  await play(stack, host.urn);
  goHome();
  const whole = await store.needWholeReview(about);
  expect(whole.review).toMatchObject({
    ...{ status: 'published', stage: 'closed', host: host.urn, goesOnAt: ACADEMY, hub },
    ...{ day1, turn: 1, hostName: expect.stringMatching(/Academy$/) },
  });
  expect(stack.problems.messages).toEqual([]);

  // Each evening's question was answered once, by the lead, whose notes are all there.
  const ofVisit = whole.decisions.filter(({ stage }) => stage === 'visit');
  expect(ofVisit.map(({ decision, status }) => [decision, status])).toEqual(
    ['agree-findings.1.1', 'evening-note.1.1', 'evening-note.1.2', 'findings.1.1'].map((id) => [
      expect.stringMatching(new RegExp(`^${id.split('.')[0]}`)),
      'answered',
    ]),
  );
  expect(whole.findings.filter(({ finding }) => finding.startsWith('day-')).length).toBeGreaterThan(0);

  // From then on the academy's head is asked, by the academy's name, and the one of before nothing.
  const later = stack.inbox.messages().filter(({ at }) => at > Date.parse(wentOn));
  const mailOf = async (person: string) => (await store.needPerson(person)).email;
  const addresses = { old: await mailOf(head), now: await mailOf(newHead.person) };
  const subjects = (address: string) =>
    later.filter(({ to }) => to.some((one) => one.includes(address))).map(({ subject }) => subject);
  expect(subjects(addresses.now).join('\n')).toContain('Academy');
  expect(subjects(addresses.old).filter((subject) => /report|findings|Who may see/i.test(subject))).toEqual([]);
  const asked = whole.decisions.filter(({ role, askedAt }) => role === 'host' && askedAt > wentOn);
  expect(
    new Set(
      asked
        .filter(({ question }) => question !== 'survey')
        .map(({ person, organisation }) => `${person} ${organisation}`),
    ),
  ).toEqual(new Set([`${newHead.person} ${ACADEMY}`]));

  // The report is the academy's: the choice of its head, its page, and the list of its reports.
  expect(
    await pressCommand(stack, {
      act: 'set-audience',
      about,
      audience: 'public',
      reason: 'Letter of the head',
      at: new Date(stack.clock.now()).toISOString(),
    }),
  ).toMatchObject({ done: true });
  const page = await publicly(`/reports/${about}`);
  expect([page.status, page.text.includes(`/published/${ACADEMY}`), page.text.includes('Academy')]).toEqual([
    200,
    true,
    true,
  ]);
  expect((await publicly(`/published/${ACADEMY}`)).text).toContain(`/reports/${about}`);

  // What the hub's manager got is of the academy too; what the school owed and gave, and the points that it works on, are.
  const received = whole.decisions.find(({ question }) => question === 'receive-report');
  expect(received).toMatchObject({ hostName: expect.stringMatching(/Academy$/) });
  const lineage = await readLineage(store, [ACADEMY]);
  expect(balancesOf(lineage, ACADEMY)).toEqual([ACADEMY, host.urn]);
  expect(
    await lastReviewOf(
      store.readingOnce(),
      { programme: 'QAR', year: String(Number(PLAYED_YEAR) + 1), host: ACADEMY },
      'host',
    ),
  ).toMatchObject({
    points: expect.arrayContaining([expect.objectContaining({ heading: expect.any(String) })]),
  });
});
