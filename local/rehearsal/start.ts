/** `npm run rehearse`. */
import { begin } from '../play/begin.ts';
import { readRehearsalArguments, USAGE } from './arguments.ts';

await begin(readRehearsalArguments, USAGE, () => import('./main.ts'));
