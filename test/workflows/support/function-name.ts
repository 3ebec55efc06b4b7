import type { LocalStack } from '../../../local/stack.ts';

/** The deployed name of a function, from its construct's id. */
export function functionName(stack: LocalStack, id: string): string {
  const found = stack.functions.all.find((each) => each.id === id);
  if (!found)
    throw new Error(`There is no function ${id}, only ${stack.functions.all.map((each) => each.id).join(', ')}.`);
  return found.name;
}
