import type { Steered } from '../../lambdas/commands/command.ts';
import type { LocalStack } from '../stack.ts';

/**
 * Gives a command of the central team, as a button of the dashboard does.
 *
 * @param call its name (`act`), what it is about, and what else its form asks
 * @throws Error when the function failed; a refusal is an answer.
 */
export async function pressCommand(
  stack: LocalStack,
  call: { readonly act: string; readonly about: string } & Readonly<Record<string, unknown>>,
): Promise<Steered> {
  const steering = stack.functions.all.find(({ name }) => name.endsWith('-steer-review'));
  if (!steering) throw new Error('There is no function that carries out commands.');
  const at = new Date(stack.clock.now()).toISOString();
  const result = await stack.functions.invoke(steering.name, { ...call, at });
  if ('error' in result) throw new Error(`${call.act} failed: ${result.error.errorMessage}`);
  return JSON.parse(result.payload) as Steered;
}
