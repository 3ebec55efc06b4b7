import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { NoDatabase } from './database.ts';
import { findProgram } from './on-path.ts';

/** Amazon asks for Java 17 or later for all versions of DynamoDB Local since 2024. */
const OLDEST = 17;

/**
 * The Java of `JAVA_HOME`, or else the one on the PATH.
 *
 * @throws NoDatabase when there is none, or only too old ones.
 */
export function findJava(): string {
  const home = process.env.JAVA_HOME;
  const candidates = [home ? findProgram('java', [join(home, 'bin')]) : undefined, findProgram('java')];
  const found = candidates.flatMap((java) => (java === undefined ? [] : { java, version: versionOf(java) }));
  const fits = found.find(({ version }) => version !== undefined && version >= OLDEST);
  if (fits) return fits.java;
  const tooOld = found.find(({ version }) => version !== undefined);
  const reason = tooOld
    ? `the Java at ${tooOld.java} is version ${tooOld.version}, and Amazon's DynamoDB Local needs ${OLDEST} or later`
    : 'no Java was found at JAVA_HOME or on the PATH';
  throw new NoDatabase(
    `No database can be started for ${process.platform}-${process.arch}: ${reason}. Install Java ${OLDEST} or later, or ` +
      'dynoxide (cargo install dynoxide-rs), or start any DynamoDB yourself, for example amazon/dynamodb-local, and set ' +
      'DYNAMODB_ENDPOINT=http://127.0.0.1:8000.',
  );
}

/** Its major version: 8 for '1.8.0_422', 17 for '17.0.15'. On a Mac without Java, `java` is a program that only says so. */
function versionOf(java: string): number | undefined {
  const { status, stderr } = spawnSync(java, ['-version'], { encoding: 'utf8', windowsHide: true });
  const [, first, second] = /version "(\d+)(?:\.(\d+))?/.exec(stderr ?? '') ?? [];
  if (status !== 0 || first === undefined) return undefined;
  return Number(first === '1' ? second : first);
}
