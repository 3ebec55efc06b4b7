import { longDate } from '../../lambdas/calendar/dates.ts';
import { londonDate } from '../../lambdas/calendar/london.ts';
import { SHARED_ROUNDS } from '../rounds.ts';
import type { LocalStack } from '../stack.ts';

/** Says which pages show best what was played, for whoever opens them for the first time. */
export function worthOpening(stack: LocalStack): readonly string[] {
  const today = longDate(londonDate(new Date(stack.clock.now()).toISOString()));
  const workflow = longestWorkflow(stack);
  const pages = [
    { path: '/_local/', shows: 'the year stage by stage with its mails, and the clock to move' },
    ...(workflow ? [{ path: workflow, shows: 'its workflow as a picture, with every step that was taken' }] : []),
    { path: '/_local/dashboards', shows: `what the central team sees on ${today}` },
  ];
  const width = Math.max(...pages.map(({ path }) => path.length));
  return [
    '\nWorth opening (Ctrl-C ends):',
    ...pages.map(({ path, shows }) => `  ${stack.portalOrigin}${path.padEnd(width)}  ${shows}`),
  ];
}

/** The page of the execution that took the most steps, the rounds apart that serve every review. */
function longestWorkflow({ engine, machines }: LocalStack): string | undefined {
  const names = new Map(machines.map(({ arn, name }) => [arn, name]));
  const [longest] = engine
    .listExecutions()
    .filter(({ stateMachineArn }) => !SHARED_ROUNDS.has(names.get(stateMachineArn) ?? ''))
    .toSorted((a, b) => b.stateTransitions - a.stateTransitions);
  return longest && `/_local/executions/${names.get(longest.stateMachineArn)}/${encodeURIComponent(longest.name)}`;
}
