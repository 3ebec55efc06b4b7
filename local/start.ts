/**
 * `npm start`: says at once what it is doing, and only then loads what takes long to load: the AWS SDK, the CDK's
 * bundler, the parts of the local stack. Nothing that is imported here may need more than Node.
 */
import { readArguments, USAGE, WrongArguments } from './play/arguments.ts';
import { Progress } from './play/progress.ts';

try {
  const args = readArguments(process.argv.slice(2));
  if (args.help) {
    console.log(USAGE);
  } else {
    const progress = new Progress({ screen: process.stderr, output: process.stdout });
    progress.begin('loading');
    const { main } = await import('./main.ts');
    await main(args, progress);
  }
} catch (error) {
  if (!(error instanceof WrongArguments)) throw error;
  console.error(error.message);
  process.exitCode = 2;
}
