import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { load } from 'cheerio';
import { describe, expect, it } from 'vitest';
import { drawGraph } from '../../../local/viewer/draw-graph.ts';
import { drawMachine } from '../../../local/viewer/draw-machine.ts';
import { layOut } from '../../../local/viewer/graph-layout.ts';

const folder = join(import.meta.dirname, '../../../statemachines');
const state = (name: string, type: 'Task' | 'Choice' | 'Succeed' = 'Task') => ({
  name,
  type,
  waitsForAnswer: false,
  end: type === 'Succeed',
});
const graph = {
  startAt: 'Ask',
  states: [state('Ask'), state('Agreed?', 'Choice'), state('A <long> & winding name of a state', 'Succeed')],
  edges: [
    { from: 'Ask', to: 'Agreed?', label: '', kind: 'next' },
    { from: 'Ask', to: 'Ask', label: 'States.Timeout', kind: 'catch' },
    { from: 'Agreed?', to: 'Ask', label: "$states.input.outcome = 'again'", kind: 'choice' },
    { from: 'Agreed?', to: 'A <long> & winding name of a state', label: 'otherwise', kind: 'default' },
  ],
} as const;

describe('the picture of a workflow', () => {
  it('puts no two states in one place, and all inside the picture', () => {
    const { states, width, height } = layOut(graph);
    for (const [index, a] of states.entries()) {
      expect([a.x >= 0, a.y >= 0, a.x + a.width <= width, a.y + a.height <= height]).toEqual([true, true, true, true]);
      for (const b of states.slice(index + 1)) {
        const apart = a.x + a.width <= b.x || b.x + b.width <= a.x || a.y + a.height <= b.y || b.y + b.height <= a.y;
        expect(apart).toBe(true);
      }
    }
  });

  it('labels arrows in a word, keeps the whole condition for the pointer, and escapes names', () => {
    const svg = drawGraph(graph, { title: 'A & B' });
    const $ = load(svg, { xml: true });
    expect(
      $('.label')
        .toArray()
        .map((text) => $(text).text()),
    ).toEqual(['again', 'otherwise']);
    expect(svg).toContain("$states.input.outcome = 'again'</title>");
    expect(svg).toContain('States.Timeout: the same state again');
    expect(svg).toContain('A &lt;long&gt; &amp;');
  });

  it('colours what was done, what is under way and what failed, and counts visits', () => {
    const statuses = new Map([
      ['Ask', { status: 'visited', visits: 3 }],
      ['Agreed?', { status: 'current', visits: 1 }],
    ] as const);
    const svg = drawGraph(graph, { title: 'x', statuses });
    expect(svg.match(/stroke="#2f7d32"/g)).toHaveLength(1);
    expect(svg.match(/stroke="#1258a3"/g)).toHaveLength(1);
    expect(svg).toContain('×3');
  });

  it.each(readdirSync(folder).filter((file) => file.endsWith('.asl.json')))('draws %s', (file) => {
    const svg = drawMachine(join(folder, file));
    expect(svg).toMatch(/^<svg [\s\S]*<\/svg>$/);
    expect(svg).not.toMatch(/NaN|undefined/);
  });
});
