/**
 * A deployed state machine in the words that the emulator understands.
 *
 * Two things it takes otherwise than AWS, seen with the version that emulator.ts pins. It reads `TimeoutSeconds` of a
 * wait for an answer as a number only. And it ignores `Output` and `Assign` of a Parallel, whose branches share one
 * task token; a Map that runs each branch as one of its items has the same meaning, and works.
 */
import { z } from 'zod';

const State = z.looseObject({ Type: z.string() });
type State = z.infer<typeof State>;
const Graph = z.looseObject({ StartAt: z.string(), States: z.record(z.string(), State) });
type Graph = z.infer<typeof Graph>;

/** Longer than a run takes. */
const answerWithinSeconds = 3600;

/** Takes and gives the text of a definition. */
export const definitionForEmulator = (definition: string): string =>
  JSON.stringify(graphForEmulator(Graph.parse(JSON.parse(definition))));

const graphForEmulator = (graph: Graph): Graph => ({
  ...graph,
  States: Object.fromEntries(
    Object.entries(graph.States).map(([name, state]) => [name, stateForEmulator(name, state)]),
  ),
});

function stateForEmulator(name: string, state: State): State {
  if (state.Type === 'Parallel') return branchesAsItems(name, state);
  if (state.Type === 'Map') return { ...state, ItemProcessor: graphForEmulator(Graph.parse(state.ItemProcessor)) };
  if (typeof state.TimeoutSeconds !== 'string') return state;
  return { ...state, TimeoutSeconds: answerWithinSeconds };
}

function branchesAsItems(name: string, { Branches, ...state }: State): State {
  const branches = z.array(Graph).parse(Branches).map(graphForEmulator);
  const choose = `Which branch of '${name}'?`;
  const choices = branches.map(({ StartAt }, index) => ({
    Condition: `{% $states.input.branch = ${index} %}`,
    Output: '{% $states.input.given %}',
    Next: StartAt,
  }));
  return {
    ...state,
    Type: 'Map',
    Items: branches.map((_, index) => index),
    ItemSelector: { branch: '{% $states.context.Map.Item.Value %}', given: '{% $states.input %}' },
    ItemProcessor: {
      ProcessorConfig: { Mode: 'INLINE' },
      StartAt: choose,
      States: Object.assign(
        { [choose]: { Type: 'Choice', Choices: choices } },
        ...branches.map(({ States }) => States),
      ),
    },
  };
}
