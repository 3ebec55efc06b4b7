/** Ends with status 2 and one sentence where there is no browser for `npm run test:browser`. */
import { hasChromium, NO_CHROMIUM } from '../../local/pictures/chromium.ts';

if (!hasChromium()) {
  console.error(NO_CHROMIUM);
  process.exitCode = 2;
}
