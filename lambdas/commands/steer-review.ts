import type { CancelsTraining } from './cancel-training.ts';
import type { Call, Steered } from './command.ts';
import type { CommandContext } from './command-context.ts';
import type { CorrectsReports } from './correct-report.ts';
import type { ChangesMemberships, MembershipCommandContext } from './end-membership.ts';
import type { CarriesOutLeaving } from './has-left.ts';
import type { OpensTraining } from './open-training.ts';
import type { OpensYears } from './open-year.ts';
import type { PlansTerms } from './plan-term.ts';
import { COMMANDS, type CommandInput, type CommandName } from './registry.ts';
import type { SetsAudiences } from './set-audience.ts';
import type { MovesQuestions } from './stop-mail.ts';
import { TELLERS } from './tellers.ts';

/** What all commands together work with. */
export type SteeringContext = CommandContext &
  PlansTerms &
  OpensYears &
  OpensTraining &
  CancelsTraining &
  MovesQuestions &
  SetsAudiences &
  CorrectsReports &
  ChangesMemberships &
  MembershipCommandContext &
  CarriesOutLeaving;

const commands: {
  readonly [Name in CommandName]: {
    run(call: Call<CommandInput<Name>>, context: SteeringContext, all: typeof COMMANDS): Promise<Steered>;
  };
} = COMMANDS;

/**
 * One command of the central team: checked, recorded in one transaction, then carried out. The record comes first and says what
 * is still to be done, so a call that broke off is completed by making it again; what is done already is refused.
 */
export async function steerReview<Name extends CommandName>(
  call: Call<CommandInput<Name>>,
  context: SteeringContext,
): Promise<Steered> {
  const name: Name = call.input.act;
  return commands[name].run(call, context, { ...TELLERS, ...COMMANDS });
}
