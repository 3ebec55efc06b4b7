/** The figures of the committed docs: those that are measured are held by what plays a review, those that follow from them by arithmetic here. */
import { globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { prices } from '../../local/costs/prices.ts';
import { costRow, documentedCosts, numberIn } from '../support/documented-figures.ts';

const costs = documentedCosts();
const readme = readFileSync('README.md', 'utf8');
const requests = readFileSync('docs/requests.md', 'utf8');
const REVIEWS = 450;

/** The first number that a pattern finds. */
function figure(text: string, pattern: RegExp): number {
  const [, found] = pattern.exec(text) ?? [];
  if (found === undefined) throw new Error(`Nothing says ${pattern}.`);
  return numberIn(found);
}

const sum = (rows: readonly { readonly cost: number }[]): number => rows.reduce((all, { cost }) => all + cost, 0);

describe('docs/costs.md', () => {
  it('adds up', () => {
    expect(costs.review.length).toBeGreaterThan(10);
    // Each row is rounded to the last digit.
    expect(Math.abs(sum(costs.review) - costs.together.review)).toBeLessThanOrEqual(0.0005 * costs.review.length);
    expect(Math.abs(sum(costs.month) - costs.together.month)).toBeLessThanOrEqual(0.005 * costs.month.length);
    expect(figure(costs.text, /One review: ([\d.]+) cents/)).toBe(costs.together.review);
    expect(figure(costs.text, /One deployment: ([\d.]+) dollars/)).toBe(costs.together.month);
    const year = figure(costs.text, /reviews a year costs ([\d.,]+) dollars/);
    expect(year).toBeCloseTo((REVIEWS * costs.together.review) / 100 + 12 * costs.together.month, 0);
  });

  it.each([
    ['Mails (SES)', prices.mail],
    ['State transitions', prices.transition],
    ['Function runs', prices.lambdaRequest],
    ['Table, write units', prices.tableWriteUnit],
    ['Table, read units', prices.tableReadUnit],
    ['HTTP API requests', prices.apiRequest],
    ['Traces (X-Ray)', prices.trace],
    ['Events', prices.busEvent],
  ])('has %s at their price', (what, price) => {
    const { quantity, cost } = costRow(costs, what);
    // Of a quantity that is rounded, and a cost that is.
    expect(Math.abs(quantity * price * 100 - cost)).toBeLessThanOrEqual(0.5 * price * 100 + 0.0005);
  });

  it.each([
    ['CloudWatch alarms (metrics they look at)', prices.alarmMetric],
    ['CloudWatch dashboards', prices.dashboard],
    ["CloudWatch metrics of the product's own", prices.customMetric],
  ])('has %s at their price', (what, price) => {
    const { quantity, cost } = costRow(costs, what);
    expect(cost).toBeCloseTo(quantity * price, 2);
  });
});

describe('docs/requests.md', () => {
  const rows = [...requests.matchAll(/^\| ([\w-]+) \| (\d+) \| (\d+) \| [\d.]+ \| \d+ \|$/gm)];
  const all = figure(requests, /\*\*([\d,]+) requests: /);

  it('adds up, by function and by round', () => {
    expect(rows.length).toBeGreaterThan(10);
    expect(rows.reduce((total, [, , , asked]) => total + Number(asked), 0)).toBe(all);
    for (const round of ['morning-round', 'weekly-digest']) {
      const kinds = [...requests.matchAll(new RegExp(`^\\| ${round} \\| (\\d+) \\| (\\d+) \\|$`, 'gm'))];
      const [, , runs, asked] = rows.find(([, name]) => name === round) ?? [];
      expect(kinds.reduce((total, [, , times]) => total + Number(times), 0)).toBe(Number(runs));
      expect(kinds.reduce((total, [, each, times]) => total + Number(each) * Number(times), 0)).toBe(Number(asked));
    }
    const rounds = rows.filter(([, name]) => name === 'morning-round' || name === 'weekly-digest');
    const shared = rounds.reduce((total, [, , , asked]) => total + Number(asked), 0);
    expect(shared).toBe(figure(requests, /daily and weekly rounds (\d+)/));
    const parts = [/requests: (\d+) of the review's own year/, /; (\d+) of the year after/, /; (\d+) that serve every/];
    expect(parts.reduce((total, part) => total + figure(requests, part), 0)).toBe(all);
    expect(shared + figure(requests, /mails (\d+), the opening/) + figure(requests, /by the central team (\d+)/)).toBe(
      figure(requests, /; (\d+) that serve every/),
    );
  });

  it('keeps what is promised of a question and a page', () => {
    const byQuestion = requests.slice(requests.indexOf('## By question'), requests.indexOf('## The shared rounds'));
    const inAll = [...byQuestion.matchAll(/^\| ([\w-]+) \|.*\| ([\d.]+) \|$/gm)].map(
      ([, question = '', each]) => [question, Number(each)] as const,
    );
    expect(inAll.length).toBeGreaterThan(20);
    const decision = readFileSync('docs/decisions/0033-eighteen-requests-a-question.md', 'utf8');
    expect(/at most (\w+) requests/.exec(decision)?.[1]).toBe('eighteen');
    const more = new Map(
      [...decision.matchAll(/^\| (`[^|]+`) \| (\d+) \|$/gm)].flatMap(([, questions = '', most]) =>
        [...questions.matchAll(/`([\w-]+)`/g)].map(([, question = '']) => [question, Number(most)] as const),
      ),
    );
    expect(more.size).toBe(4);
    for (const [question, requests] of inAll) expect(requests, question).toBeLessThanOrEqual(more.get(question) ?? 18);
    // One that is shown, checked and answered, and a year with all that it asks, as decision 82 found them.
    expect(figure(requests, /answered takes ([\d.]+) on average/)).toBeLessThanOrEqual(16);
    expect(figure(requests, /requests: (\d+) of the review's own year/)).toBeLessThanOrEqual(700);
    expect(all).toBeLessThanOrEqual(1800);
  });
});

describe('what others say', () => {
  it('the README, of transitions and money', () => {
    const transitions = costRow(costs, 'State transitions').quantity;
    expect(figure(readme, /takes about (\d+) state transitions/)).toBe(Math.round(transitions / 5) * 5);
    expect(readme).toContain('a quarter of a US cent for it (at $0.025 a thousand)');
    expect(transitions * prices.transition * 100).toBeCloseTo(0.25, 1);
    expect(prices.transition * 1000).toBeCloseTo(0.025);
    expect(figure(readme, /costs about (\d+) US cents a review/)).toBe(Math.round(costs.together.review));
    expect(costs.together.review).toBeLessThan(2.1);
    expect(figure(readme, /about (\d+) dollars a month/)).toBe(Math.round(costs.together.month));
  });

  it('statemachines/README.md, of the sum of its transitions', () => {
    const text = readFileSync('statemachines/README.md', 'utf8');
    const table = text.slice(text.indexOf('| transitions |'), text.indexOf('| together'));
    const parts = [...table.matchAll(/\| ([\d.]+)(?: and (\d+))? +\|$/gm)].flatMap(([, one, two = '0']) => [
      Number(one),
      Number(two),
    ]);
    const together = figure(text, /\| together +\| ([\d.]+)/);
    expect(parts.length).toBeGreaterThan(10);
    expect(parts.reduce((total, part) => total + part, 0)).toBeCloseTo(together, 0);
    // Its team has three reviewers, and its report a round with comments.
    expect(Math.abs(together - costRow(costs, 'State transitions').quantity)).toBeLessThan(5);
  });

  /** A year that is measured, in the present tense, with a number of what it takes. */
  const present =
    /(review year|year that is played|played year|one review|one deployment)\b[^.;:]{0,40}?\b(takes|has|asks|costs|makes)\b[^.;:|]{0,60}?([\d,]+(?:\.\d+)?) (requests|times|state transitions|transitions|mails|dollars|US cents|cents)/gi;
  const current = {
    requests: figure(requests, /\*\*([\d,]+) requests: /),
    transitions: costRow(costs, 'State transitions').quantity,
    mails: costRow(costs, 'Mails (SES)').quantity,
    dollars: costs.together.month,
    cents: costs.together.review,
  };
  const unitOf = (unit: string): keyof typeof current => {
    if (unit === 'times') return 'requests';
    return unit.includes('transitions')
      ? 'transitions'
      : unit.includes('cents')
        ? 'cents'
        : (unit as keyof typeof current);
  };

  it.each(globSync(['docs/*.md', 'docs/decisions/*.md', 'statemachines/README.md', 'CHANGELOG.md']).toSorted())(
    '%s, of a year in the present tense, is what is measured now',
    (file) => {
      const text = readFileSync(file, 'utf8').replaceAll(/\s+/g, ' ');
      const wrong = [...text.matchAll(present)].filter(([, , , amount = '', unit = '']) => {
        const now = current[unitOf(unit)];
        return Math.abs(numberIn(amount) - now) > now / 20;
      });
      expect(wrong.map(([said]) => said)).toEqual([]);
    },
  );
});
