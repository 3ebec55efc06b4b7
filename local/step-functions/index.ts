/** An interpreter of AWS Step Functions state machines (JSONata) that behaves as AWS does, in virtual time. */
export { StepFunctionsError } from './errors.ts';
export { type GraphEdge, type GraphState, graphOf, type MachineGraph } from './graph.ts';
export { StepFunctions } from './step-functions.ts';
export type * from './types.ts';
export { handleRequest } from './wire/handle.ts';
