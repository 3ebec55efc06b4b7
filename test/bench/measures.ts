/**
 * What the main tasks ask of whoever does them: plays a year on the local stack, opens the pages of ten tasks in Chromium at the width of a phone, and
 * prints the table of docs/measures.md.
 *
 *   npm run --silent bench -- measures
 */
import { londonDate } from '../../lambdas/calendar/london.ts';
import { launchChromium } from '../../local/pictures/chromium.ts';
import { type Capture, playAndCollect } from '../../local/pictures/collect.ts';
import { PLAYED_YEAR, playStart } from '../../local/play/play.ts';
import { readNetwork } from '../../local/play/seed-network.ts';
import { startLocalStack } from '../../local/stack.ts';
import { synthesize } from '../../local/synth.ts';
import { Looking, type Measure } from './measures/look-at-pages.ts';

/** Each with the name under which its page is captured. */
const TASKS: readonly (readonly [string, RegExp])[] = [
  ['Renew and sign', /^sign-agreement-host$/],
  ['Wishes for dates', /^qar-choose-dates-host$/],
  ['Confirm a place', /^qar-invite-reviewer$/],
  ['When somebody cannot', /^availability-availability-/],
  ['Information form', /^qar-information-form-host$/],
  ['Check the facts', /^qar-check-facts-host$/],
  ['Agree the report', /^qar-agree-report-host$/],
  ['Draft of the report', /^qar-draft-report-lead$/],
  ['Timetable', /^qar-propose-timetable-lead$/],
  ['Own page', /^own-record$/],
];

const start = playStart();
const stack = await startLocalStack({ cdkOut: await synthesize(), start, print: () => {} });
const browser = await launchChromium();
stack.clock.schedule(Date.parse('2026-09-14T08:00:00Z'), () => void stack.clock.during(askWhenNot()));
try {
  const { captures } = await playAndCollect(stack, readNetwork({ today: londonDate(start.toISOString()) }));
  const sheets = new Map<string, Promise<string>>();
  const looking = await Looking.open(browser, (path) => {
    const known = sheets.get(path) ?? fetch(`${stack.portalOrigin}${path}`).then((response) => response.text());
    sheets.set(path, known);
    return known;
  });
  console.log('| task | pages | fields | presses | height at 360 px | highest page | reading grade |');
  console.log('| --- | ---: | ---: | ---: | ---: | ---: | ---: |');
  for (const [task, name] of TASKS) {
    const pages = captures.filter(({ kind }) => kind === 'page');
    const main = pages.find((one) => name.test(one.name));
    if (!main) {
      process.exitCode = 1;
      console.error(`No page was seen for '${task}'; there are ${pages.map((one) => one.name).join(', ')}.`);
      continue;
    }
    console.log(lineOf(task, await looking.measure(main, partsOf(main, pages))));
  }
} finally {
  await browser.close();
  await stack.stop();
}

/** Asks the last of all lead reviewers about the spring: too few reviews are planned here for a round of a term. */
async function askWhenNot(): Promise<void> {
  const asking = stack.functions.all.find(({ id }) => id === 'AskAvailability');
  const result = await stack.functions.invoke(asking?.name ?? '', {
    ...{ about: `teams-${PLAYED_YEAR}-spring`, year: PLAYED_YEAR, term: 'spring' },
    ...{ at: new Date(stack.clock.now()).toISOString(), expiresAt: '2026-10-09T16:00:00.000Z' },
    after: 'lead-reviewers/person-0171',
  });
  if ('error' in result) stack.problems.report(`Nobody was asked when they cannot: ${result.error.errorMessage}`);
}

/** The parts that a list leads to were captured under its name and theirs. */
function partsOf(main: Capture, pages: readonly Capture[]): readonly Capture[] {
  return [...main.html.matchAll(/"\?part=([\w-]+)"/g)].flatMap(
    ([, part]) => pages.find(({ name }) => name === `${main.name}-${part}`) ?? [],
  );
}

function lineOf(task: string, { pages, fields, clicks, height, highest, grade }: Measure): string {
  const pixels = (length: number): string => length.toLocaleString('en-GB');
  return `| ${task} | ${pages} | ${fields} | ${clicks} | ${pixels(height)} | ${pixels(highest)} | ${grade.toFixed(1)} |`;
}
