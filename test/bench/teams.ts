/**
 * Planning the teams of a season: how long until the first plan and until the proof, how good they are, how much memory, and
 * one decline mended. Schools come from a register file, people and calendar are invented.
 *
 *   npm run bench -- teams --members FILE.csv --reviews 157 --seed 1 [--schools 541] [--seconds 60] [--json FILE]
 *
 * `--json` writes the season, the plan and the multipliers in the format of docs/team-planning.md. Without `--members` the
 * sample's 60 schools have 20 reviews. `--schools` takes any number, and there are as many as reviews at least: where the file has fewer,
 * schools of it are drawn again and moved by up to 15 km (season/synthetic-season.ts).
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import { readGias } from '../../lambdas/members/gias.ts';
import { checkBound } from '../../lambdas/solver/check-bound.ts';
import { checkCases } from '../../lambdas/solver/check-cases.ts';
import { checkPlan } from '../../lambdas/solver/check-plan.ts';
import type { SeasonPlan } from '../../lambdas/solver/instance.ts';
import { Mending } from '../../lambdas/solver/mend.ts';
import { solveSeason } from '../../lambdas/solver/solve-in-worker.ts';
import { readOptions } from '../../local/read-options.ts';
import { syntheticSeason } from './season/synthetic-season.ts';

const values = readOptions(
  'npm run bench -- teams [--members FILE.csv] [--reviews N] [--schools N] [--seed N] [--seconds N] [--json FILE]: how long the teams of a term take to plan.',
  {
    members: { type: 'string' },
    reviews: { type: 'string' },
    schools: { type: 'string' },
    seed: { type: 'string', default: '1' },
    seconds: { type: 'string', default: '60' },
    json: { type: 'string' },
  },
);
const file = values.members ?? 'local/sample/network.csv';
const reviews = Number(values.reviews ?? (values.members ? 157 : 20));
const { schools } = readGias(readFileSync(file));
const count = values.schools === undefined ? undefined : Math.max(Number(values.schools), reviews);
const season = syntheticSeason(schools, reviews, Number(values.seed), count);
const seats = season.reviews.reduce((sum, review) => sum + review.seats, 0);
console.log(
  `${season.reviews.length} reviews with ${seats} seats, ${season.people.length} reviewers of ${season.schools.length} schools; ` +
    `load of the machine ${loadavg()[0]?.toFixed(1)}`,
);

const begun = performance.now();
const spent = process.cpuUsage();
/** Seconds by the clock, and of the processor: on a busy machine only the second says how much work it was. */
const seconds = (): string => {
  const { user, system } = process.cpuUsage(spent);
  return `${((performance.now() - begun) / 1000).toFixed(2)} s (${((user + system) / 1e6).toFixed(1)} s of the processor)`;
};
const limit = Number(values.seconds);
const solved = await solveSeason(season, {
  ...{ seconds: limit, killAfterSeconds: 2.5 * limit, seed: Number(values.seed) },
  onFirstPlan: (plan) => {
    const { cost, emptySeats, broken } = checkPlan(season, plan);
    console.log(
      `first plan after ${seconds()}: cost ${cost}, ${emptySeats} empty seats, ${broken.length} rules broken`,
    );
  },
});
const { cost, emptySeats, broken } = checkPlan(season, solved.plan);
const bound = solved.cases
  ? checkCases(season, solved.pinned, solved.multipliers, solved.cases)
  : checkBound(season, solved.pinned, solved.multipliers);
console.log(
  `${solved.proved ? 'proved' : 'not proved'} after ${seconds()}: cost ${cost}, bound ${bound} ` +
    `(${((100 * (cost - bound)) / bound).toFixed(2)}% apart), load ${loadavg()[0]?.toFixed(1)}, ` +
    `${emptySeats} empty seats, ${broken.length} rules broken${solved.unsolved ? `; ${solved.unsolved}` : ''}`,
);
for (const sentence of broken.slice(0, 10)) console.log(`  ${sentence}`);
console.log(`peak memory ${Math.round(process.resourceUsage().maxRSS / 1024)} MB`);

const [gone] = solved.plan.placements;
if (gone) {
  const others = { placements: solved.plan.placements.filter((one) => one !== gone) };
  const mending = new Mending(season, others);
  mending.alternates(gone.review, [gone.person]); // the first call is compiled while it runs
  const before = performance.now();
  const [next] = mending.alternates(gone.review, [gone.person]);
  const took = (performance.now() - before).toFixed(1);
  const mended = { placements: [...others.placements, ...(next ? [{ ...gone, person: next.person }] : [])] };
  const changed = season.reviews.filter(({ review }) => teamOf(mended, review) !== teamOf(solved.plan, review)).length;
  console.log(
    `one decline mended in ${took} ms: ${next?.person ?? 'nobody can come'}; ${changed} of ${season.reviews.length} teams ` +
      `changed, ${checkPlan(season, mended).broken.length} rules broken`,
  );
}
if (values.json) {
  const { plan, multipliers, cases, pinned } = solved;
  writeFileSync(values.json, `${JSON.stringify({ season, plan, pinned, cost, bound, multipliers, cases })}\n`);
}

function teamOf({ placements }: SeasonPlan, review: string): string {
  return placements
    .flatMap((one) => (one.review === review ? one.person : []))
    .sort()
    .join(' ');
}
