/** Last year's report is withdrawn after a lead reviewer has saved a draft that began with it. */
import { beforeEach, describe, expect, it } from 'vitest';
import type { LastReview } from '../../lambdas/documents/last-review.ts';
import { answer } from '../../lambdas/questions/answer.ts';
import { saveDraft } from '../../lambdas/questions/draft.ts';
import { openLink } from '../../lambdas/questions/open-link.ts';
import { withoutWithdrawn } from '../../lambdas/report/forget-withdrawn.ts';
import { draftReport } from '../../lambdas/report/questions/draft-report.tsx';
import { LAST, putLastReview } from '../preparation/last-years-review.ts';
import { useStore } from '../support/store.ts';
import { askAndOpen, htmlOf, interviewDeps } from '../team/interview.tsx';
import { ABOUT, asked, lead, writeNetwork } from '../team/network.ts';
import { qarFields } from './written-review.ts';

const fresh = useStore();
const AT = '2026-11-18T09:00:00.000Z';
const asking = asked('draft-report', { at: AT, expiresAt: '2026-12-15T17:00:00.000Z' });
const OF_LAST_YEAR =
  /Points of last year|Feedback in writing|Attendance of pupils with a plan|: Effective|Early reading|Music, accredited/;

beforeEach(async () => {
  await writeNetwork(fresh.store, [lead(1)], { stage: 'team' });
  await fresh.store.entities.seat
    .put({ about: ABOUT, seat: 'lead', kind: 'lead', status: 'filled', person: 'lead-1', personName: 'Lead 1' })
    .go();
  await putLastReview(fresh.store);
});

const withdraw = () =>
  fresh.store.entities.review.patch({ about: LAST }).set({ withdrawnAt: '2026-11-18T10:00:00.000Z' }).go();
const publishAgain = () => fresh.store.entities.review.patch({ about: LAST }).remove(['withdrawnAt']).go();

/** The lead reviewer saves the form as it began, with a line of theirs; their link opens it again at any time. */
async function saved(changes: object = {}) {
  const deps = interviewDeps(fresh.store);
  const opened = await askAndOpen(draftReport, asking, deps);
  const { values = {} } = opened.bound.page();
  const fields = { ...values, ...changes };
  expect(await saveDraft(opened, fields, AT, fresh.store)).toMatchObject({ kind: 'saved' });
  const secret = deps.mails.at(-1)?.button?.href.split('/d/')[1] ?? '';
  return {
    deps,
    fields,
    async open() {
      const again = await openLink(secret, deps, () => draftReport, '2026-11-18T11:00:00.000Z');
      if (!again?.draft) throw new Error('There is no draft.');
      return { again, fields: again.draft.fields as Readonly<Record<string, string>> };
    },
  };
}

describe('a draft that was saved before', () => {
  it('keeps what it began with while the report is not withdrawn', async () => {
    const { open, fields } = await saved();
    expect(JSON.stringify(fields)).toMatch(OF_LAST_YEAR);
    expect((await open()).fields).toEqual(fields);
  });

  it('is shown without it from then on, with all that the lead reviewer wrote, and as a document too', async () => {
    const own = 'The school has moved.';
    const { open, fields } = await saved({ support: 'A partner for music' });
    const { draft: row } = { draft: await fresh.store.draft(ABOUT, 'draft-report.1.1') };
    await fresh.store.entities.draft
      .patch({ about: ABOUT, decision: 'draft-report.1.1' })
      .set({ fields: { ...(row?.fields as object), context: `${own}\r\n${(fields as { context?: string }).context}` } })
      .go();
    await withdraw();
    const { again, fields: now } = await open();
    expect(JSON.stringify(now)).not.toMatch(OF_LAST_YEAR);
    expect(now['context']?.split('\n')[0]).toBe(own);
    expect(now).toMatchObject({
      support: 'A partner for music',
      'cover.last-review': 'QAR, Tuesday 10 to Thursday 12 February 2026',
    });
    expect(JSON.stringify(again.bound.draft?.(again.draft).content)).not.toMatch(OF_LAST_YEAR);
    expect(htmlOf(again.bound)).toContain('was withdrawn, so what it said is not shown here.');
    await publishAgain();
    expect(JSON.stringify((await open()).fields)).toMatch(OF_LAST_YEAR);
  });

  it('loses a point of which the host said only then how far it came', async () => {
    const { open } = await saved();
    await fresh.store.entities.finding.patch({ about: LAST, finding: 'agreed.ebi.02' }).set({ progress: 'done' }).go();
    await withdraw();
    expect(JSON.stringify((await open()).fields)).not.toMatch(OF_LAST_YEAR);
  });

  it('keeps a line that the lead reviewer has put in words of their own', async () => {
    const theirs = 'Feedback in writing has been a theme for two years.';
    const { open } = await saved({ context: theirs });
    await withdraw();
    expect((await open()).fields['context']).toBe(theirs);
  });

  it('is sent without it, though the page was open since before', async () => {
    const { deps, open } = await saved();
    const { again, fields } = await open();
    await withdraw();
    const bound = (await open()).again.bound;
    const sent = { ...qarFields, 'area.title': 'Choir', context: `${fields['context']}\nA line of mine` };
    const at = '2026-11-18T12:00:00.000Z';
    expect(await answer({ ...again, bound }, sent, at, deps)).toMatchObject({ kind: 'recorded' });
    const { versions } = await fresh.store.needWholeReview(ABOUT);
    expect(JSON.stringify(versions)).not.toMatch(OF_LAST_YEAR);
    expect(JSON.stringify(versions)).toContain('A line of mine');
  });
});

it('of two schools that were merged only what the one has withdrawn is forgotten', () => {
  const point = (text: string) => ({ heading: 'Leadership', text, progress: undefined });
  const of = (points: readonly string[], withdrawnBy: readonly string[]): LastReview => ({
    ...{ title: 'QAR', overall: undefined, lastInspection: undefined, preparation: undefined },
    ...{ points: points.map(point), accredited: points.map((text) => `${text}, accredited`), withdrawnBy },
  });
  const line = (text: string) => `${text}. What became of it has not been said.`;
  const fields = {
    context: ['Points of last year’s review:', line('Mine'), line('Theirs')].join('\n'),
    'area.earlier': 'Mine, accredited\nTheirs, accredited',
  };
  expect(withoutWithdrawn(fields, of(['Mine', 'Theirs'], ['Infants']), of(['Mine'], ['Infants']))).toEqual({
    context: ['Points of last year’s review:', line('Mine')].join('\n'),
    'area.earlier': 'Mine, accredited',
  });
  expect(withoutWithdrawn(fields, of(['Mine', 'Theirs'], []), of(['Mine', 'Theirs'], []))).toBe(fields);
});
