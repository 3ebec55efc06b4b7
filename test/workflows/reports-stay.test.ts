/** Ten months after its publication a report is withdrawn by a new head, and published again, on the pages that everybody sees. */
import { afterEach, expect, it } from 'vitest';
import { publishReport } from '../../lambdas/publication/publish-report.ts';
import { type LocalStack, startLocalStack } from '../../local/stack.ts';
import { synthesize } from '../../local/synth.ts';
import { agreedReview, stepDeps } from '../publication/final.ts';
import { throughEndpoint } from './support/through-endpoint.ts';

const FINAL = '2027-02-10T11:00:00.000Z';
const REPORT = '/reports/qar-2026-100183';
let stack: LocalStack;
afterEach(() => stack?.stop());

const status = async (path: string): Promise<number> => (await fetch(stack.localUrl(`https://portal${path}`))).status;
const shown = () => Promise.all([REPORT, `${REPORT}/report.pdf`, '/published/100183'].map(status));

async function send(address: string, fields: Readonly<Record<string, string>>): Promise<string> {
  const response = await fetch(address, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin' },
    body: new URLSearchParams(fields).toString(),
  });
  return response.text();
}

/** The latest mail to the new head, and the address of its link. */
function latest() {
  const { subject, text = '' } = stack.inbox.messages({ to: 'successor@example.org' }).at(-1) ?? {};
  return { subject, link: stack.localUrl(/http\S+\/d\/[\w-]{43}/.exec(text)?.[0] ?? 'https://portal/none') };
}

it('is withdrawn and published again by whoever leads the school then, who got the link at /links', async () => {
  stack = await startLocalStack({
    cdkOut: await synthesize(),
    start: new Date('2027-12-07T10:00:00.000Z'),
    print: () => {},
  });
  const store = throughEndpoint(stack);
  const world = await agreedReview(store);
  const { about } = world;
  await store.entities.review.patch({ about }).set({ audience: 'public' }).go();
  await publishReport({ about, turn: 1, at: FINAL }, stepDeps(world));
  const { startsOn } = await store.needReview(about);
  await store.entities.review.patch({ about }).set({ stage: 'closed' }).composite({ startsOn }).go();
  await store.entities.person
    .create({ person: 'successor', name: 'Sample successor', email: 'successor@example.org', member: '100183' })
    .go();
  await store.entities.member.patch({ member: '100183' }).set({ head: 'successor' }).go();
  expect(await shown()).toEqual([200, 200, 200]);

  await send(stack.localUrl('https://portal/links'), { email: 'successor@example.org' });
  expect(latest().subject).toBe('Your reports: who may see them');
  const done = await send(latest().link, { audience: 'withdrawn', address: '', seen: 'public', step: 'send' });
  expect(done).toContain('The report is withdrawn');
  expect(await shown()).toEqual([404, 404, 404]);
  expect(latest().subject).toBe('Your report is withdrawn: QAR at Hill View Primary School');

  await send(latest().link, { audience: 'public', address: '', seen: 'withdrawn', step: 'send' });
  expect(await shown()).toEqual([200, 200, 200]);
  expect(stack.problems.messages).toEqual([]);
});
