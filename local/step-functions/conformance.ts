import { readFileSync } from 'node:fs';
import { parseCases, type RecordedCase } from './conformance-suite/case.ts';
import { playCase } from './conformance-suite/play.ts';

/**
 * Plays every case of a file of recorded histories and compares event for event.
 *
 *   node local/step-functions/conformance.ts FILE
 *
 * Prints a line for each case that differs, then the count. Exit status 0 when all are equal, 1 when one differs, 2
 * when the file is missing or no list of cases.
 */
function read(file: string | undefined): readonly RecordedCase[] {
  if (file === undefined) refuse('Name a file of recorded cases: npm run conformance -- FILE');
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    refuse(`Cannot read ${file}.`);
  }
  try {
    return parseCases(text);
  } catch (error) {
    refuse(`Cannot use ${file}: ${(error as Error).message}.`);
  }
}

function refuse(sentence: string): never {
  console.error(sentence);
  process.exit(2);
}

const shown = (value: unknown): string => (JSON.stringify(value) ?? 'nothing').slice(0, 300);

const cases = read(process.argv[2]);
let failed = 0;
for (const recorded of cases) {
  const failure = await playCase(recorded);
  if (!failure) continue;
  failed += 1;
  const { path, expected, actual } = failure.difference;
  console.log(
    `${failure.id}: event ${failure.event}, ${path || 'the event'}: recorded ${shown(expected)}, got ${shown(actual)}`,
  );
}
console.log(`${cases.length - failed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
