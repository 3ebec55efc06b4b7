import { describe, expect, it } from 'vitest';
import { termsOfRow } from '../../lambdas/settings/terms.ts';
import type { TermPlan } from '../../lambdas/store/store.ts';
import { putSettings } from '../support/settings.ts';
import { useStore } from '../support/store.ts';
import { look } from './network.ts';

const fresh = useStore();

const writeRound = (changes: Partial<TermPlan> = {}) =>
  fresh.store.entities.matchingRound
    .put({
      ...{ about: 'teams-2026-spring', year: '2026', term: 'spring', number: 1, status: 'asking', plans: 0 },
      openedAt: '2026-09-14T06:31:00.000Z',
      ...changes,
    })
    .go();

const totals = { filled: 90, seats: 95, leadsFilled: 30, leadSeats: 30 };

/** The rows of the table of terms, as they read on Tuesday 10 November 2026. */
async function terms() {
  await putSettings(fresh.store);
  const { $, buttons, text } = await look(fresh.store, { view: 'teams' });
  const rows = $('tbody tr')
    .toArray()
    .map((row) =>
      $(row)
        .find('td')
        .toArray()
        .slice(0, 4)
        .map((cell) => $(cell).text()),
    );
  return { rows, buttons, text };
}

describe('the terms on the dashboard', () => {
  it('are those whose people are soon asked or were, and that are not over', async () => {
    const { rows, buttons } = await terms();
    expect(rows).toEqual([
      ['autumn term 2026', 'Not begun on 8 June 2026; too few reviews are the usual reason', '0 people', 'none yet'],
      [
        'spring term 2027',
        'Not begun on 14 September 2026; too few reviews are the usual reason',
        '0 people',
        'none yet',
      ],
    ]);
    expect(buttons.map(({ label, payload }) => [label, payload])).toEqual([
      ['Begin now', { act: 'plan-term', about: 'teams-2026-autumn' }],
      ['Begin now', { act: 'plan-term', about: 'teams-2026-spring' }],
    ]);
  });

  it('are not said to have too few reviews on the day on which they may begin yet', async () => {
    await putSettings(fresh.store);
    const { data } = await fresh.store.entities.partnershipYear.get({ year: '2026' }).go();
    const [term] = termsOfRow(data ?? {}).filter(({ from }) => from > '2026-12-01');
    const terms = [{ ...term, asksOn: '2026-11-10', plansOn: '2026-12-01' }];
    await fresh.store.entities.partnershipYear.patch({ year: '2026' }).set({ terms }).go();
    const { text } = await look(fresh.store, { view: 'teams' });
    expect(text).toContain('Not begun: people are asked on 10 November 2026');
    expect(text).not.toContain('too few reviews');
  });

  it.each([
    [{ status: 'asking' }, 'People are asked since 14 September 2026; planned on 9 October 2026', 'none yet'],
    [{ status: 'planned', plans: 2, totals }, 'Waits for your approval', 'plan 2: 90 of 95 seats, 30 of 30 leads'],
  ] as const)('say where a round stands: %o', async (changes, standing, plan) => {
    await writeRound(changes);
    const { rows, buttons } = await terms();
    expect(rows[1]).toEqual(['spring term 2027', standing, '0 people', plan]);
    expect(buttons.map(({ payload }) => payload.about)).toEqual(['teams-2026-autumn']);
  });

  it('say how many answered, and what was left out of a plan in force; then there is a next round', async () => {
    const decidedAt = '2026-10-12T10:00:00.000Z';
    const inForce = { plan: 1, reviews: 29, leftOut: ['qar-2026-900001'] };
    await writeRound({ status: 'in-force', plans: 1, totals, decidedAt, inForce });
    await fresh.store.entities.availability
      .put({ person: 'person-1', year: '2026', term: 'spring', cannot: [], answeredAt: decidedAt })
      .go();
    const { rows, buttons } = await terms();
    expect(rows[1]).toEqual([
      'spring term 2027',
      'In force, approved on 12 October 2026',
      '1 person',
      'plan 1: 90 of 95 seats, 30 of 30 leads, 1 review changed meanwhile and left out',
    ]);
    expect(buttons.at(-1)).toMatchObject({ label: 'Plan again', payload: { about: 'teams-2026-spring' } });
  });

  it('of a later round are told in place of the first', async () => {
    await writeRound({ status: 'left', decidedAt: '2026-10-20T10:00:00.000Z' });
    await writeRound({ about: 'teams-2026-spring-2', number: 2, status: 'planning' });
    expect((await terms()).rows[1]?.[1]).toBe('Being planned');
  });
});
