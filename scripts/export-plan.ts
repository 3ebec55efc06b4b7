/**
 * Writes what a plan of teams was made from, with the plan and its proof, as JSON for anybody's checker, and says what our own
 * checker makes of it: `npm run plan -- --table NAME --round teams-2026-spring --out FILE.json`. Without `--plan NUMBER` it is
 * the plan that counts; `--leads` gives that of the lead reviewers. docs/team-planning.md describes the document.
 */
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { checkBound } from '../lambdas/solver/check-bound.ts';
import { checkCases } from '../lambdas/solver/check-cases.ts';
import { checkPlan } from '../lambdas/solver/check-plan.ts';
import { readTermPlan, seasonParts } from '../lambdas/store/term-plan-reads.ts';
import { documentOf } from '../lambdas/team/term-plan/season-document.ts';
import { connectStore } from '../lambdas/wiring/connect-store.ts';

const usage = 'npm run plan -- --table NAME --round teams-2026-spring --out FILE.json [--plan NUMBER] [--leads]';

/** What stops the command, as a sentence for whoever typed it. */
function stop(sentence: string): never {
  console.error(`${sentence} ${usage}`);
  process.exit(2);
}

function readArguments() {
  try {
    return parseArgs({
      options: {
        table: { type: 'string' },
        round: { type: 'string' },
        out: { type: 'string' },
        plan: { type: 'string' },
        leads: { type: 'boolean', default: false },
      },
    }).values;
  } catch (error) {
    return stop(`${String(error instanceof Error ? error.message : error).split('. ')[0]}.`);
  }
}

const { table = process.env.TABLE_NAME, round: about, out, plan, leads } = readArguments();
if (!table || !about || !out) stop('Name the table, the round and the file.');
if (plan !== undefined && !/^[1-9]\d*$/.test(plan)) stop(`--plan is '${plan}'; write the number of a plan.`);
const store = connectStore(table);
const termPlan = await readTermPlan(store, about);
if (!termPlan) stop(`There is no round '${about}' in the table.`);
const number = plan === undefined ? termPlan.plans : Number(plan);
const parts = await seasonParts(store, about, number, leads);
if (parts.length === 0) stop(`The round '${about}' has no plan ${number}.`);

const document = documentOf(parts);
const { season, pinned, multipliers, cases } = document;
const { cost, emptySeats, broken } = checkPlan(season, document.plan);
const bound = cases ? checkCases(season, pinned, multipliers, cases) : checkBound(season, pinned, multipliers);
writeFileSync(out, `${JSON.stringify(document)}\n`);
console.log(
  `Plan ${number} of ${about}: cost ${cost}, bound ${bound}, ${emptySeats} empty seats, ${broken.length} rules broken.`,
);
for (const sentence of broken) console.log(`  ${sentence}`);
