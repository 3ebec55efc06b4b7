import type { Flow, State, StateMachineDefinition } from './definition/model.ts';

export interface GraphState {
  readonly name: string;
  readonly type: State['type'];
  readonly comment?: string;
  /** Waits for a task token: outside the machine, a person or a system answers. */
  readonly waitsForAnswer: boolean;
  /** The flow ends after this state. */
  readonly end: boolean;
  /** Branches of a Parallel, or the one processor of a Map. */
  readonly inner?: readonly MachineGraph[];
}

export interface GraphEdge {
  readonly from: string;
  readonly to: string;
  /** Empty for a plain transition; a condition, `otherwise`, or the errors that a Catch names. */
  readonly label: string;
  readonly kind: 'next' | 'choice' | 'default' | 'catch';
}

/** A state machine as states and arrows. */
export interface MachineGraph {
  readonly startAt: string;
  readonly states: readonly GraphState[];
  readonly edges: readonly GraphEdge[];
}

/** The states and arrows of a parsed definition. */
export function graphOf(flow: StateMachineDefinition | Flow): MachineGraph {
  const states = [...flow.states.values()];
  return { startAt: flow.startAt, states: states.map(stateOf), edges: states.flatMap(edgesOf) };
}

function stateOf(state: State): GraphState {
  const inner = state.type === 'Parallel' ? state.branches : state.type === 'Map' ? [state.processor] : undefined;
  return {
    name: state.name,
    type: state.type,
    ...(state.comment === undefined ? {} : { comment: state.comment }),
    waitsForAnswer: state.type === 'Task' && state.resource.pattern === 'wait-for-token',
    end: state.type === 'Succeed' || state.type === 'Fail' || (state.type !== 'Choice' && state.next === undefined),
    ...(inner ? { inner: inner.map(graphOf) } : {}),
  };
}

function edgesOf(state: State): readonly GraphEdge[] {
  const from = state.name;
  const edges: GraphEdge[] = [];
  if (state.type === 'Choice') {
    for (const rule of state.choices) {
      edges.push({ from, to: rule.next, label: rule.condition.expression?.source ?? '', kind: 'choice' });
    }
    if (state.next !== undefined) edges.push({ from, to: state.next, label: 'otherwise', kind: 'default' });
  } else if ('next' in state && state.next !== undefined) {
    edges.push({ from, to: state.next, label: '', kind: 'next' });
  }
  if ('catch' in state) {
    for (const catcher of state.catch) {
      edges.push({ from, to: catcher.next, label: catcher.errorEquals.join(', '), kind: 'catch' });
    }
  }
  return edges;
}
