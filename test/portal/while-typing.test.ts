/** What the script of a page saves while somebody types: the draft, under the same conditions as the button that saves, and never an answer. */
import { beforeEach, describe, expect, it } from 'vitest';
import type { FormFields } from '../../lambdas/pages/kit.ts';
import { takeForm } from '../../lambdas/portal/take-form.ts';
import { informationForm } from '../../lambdas/preparation/questions/information-form.tsx';
import { ask } from '../../lambdas/questions/ask.ts';
import { openLink } from '../../lambdas/questions/open-link.ts';
import type { Question } from '../../lambdas/questions/question.ts';
import type { WaitingDeps } from '../../lambdas/questions/what-waits.ts';
import { eveningNote } from '../../lambdas/visit/questions/evening-note.tsx';
import { type FakeDeps, fakeDeps, secretOf } from '../questions/fixture.ts';
import { useStore } from '../support/store.ts';
import { ABOUT, asked, lead, writeNetwork } from '../team/network.ts';

const fresh = useStore();
const site = { charityName: 'The Lanterns', helpAddress: 'help@lanterns.example', urgentTelephone: '01632 960100' };
const AT = '2026-11-18T10:42:00.000Z';
const PRIORITIES = 'self-evaluation';
let deps: FakeDeps & WaitingDeps;
let question: Question;
let secret: string;

async function begin(one: Question): Promise<void> {
  question = one;
  deps = { ...fakeDeps(fresh.store), catalogue: () => question };
  await ask(one, asked(one.name, { at: AT, expiresAt: '2026-12-15T17:00:00.000Z' }), 'token-1', deps);
  secret = secretOf(deps.mails[0]?.content);
}

async function opened() {
  const link = await openLink(secret, deps, () => question, AT);
  if (!link) throw new Error('The link does not open.');
  return link;
}

async function send(fields: FormFields) {
  const { statusCode, body, headers } = await takeForm(await opened(), fields, AT, deps, site);
  return { status: statusCode, type: headers?.['content-type'], body: String(body) };
}

const typing = async (fields: FormFields) => {
  const { status, body, type } = await send({ step: 'save', 'while-typing': 'yes', ...fields });
  expect(type).toBe('application/json; charset=utf-8');
  return { status, told: JSON.parse(body) };
};

const saved = async () => (await fresh.store.draft(ABOUT, (await opened()).decision.decision))?.fields;

describe('a form in parts', () => {
  beforeEach(async () => {
    await writeNetwork(fresh.store, [], { stage: 'team' });
    await begin(informationForm);
  });
  const part = (priorities: string, seen: number): FormFields => ({
    part: PRIORITIES,
    priorities,
    'draft-version': String(seen),
  });

  it('keeps a part as it is typed, and tells the version and the time', async () => {
    expect(await typing(part('Reading', 0))).toEqual({ status: 200, told: { version: 1, at: '10:42' } });
    expect(await typing(part('Reading and writing', 1))).toEqual({ status: 200, told: { version: 2, at: '10:42' } });
    expect(await saved()).toMatchObject({ priorities: 'Reading and writing' });
    // The button goes on from what was saved.
    expect((await send(part('Reading, writing', 2))).body).not.toContain('Somebody else');
  });

  it('tells whoever writes at once with somebody else, and keeps the other text', async () => {
    await send(part('Mathematics', 0));
    const { status, told } = await typing(part('Reading', 0));
    expect([status, told.version, told.said]).toEqual([409, undefined, expect.stringContaining('Somebody else saved')]);
    expect(await saved()).toMatchObject({ priorities: 'Mathematics' });
  });

  it('takes the same text twice for one, since its first word back may be lost', async () => {
    await typing(part('Reading', 0));
    expect(await typing(part('Reading', 0))).toEqual({ status: 200, told: { version: 1, at: '10:42' } });
  });

  it('keeps nothing of a question that is no longer open', async () => {
    const { about, decision } = (await opened()).decision;
    await fresh.store.entities.decision.patch({ about, decision }).set({ status: 'expired' }).go();
    const { status, told } = await typing(part('Reading', 0));
    expect([status, told.said]).toEqual([409, expect.stringContaining('no longer open')]);
    expect(await saved()).toBeUndefined();
  });
});

describe('a long form that its main button sends at once', () => {
  it('is never answered by it', async () => {
    await writeNetwork(fresh.store, [], { stage: 'visit', day1: '2027-01-12' });
    await fresh.store.write([
      fresh.store.rows.seat
        .put({ about: ABOUT, seat: 'lead', kind: 'lead', status: 'filled', person: 'lead-1', personName: 'Lead 1' })
        .commit(),
      fresh.store.rows.person.put(lead(1)).commit(),
    ]);
    await begin(eveningNote);
    const names = (await opened()).bound.page();
    expect(names.binding).toBeUndefined();
    const typed = { 'went-well': 'Reading', 'even-better': 'Writing', 'draft-version': '0' };
    expect((await typing({ ...typed, step: 'send' })).status).toBe(200);
    expect((await typing({ ...typed, step: '' })).status).toBe(200);
    expect((await opened()).decision.status).toBe('open');
  });
});
