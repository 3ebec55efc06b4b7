import * as z from 'zod';

const name = z.string().min(1);

/** Everything a function may find in its environment; `lib/` gives each function what it is granted. */
const Known = z.object({
  TABLE_NAME: name,
  STAGE_NAME: name,
  PORTAL_ORIGIN: name,
  SENDER_ADDRESS: name,
  CENTRAL_TEAM_ADDRESS: name,
  CHARITY_NAME: name,
  URGENT_TELEPHONE: name,
  TELEPHONE_HOURS: name,
  MEMBERSHIP_COST: name,
  ACCESSIBILITY_TESTED_ON: name,
  CONFIGURATION_SET: name,
  EVENT_BUS: name,
  REVIEW_MACHINE_ARN: name,
  SUBSCRIPTION_MACHINE_ARN: name,
  PLACEMENT_MACHINE_ARN: name,
  MATCHING_ROUND_MACHINE_ARN: name,
  FOLLOW_UP_MACHINE_ARN: name,
  TRAINING_SESSION_MACHINE_ARN: name,
  REVIEW_EXECUTIONS_ARN: name,
  STEER_REVIEW_ARN: name,
});

type EnvironmentName = keyof z.infer<typeof Known>;

/** A function was deployed without a name that it needs. The message lists all that are missing. */
export class EnvironmentIncomplete extends Error {
  override name = 'EnvironmentIncomplete';
}

/**
 * The named values of the environment, read once when a function starts.
 *
 * @throws EnvironmentIncomplete naming all that are missing.
 */
export function environment<Name extends EnvironmentName>(...names: readonly Name[]): Readonly<Record<Name, string>> {
  const missing = names.filter((one) => !process.env[one]);
  if (missing.length > 0) {
    throw new EnvironmentIncomplete(
      `The function's environment lacks ${missing.join(', ')}. See the grants in lib/functions.ts.`,
    );
  }
  return Object.fromEntries(names.map((one) => [one, process.env[one] ?? ''])) as Record<Name, string>;
}
