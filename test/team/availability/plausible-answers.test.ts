import { expect, test } from 'vitest';
import { questionPage } from '../../../lambdas/portal/question-page.tsx';
import { availability } from '../../../lambdas/team/availability/availability.tsx';
import { availabilityName } from '../../../lambdas/team/availability/availability-name.ts';
import { readPage } from '../../../local/people/form.ts';
import { plausibleAnswer } from '../../../local/people/plausible-answers.ts';
import { useStore } from '../../support/store.ts';
import { askAndOpen, interviewDeps } from '../interview.tsx';
import { reviewer, writeNetwork } from '../network.ts';

const fresh = useStore();
const site = {
  charityName: 'The Peer Review Network',
  helpAddress: 'team@charity.example',
  urgentTelephone: '01632 960100',
};

test('simulated people answer the page as it is shown, every other one with a week in which they cannot', async () => {
  await writeNetwork(fresh.store, [reviewer(1)]);
  const at = '2026-09-14T09:00:00.000Z';
  const about = availabilityName({ year: '2026', term: 'spring', person: 'person-1' });
  const expiresAt = '2026-10-09T16:00:00.000Z';
  const asked = { question: 'availability', about, turn: 1, round: 1, person: 'person-1', at, expiresAt };
  const opened = await askAndOpen(availability, asked, interviewDeps(fresh.store));
  const page = readPage(questionPage(opened, site, { at }), 200);

  const weeks = Array.from({ length: 60 }, (_, number) => {
    const situation = { question: 'availability', person: `person-${number}`, samples: { reason: '' } };
    const read = opened.bound.read(plausibleAnswer(page, situation), { person: 'person-1', role: 'reviewer', at });
    if (!read.ok) throw new Error(Object.values(read.errors).join('; '));
    return (read.taken.answer as { readonly cannot: readonly string[] }).cannot.length;
  });
  expect(new Set(weeks)).toEqual(new Set([0, 1]));
});
