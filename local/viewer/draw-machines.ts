/**
 * Draws every state machine into docs/images/NAME.svg, but the review stage by stage, into docs/images/review-STAGE.svg:
 * `node local/viewer/draw-machines.ts` after a change in statemachines/.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expandedMachine } from '../../lib/expanded-machine.ts';
import type { MachineName } from '../../lib/machine-name.ts';
import { machineNames } from '../../lib/machines.ts';
import { VirtualClock } from '../clock.ts';
import { type GraphEdge, type MachineGraph, StepFunctions } from '../step-functions/index.ts';
import { drawGraph } from './draw-graph.ts';

const root = join(import.meta.dirname, '..', '..');
const folder = join(root, 'docs/images');

/** The first state of each stage of a review, in the order of its file: a stage reaches as far as the next one. */
const stages: Readonly<Record<string, string>> = {
  scheduling: 'Ask the head to choose dates',
  team: 'Wait until invitations go out',
  preparation: 'Wait until the information form opens',
  visit: 'Wait for the first evening',
  report: 'Ask the lead reviewer for the draft',
  publication: 'Ask the head who may see the report',
  feedback: 'Wait until feedback opens',
};

/** What an arrow says where its condition is too long to be read in a picture. */
const words: readonly (readonly [RegExp, string])[] = [
  [/^\$states\.input\.outcome = ('[^']+') and \$(\w+) < .*$/, '$1 and rounds are left'],
  [/^\$[\w.]+ = '([^']+)'$/, '$1'],
  [/^\$states\.input\.agreed$/, 'both agree'],
  [/^\$states\.input\.outcome = 'open' and \$states\.input\.asks$/, 'there is time to ask'],
  [/^\$round < .*$/, 'rounds are left'],
  [/^\$count\(\$missing\) > 0$/, 'somebody cannot'],
  [/^\$states\.input\.more$/, 'more'],
  [/^\$exists\(.*$/, 'another page'],
  [/^StepFunctions\.ExecutionAlreadyExistsException$/, 'started before'],
];

const inWords = (label: string): string =>
  words.reduce((text, [pattern, said]) => text.replace(pattern, said), label).replaceAll("'", '');

/** The whole machine with short words on its arrows. */
function readGraph(name: MachineName): MachineGraph {
  const engine = new StepFunctions({
    clock: new VirtualClock(0),
    integrations: { invokeFunction: () => Promise.reject(new Error('A picture runs nothing.')) },
  });
  // An ARN only has to look like one here.
  const definition = expandedMachine(name)
    .replace(/\$\{\w+MachineArn\}/g, 'arn:aws:states:eu-west-2:000000000000:stateMachine:another')
    .replace(/\$\{\w+Arn\}/g, 'arn:aws:lambda:eu-west-2:000000000000:function:a-function');
  const roleArn = 'arn:aws:iam::000000000000:role/picture';
  const { stateMachineArn } = engine.createStateMachine({ name, definition, roleArn });
  return shortened(engine.graph(stateMachineArn));
}

const shortened = (graph: MachineGraph): MachineGraph => ({
  ...graph,
  states: graph.states.map((state) => (state.inner ? { ...state, inner: state.inner.map(shortened) } : state)),
  edges: graph.edges.map((edge) => ({ ...edge, label: inWords(edge.label) })),
});

/** One stage of the review: its states, and one box for each stage that it leads on to. */
function cutOut(graph: MachineGraph, stage: string): MachineGraph {
  const starts = Object.entries(stages).map(([name, first]) => {
    const index = graph.states.findIndex((state) => state.name === first);
    if (index < 0)
      throw new Error(`The review has no state '${first}': correct the stages in local/viewer/draw-machines.ts.`);
    return { name, index };
  });
  const stageOf = (state: string): string | undefined => {
    const at = graph.states.findIndex(({ name }) => name === state);
    return starts.findLast(({ index }) => index <= at)?.name;
  };
  const endsReview = 'Leave the review to the central team';
  const isInside = (state: string): boolean => stageOf(state) === stage && state !== endsReview;
  const boxOf = (state: string): string =>
    isInside(state) ? state : state === endsReview ? endsReview : `On to ${stageOf(state)}`;
  const edges: GraphEdge[] = graph.edges
    .filter(({ from }) => isInside(from))
    .map((edge) => ({ ...edge, to: boxOf(edge.to) }));
  const inside = graph.states.filter(({ name }) => isInside(name));
  const outside = new Set(edges.map(({ to }) => to).filter((to) => !inside.some(({ name }) => name === to)));
  return {
    startAt: stages[stage] ?? graph.startAt,
    states: [
      ...inside,
      ...[...outside].map((name) => ({
        name,
        type: 'Succeed' as const,
        waitsForAnswer: false,
        end: name === endsReview,
      })),
    ],
    edges,
  };
}

mkdirSync(folder, { recursive: true });
for (const name of machineNames) {
  const graph = readGraph(name);
  if (name !== 'review') {
    writeFileSync(join(folder, `${name}.svg`), `${drawGraph(graph, { title: `The workflow '${name}'` })}\n`);
    continue;
  }
  for (const stage of Object.keys(stages)) {
    const picture = drawGraph(cutOut(graph, stage), { title: `The stage '${stage}' of the workflow 'review'` });
    writeFileSync(join(folder, `review-${stage}.svg`), `${picture}\n`);
  }
}
