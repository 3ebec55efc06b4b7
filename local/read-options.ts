import { type ParseArgsConfig, parseArgs } from 'node:util';

type Options = NonNullable<ParseArgsConfig['options']>;

/**
 * The options of a command that has no more than these. With --help it says how it is called, and ends; so it does, with status 2 and a
 * sentence, for an option that it does not have.
 *
 * @param usage how it is called and what it does
 */
export function readOptions<const Known extends Options>(usage: string, options: Known) {
  return read(usage, () => {
    endAfterHelp(usage, parseArgs({ options: { ...options, help: { type: 'boolean' } } }).values);
    return parseArgs<{ options: Known }>({ options }).values;
  });
}

/** The words of a command that has no options but --help; the same sentences and endings. */
export function readWords(usage: string): readonly string[] {
  return read(usage, () => {
    const { values, positionals } = parseArgs({ options: { help: { type: 'boolean' } }, allowPositionals: true });
    endAfterHelp(usage, values);
    return positionals;
  });
}

function endAfterHelp(usage: string, values: object): void {
  if (!(values as { readonly help?: boolean }).help) return;
  console.log(usage);
  process.exit(0);
}

function read<Read>(usage: string, work: () => Read): Read {
  try {
    return work();
  } catch (error) {
    const [sentence = ''] = String(error instanceof Error ? error.message : error).split('. ');
    console.error(`${sentence.replace(/\.$/, '')}.\n${usage}`);
    return process.exit(2);
  }
}
