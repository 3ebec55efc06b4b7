import { type ParseArgsConfig, parseArgs } from 'node:util';

type Options = NonNullable<ParseArgsConfig['options']>;

/**
 * The options of a command that has no more than these. With --help it says how it is called, and ends; so it does, with status 2 and a
 * sentence, for an option that it does not have.
 *
 * @param usage how it is called and what it does
 */
export function readOptions<const Known extends Options>(usage: string, options: Known) {
  try {
    const { values } = parseArgs({ options: { ...options, help: { type: 'boolean' } } });
    if (!(values as { readonly help?: boolean }).help) return parseArgs<{ options: Known }>({ options }).values;
    console.log(usage);
    return process.exit(0);
  } catch (error) {
    const [sentence = ''] = String(error instanceof Error ? error.message : error).split('. ');
    console.error(`${sentence.replace(/\.$/, '')}.\n${usage}`);
    return process.exit(2);
  }
}
