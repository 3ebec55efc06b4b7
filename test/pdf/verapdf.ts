import { spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const POM = fileURLToPath(new URL('./pom.xml', import.meta.url));
const MAIN = 'org.verapdf.apps.GreenfieldCliWrapper';

/** veraPDF cannot be had on this machine; the message is a sentence. */
export class NoVeraPdf extends Error {
  override readonly name = 'NoVeraPdf';
}

/** A rule that a document breaks: its clause and test in the standard, and how often. */
export interface Breach {
  readonly file: string;
  readonly rule: string;
  readonly description: string;
}

const isThere = (command: string, ...given: readonly string[]): boolean =>
  spawnSync(command, given, { stdio: 'ignore' }).status === 0;

/**
 * Where Java finds veraPDF and what it needs; Maven brings it when it is first asked for.
 *
 * @throws NoVeraPdf where there is no Java, no Maven, or no way to Maven Central.
 */
export function veraPdf(): string {
  if (!isThere('java', '-version')) throw new NoVeraPdf('There is no Java to check PDFs with.');
  if (!isThere('mvn', '--version')) throw new NoVeraPdf('There is no Maven to fetch veraPDF with.');
  const folder = join(tmpdir(), `verapdf-${randomUUID()}`);
  mkdirSync(folder);
  const paths = join(folder, 'class-path');
  try {
    const goal = 'dependency:build-classpath';
    const { status } = spawnSync('mvn', ['-q', '-B', '-f', POM, goal, `-Dmdep.outputFile=${paths}`], {
      stdio: 'ignore',
    });
    if (status !== 0) throw new NoVeraPdf('Maven could not fetch veraPDF.');
    return readFileSync(paths, 'utf8').trim();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const unescaped = (text: string): string =>
  text.replaceAll('&quot;', '"').replaceAll('&gt;', '>').replaceAll('&lt;', '<');

/** What of PDF/UA-1 the documents break, by veraPDF; and how many it looked at. */
export function breachesOf(
  classPath: string,
  files: readonly string[],
): { looked: number; breaches: readonly Breach[] } {
  const given = ['-cp', classPath, MAIN, '--flavour', 'ua1', '--format', 'xml', ...files];
  const { stdout } = spawnSync('java', given, { encoding: 'utf8', maxBuffer: 100e6 });
  const jobs = stdout.split('<job>').slice(1);
  const looked = jobs.filter((job) => job.includes('<validationReport ')).length;
  const breaches = jobs.flatMap((job) => {
    const [, file = ''] = /<name>([^<]+)<\/name>/.exec(job) ?? [];
    return [...job.matchAll(/<rule ([^>]*status="failed"[^>]*)>\s*<description>([^<]*)/g)].map(
      ([, attributes = '', description = '']) => {
        const of = (name: string) => new RegExp(`${name}="([^"]*)"`).exec(attributes)?.[1] ?? '';
        return {
          file: file.split('/').at(-1) ?? '',
          rule: `${of('clause')}-${of('testNumber')}`,
          description: unescaped(description),
        };
      },
    );
  });
  return { looked, breaches };
}
