import { WrongArguments } from './arguments.ts';
import { Progress } from './progress.ts';

/**
 * Begins a command of the laptop: says at once what it is doing, and only then loads what takes long to load: the AWS SDK, the
 * CDK's bundler, the parts of the local stack. Nothing that is imported here may need more than Node.
 *
 * @param read the options it was given. @throws WrongArguments with a sentence, which ends the process with 2
 */
export async function begin<Args extends { readonly help: boolean }>(
  read: (words: readonly string[]) => Args,
  usage: string,
  load: () => Promise<{ main(args: Args, progress: Progress): Promise<void> }>,
): Promise<void> {
  try {
    const args = read(process.argv.slice(2));
    if (args.help) {
      console.log(usage);
      return;
    }
    const progress = new Progress({ screen: process.stderr, output: process.stdout });
    progress.begin('loading');
    const { main } = await load();
    await main(args, progress);
  } catch (error) {
    if (!(error instanceof WrongArguments)) throw error;
    console.error(error.message);
    process.exitCode = 2;
  }
}
