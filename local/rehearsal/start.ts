/** `npm run rehearse`: says at once what it is doing, and only then loads what takes long to load. */
import { WrongArguments } from '../play/arguments.ts';
import { Progress } from '../play/progress.ts';
import { readRehearsalArguments, USAGE } from './arguments.ts';

try {
  const args = readRehearsalArguments(process.argv.slice(2));
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
