/** Ends with status 2 and one sentence where veraPDF cannot be had for `npm run check:pdf`. */
import { NoVeraPdf, veraPdf } from './verapdf.ts';

try {
  veraPdf();
} catch (error) {
  if (!(error instanceof NoVeraPdf)) throw error;
  console.error(error.message);
  process.exitCode = 2;
}
