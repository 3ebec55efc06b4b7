/** In place of a solver that takes more and more memory outside of JavaScript's own. */
import { setTimeout } from 'node:timers/promises';

const taken: Buffer[] = [];
for (;;) {
  taken.push(Buffer.alloc(2 ** 24, taken.length));
  await setTimeout(20);
}
