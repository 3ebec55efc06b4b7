import type { CancelsTraining } from './cancel-training.ts';
import type { Call, Steered } from './command.ts';
import type { CommandContext } from './command-context.ts';
import type { OpensTraining } from './open-training.ts';
import type { PlansTerms } from './plan-term.ts';
import { type Act, COMMANDS, type CommandName } from './registry.ts';
import type { MovesQuestions } from './stop-mail.ts';

/** What all commands together work with. */
export type SteeringContext = CommandContext & PlansTerms & OpensTraining & CancelsTraining & MovesQuestions;

const commands: {
  readonly [Name in CommandName]: {
    run(call: Call<Act<Name>>, context: SteeringContext, all: typeof COMMANDS): Promise<Steered>;
  };
} = COMMANDS;

/**
 * One act of the central team: checked, recorded in one transaction, then carried out. The record comes first and says what
 * is still to be done, so a call that broke off is completed by making it again; what is done already is refused.
 */
export async function steerReview<Name extends CommandName>(
  call: Call<Act<Name>>,
  context: SteeringContext,
): Promise<Steered> {
  const name: Name = call.act.act;
  return commands[name].run(call, context, COMMANDS);
}
