/** `--compare A.json B.json`: the same seeds under both settings. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readSettingsFiles } from '../../../lambdas/settings/settings-files.ts';
import { WrongArguments } from '../../play/arguments.ts';
import type { RehearsalArguments } from '../arguments.ts';
import type { RehearsalReport } from '../figures/report-form.ts';
import { playSeed } from '../many-seeds.ts';
import { overridden } from '../settings-override.ts';
import { compared, type Pair, tellComparison } from './comparison.ts';
import { changesInWords } from './settings-words.ts';

/**
 * Plays and compares, and writes comparison.json and comparison.html into the folder beside the reports of all plays. What is stopped is
 * compared by the seeds that were played with both.
 *
 * @throws WrongArguments when a file cannot be used, or both mean the same
 */
export async function compareSettings(
  args: RehearsalArguments,
  files: readonly [string, string],
  { folder, interrupted }: { readonly folder: string; readonly interrupted: AbortSignal },
): Promise<readonly string[]> {
  const known = readSettingsFiles();
  const changes = changesInWords(overridden(known, files[0]), overridden(known, files[1]));
  if (changes.length === 0) throw new WrongArguments(`${files[0]} and ${files[1]} say the same: nothing can differ.`);
  const pairs: Pair[] = [];
  const brokeOff: string[] = [];
  for (let seed = args.seed; seed < args.seed + args.seeds && !interrupted.aborted; seed += 1) {
    const one = await playWith(files[0], seed, join(folder, `seed-${seed}-first`));
    if (!one || interrupted.aborted) continue;
    const other = await playWith(files[1], seed, join(folder, `seed-${seed}-second`));
    if (other) pairs.push({ seed, one, other });
  }
  if (pairs.length === 0)
    return [...brokeOff, 'No seed was played with both settings, so there is nothing to compare.'];
  const comparison = compared(pairs, { files, changes });
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'comparison.json'), `${JSON.stringify(comparison, undefined, 2)}\n`);
  const { comparisonPage } = await import('../report-page/comparison-page.ts');
  writeFileSync(join(folder, 'comparison.html'), await comparisonPage(comparison));
  return [...brokeOff, ...tellComparison(comparison), `The report is in ${join(folder, 'comparison.html')}.`];

  /** Nothing of a play that did not come to its end. */
  async function playWith(settings: string, seed: number, report: string): Promise<RehearsalReport | undefined> {
    const played = await playSeed(args, { seed, folder: report, settings });
    if (played.report === undefined && !interrupted.aborted) brokeOff.push(`Seed ${seed} with ${settings} broke off.`);
    return played.report?.played.isDone === true ? played.report : undefined;
  }
}
