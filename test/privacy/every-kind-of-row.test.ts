/** No kind of row can hold something of a person without their being shown it, or a reason for which they are not. */
import { beforeEach, expect, it } from 'vitest';
import { beginErasure } from '../../lambdas/privacy/erase.ts';
import { everythingOn } from '../../lambdas/privacy/held-data.ts';
import type { Entities } from '../../lambdas/store/entities.ts';
import { rowsIn } from '../support/rows.ts';
import { useStore } from '../support/store.ts';
import { ANN, HOST, MEMBER, REVIEW, remember } from './remembered.ts';

const fresh = useStore();
const AT = '2027-09-06T09:00:00.000Z';

/** Kinds of rows that nobody is shown as held on them. A kind that is neither here nor found fails. */
const NOT_SHOWN: Partial<Readonly<Record<keyof Entities, string>>> = {
  person: 'their own row is shown by itself, above all others',
  partnershipYear: 'dates and numbers of a year',
  programmeSettings: 'what a year prescribes',
  weekLoad: 'names of reviews',
  ledger: 'counts of a school or trust',
  surveyCount:
    'counts of five people or more; the id of a lead reviewer is in its key, and the page of the reviews they led shows it',
  decisionLink: 'found by the secret of a link alone; goes after two years',
  attempts: 'a hash or an id with a count; goes after a day',
  consoleRequest: 'a command of the central team; goes after a month',
  seasonDocument: 'what was computed, packed; ids and distances',
  finding: 'the school’s; a name in it is found where one stands in it',
  news: 'names of reviews, for the weekly digest',
  stageCount: 'counts of reviews',
  answerTimes: 'days that the answers of a review took, without whose they are',
};

/** Rows of later releases: whoever adds a kind or an attribute adds one here that names Ann. */
async function andLater(): Promise<void> {
  const { entities } = fresh.store;
  const rows = [
    entities.hub.put({ hub: 'hub-north', name: 'Kestrel Hub', manager: ANN }),
    entities.person.patch({ person: ANN }).set({ hub: 'hub-north' }),
    entities.member.patch({ member: MEMBER }).set({ head: ANN }),
    entities.personDay.put({ person: ANN, day: '2027-01-12', about: REVIEW }),
    entities.mailedDay.put({ person: ANN, day: '2027-01-12', expiresAtSeconds: 9 }),
    // The yearly mail about a hub.
    entities.message.put({
      ...{ about: `person-${ANN}`, message: 'hub-year.2026.hub-north', kind: 'hub-year', person: ANN },
      ...{ status: 'delivered', at: AT },
    }),
    // A review that was redriven: the placement of its next turn.
    entities.placement.put({
      ...{ about: REVIEW, turn: 2, seat: 'seat-1', person: ANN, personName: 'Ann', kind: 'reviewer', host: HOST },
      ...{ status: 'accepted', year: '2026', day1: '2027-03-02', invitedAt: AT, organisation: MEMBER },
    }),
    // A school's own days, with what was signed.
    entities.decision.put({
      ...{ about: `membership-2026-${MEMBER}`, decision: 'sign-agreement.1.1', question: 'sign-agreement' },
      ...{ turn: 1, round: 1, status: 'answered', person: ANN, role: 'host', hostName: 'Oak', askedAt: AT, dueAt: AT },
      ...{ expiresAt: AT, schedule: [], mails: 1, answeredBy: { person: ANN, role: 'host' }, queue: 'open' },
      ...{ openFor: ANN, nextActionAt: '2099-01-01T00:00:00.000Z' },
      answer: { decision: 'sign', text: ['We take part.'], own: [{ from: '2026-10-19', to: '2026-10-30' }] },
    }),
    entities.teamNote.put({
      ...{ about: REVIEW, person: ANN, turn: 1, text: 'The hall was full of song', writtenAt: AT, expiresAtSeconds: 9 },
    }),
    entities.decisionLink.put({
      ...{ hash: 'a', about: REVIEW, decision: 'invite.1.1.seat-1', person: ANN, role: 'reviewer', madeAt: AT },
    }),
    entities.attempts.put({ by: `wish-${ANN}`, span: '2027-01-12', count: 1, expiresAtSeconds: 9 }),
    entities.surveyCount.put({
      ...{ of: `lead-${ANN}`, programme: 'QAR', year: '2025', role: 'host', count: 'c', people: 5, points: {} },
    }),
  ];
  for (const row of rows) await (row as { go(): Promise<unknown> }).go();
  await fresh.store.write([beginErasure(ANN, fresh.store)]);
}

beforeEach(async () => {
  await remember(fresh.store);
  await andLater();
});

const kindsOf = async (): Promise<ReadonlySet<string>> =>
  new Set((await everythingOn(ANN, fresh.store))?.held.map(({ what }) => what));

it('every kind of row is shown to its person, or has a reason why not, and none has both', async () => {
  const found = await kindsOf();
  const kinds = Object.keys(fresh.store.entities) as readonly (keyof Entities)[];
  expect(kinds.length).toBeGreaterThan(30);
  const neither = kinds.filter((kind) => !found.has(kind.toLowerCase()) && NOT_SHOWN[kind] === undefined);
  expect(neither).toEqual([]);
  const both = kinds.filter((kind) => found.has(kind.toLowerCase()) && NOT_SHOWN[kind] !== undefined);
  expect(both).toEqual([]);
});

it('every row that names a person by their id is among what is shown to them, but for those with a reason', async () => {
  const data = await everythingOn(ANN, fresh.store);
  const shown = JSON.stringify(data?.held);
  const reasons = new Set(Object.keys(NOT_SHOWN).map((kind) => kind.toLowerCase()));
  const rows = (await rowsIn(fresh.store)).filter((row) => JSON.stringify(row).includes(ANN));
  expect(rows.length).toBeGreaterThan(20);
  const hidden = rows.filter((row) => !reasons.has(String(row['__edb_e__'])) && !isAmong(row, data?.held ?? []));
  expect(hidden.map(({ pk, sk }) => `${pk} ${sk}`)).toEqual([]);
  for (const text of ['hub-year.2026.hub-north', 'We take part.', '2026-10-19', '"turn":2', 'full of song'])
    expect(shown).toContain(text);
});

type Held = NonNullable<Awaited<ReturnType<typeof everythingOn>>>['held'];

/** Whether a row of the table is one that is shown: the same kind, about the same. */
function isAmong(row: Readonly<Record<string, unknown>>, held: Held): boolean {
  const about = String(row['about'] ?? row['member'] ?? row['session'] ?? row['person'] ?? row['hub'] ?? '');
  return held.some((one) => one.what === row['__edb_e__'] && (one.about === about || one.about === ''));
}
