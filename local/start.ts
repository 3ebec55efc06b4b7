/** `npm start`. */
import { readArguments, USAGE } from './play/arguments.ts';
import { begin } from './play/begin.ts';

await begin(readArguments, USAGE, () => import('./main.ts'));
