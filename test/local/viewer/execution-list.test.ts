import { load } from 'cheerio';
import { expect, it } from 'vitest';
import { executionsPage } from '../../../local/viewer/execution-list.ts';
import type { ViewerParts } from '../../../local/viewer/viewer-parts.ts';

const arn = (name: string): string => `arn:aws:states:eu-west-2:0:stateMachine:${name}`;

/** A stack in which each machine has had so many executions. */
function partsWith(counts: Readonly<Record<string, number>>): ViewerParts {
  const execution = (machine: string, number: number) => ({
    ...{ executionArn: `${arn(machine)}:${number}`, stateMachineArn: arn(machine), name: `${machine}-${number}` },
    ...{ status: 'SUCCEEDED', startDate: Date.parse('2027-01-04T07:30:00Z'), stopDate: undefined },
  });
  return {
    machines: Object.keys(counts).map((name) => ({ name, arn: arn(name) })),
    engine: {
      history: () => [],
      listExecutions: ({ stateMachineArn }: { stateMachineArn: string }) => {
        const name = stateMachineArn.split(':').at(-1) ?? '';
        return Array.from({ length: counts[name] ?? 0 }, (_, number) => execution(name, number));
      },
    },
  } as unknown as ViewerParts;
}

it('shows the review first, folds the rounds away, and names what never started', () => {
  const counts = { placement: 4, 'morning-round': 577, review: 3, 'weekly-digest': 248, 'training-session': 0 };
  const $ = load(String(executionsPage(partsWith(counts))));
  expect(
    $('main h2')
      .toArray()
      .map((heading) => $(heading).text()),
  ).toEqual(['review', 'placement']);
  const folded = $('main details');
  expect(folded.toArray().map((each) => $(each).find('summary').text())).toEqual([
    'morning-round: 577 executions, for all reviews together',
    'weekly-digest: 248 executions, for all reviews together',
  ]);
  expect(folded.filter('[open]')).toHaveLength(0);
  expect($('main table').not('details table').find('tbody tr')).toHaveLength(7);
  expect(folded.first().find('tbody tr')).toHaveLength(20);
  expect(folded.first().find('a[href="/_local/executions?machine=morning-round"]').text()).toBe(
    '557 earlier ones of morning-round',
  );
  expect($('main').text()).toContain('Not started so far: training-session.');
});
