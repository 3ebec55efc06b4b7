/** Which way imports point. A stage that needs another's thing has it moved to a shared room. */
import { globSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { describe, expect, test } from 'vitest';

interface Import {
  readonly from: string;
  readonly to: string;
  readonly typesOnly: boolean;
}

const stages = [
  'subscription',
  'scheduling',
  'team',
  'preparation',
  'visit',
  'report',
  'publication',
  'feedback',
  'renewal',
  'training',
];

/** Stages of which a shared room begins something: what is due on a morning. */
const stagesKnown: Readonly<Record<string, readonly string[]>> = {
  'daily-round': ['scheduling', 'team', 'renewal'],
};

const pattern =
  /(?:^|[\n;])\s*(?:import|export)\s+(type\s)?(?:[^'";]*?\sfrom\s+)?'(\.[^']+)'|(typeof\s+)?\bimport\(\s*'(\.[^']+)'\s*\)/g;

const importsOf = (file: string): Import[] =>
  [...readFileSync(file, 'utf8').matchAll(pattern)].map((match) => ({
    from: file,
    to: normalize(join(dirname(file), match[2] ?? match[4] ?? '')),
    typesOnly: match[1] !== undefined || match[3] !== undefined,
  }));

const files = globSync('{bin,lib,lambdas,local,scripts,test}/**/*.{ts,tsx,mjs}');
const imports = files.flatMap(importsOf);

const inFolder = (path: string, ...folders: readonly string[]): boolean =>
  folders.some((folder) => path.startsWith(`${folder}/`));
const stageOf = (path: string): string | undefined => stages.find((stage) => inFolder(path, `lambdas/${stage}`));
/** The folder of lambdas/ that a file is in: 'team' of 'lambdas/team/ranking.ts'. */
const roomOf = (path: string): string => path.split('/')[1] ?? '';
const isHandler = (path: string): boolean => /^lambdas\/[^/]+\/handlers\//.test(path);

const offenders = (breaks: (one: Import) => boolean): string[] =>
  imports.filter(breaks).map(({ from, to }) => `${from} imports ${to}`);

test('imports are found at all', () => {
  expect(imports).toContainEqual({ from: 'bin/app.ts', to: 'lib/deployment.ts', typesOnly: false });
  expect(imports).toContainEqual({ from: 'lib/place-function.ts', to: 'lib/deployment-settings.ts', typesOnly: false });
  expect(imports).toContainEqual({ from: 'lib/names.ts', to: 'lib/machine-name.ts', typesOnly: true });
});

describe('imports', () => {
  test('no stage imports another stage', () => {
    expect(
      offenders(({ from, to }) => stageOf(from) !== undefined && (stageOf(to) ?? stageOf(from)) !== stageOf(from)),
    ).toEqual([]);
  });

  test('of the shared rooms the app alone knows every stage, and the catalogue their questions’ facts', () => {
    const isShared = (path: string): boolean =>
      inFolder(path, 'lambdas') && !inFolder(path, 'lambdas/app') && stageOf(path) === undefined;
    const isFacts = (path: string): boolean => path.endsWith('/question-facts.ts');
    const mayKnow = (from: string, to: string): boolean =>
      (inFolder(from, 'lambdas/catalogue') && isFacts(to)) ||
      (stagesKnown[roomOf(from)] ?? []).includes(stageOf(to) ?? '');

    expect(offenders(({ from, to }) => isShared(from) && stageOf(to) !== undefined && !mayKnow(from, to))).toEqual([]);
    // Plain data, which carries no page into a function that asks for a question's facts alone.
    expect(
      offenders(
        ({ from, to }) => isFacts(from) && stageOf(from) !== undefined && to !== 'lambdas/questions/question-facts.ts',
      ),
    ).toEqual([]);
  });

  test('the app alone imports what answers people and what does the day’s work, and nothing deployed imports the app', () => {
    const above = ['lambdas/app', 'lambdas/portal', 'lambdas/daily-round'];
    const isApp = (path: string): boolean => inFolder(path, 'lambdas/app');

    expect(
      offenders(
        ({ from, to }) =>
          inFolder(from, 'lambdas', 'lib', 'bin') &&
          !isApp(from) &&
          inFolder(to, ...above) &&
          roomOf(from) !== roomOf(to),
      ),
    ).toEqual([]);
  });

  test('no room leads back to itself by way of others, the facts of questions apart', () => {
    const between = imports
      .filter(({ from, to }) => inFolder(from, 'lambdas') && inFolder(to, 'lambdas') && roomOf(from) !== roomOf(to))
      .filter(({ from, to }) => !(inFolder(from, 'lambdas/catalogue') && to.endsWith('/question-facts.ts')));

    expect(between.length).toBeGreaterThan(1000);
    expect(
      circlesAmong(between.map(({ from, to, typesOnly }) => ({ from: roomOf(from), to: roomOf(to), typesOnly }))),
    ).toEqual([]);
  });

  test('no room but the app knows more than twelve others', () => {
    const others = Map.groupBy(
      imports.filter(({ from, to }) => inFolder(from, 'lambdas') && roomOf(from) !== roomOf(to)),
      ({ from }) => roomOf(from),
    );
    const known = [...others].map(([room, all]) => ({ room, rooms: new Set(all.map(({ to }) => roomOf(to))).size }));

    expect(known.filter(({ room, rooms }) => rooms > 12 && room !== 'app')).toEqual([]);
  });

  test('the solver knows neither the table nor AWS, nor does anything that it loads', () => {
    const loads = Map.groupBy(
      imports.filter(({ typesOnly }) => !typesOnly),
      ({ from }) => from,
    );
    const ofSolver = files.filter((file) => inFolder(file, 'lambdas/solver'));
    const loaded = new Set(ofSolver.flatMap((file) => [file, ...reached(file, loads)]));

    expect(ofSolver.length).toBeGreaterThan(20);
    expect([...loaded].filter((file) => inFolder(file, 'lambdas/store', 'lambdas/wiring'))).toEqual([]);
    expect([...loaded].filter((file) => /from '@aws/.test(readFileSync(file, 'utf8')))).toEqual([]);
  });

  test('nothing that Node runs as it is written loads a page: it reads no JSX', () => {
    const loads = Map.groupBy(
      imports.filter(({ typesOnly }) => !typesOnly),
      ({ from }) => from,
    );
    const run = files.filter((file) => inFolder(file, 'bin', 'local', 'scripts') && !file.endsWith('.tsx'));
    const withJsx = new Set(files.filter((file) => file.endsWith('.tsx')));
    const pages = run.flatMap((file) =>
      [...reached(file, loads)].filter((to) => withJsx.has(to)).map((to) => `${file} loads ${to}`),
    );

    expect(run.length).toBeGreaterThan(200);
    expect(pages).toEqual([]);
  });

  test('the ground imports nothing of ours but itself', () => {
    expect(
      offenders(({ from, to }) => inFolder(from, 'lambdas/platform') && !inFolder(to, 'lambdas/platform')),
    ).toEqual([]);
  });

  test('handlers alone connect clients: what they call is given what it works with', () => {
    const connects = (path: string): boolean => isHandler(path) || inFolder(path, 'lambdas/wiring');

    expect(
      offenders(({ from, to }) => inFolder(from, 'lambdas') && !connects(from) && inFolder(to, 'lambdas/wiring')),
    ).toEqual([]);
  });

  test('a form is made of what pages are made of, and of nothing else', () => {
    expect(
      offenders(({ from, to }) => inFolder(from, 'lambdas/forms') && !inFolder(to, 'lambdas/forms', 'lambdas/pages')),
    ).toEqual([]);
  });

  test('handlers import cores, and nothing deployed imports a handler', () => {
    expect(offenders(({ from, to }) => inFolder(from, 'lambdas', 'lib', 'local') && isHandler(to))).toEqual([]);
  });

  test('functions know nothing of how they are deployed, run on a laptop, built or tested', () => {
    expect(offenders(({ from, to }) => inFolder(from, 'lambdas') && !inFolder(to, 'lambdas'))).toEqual([]);
  });

  test('lib takes nothing from the functions but types, the time of day that a schedule is made of, and how a number is written', () => {
    expect(
      offenders(
        ({ from, to, typesOnly }) =>
          inFolder(from, 'lib', 'bin') &&
          inFolder(to, 'lambdas') &&
          !typesOnly &&
          !['lambdas/calendar/daily-round.ts', 'lambdas/text/telephone.ts'].includes(to),
      ),
    ).toEqual([]);
  });

  test('nothing but the local stack and tests imports the local stack', () => {
    expect(offenders(({ from, to }) => inFolder(to, 'local') && !inFolder(from, 'local', 'test'))).toEqual([]);
  });

  test('nothing but tests imports tests', () => {
    expect(offenders(({ from, to }) => inFolder(to, 'test') && !inFolder(from, 'test'))).toEqual([]);
  });
});

/** Files that import each other, directly or by way of others: each circle in the order of the alphabet. */
function circlesAmong(among: readonly Import[]): string[][] {
  const next = Map.groupBy(among, ({ from }) => from);
  const reachedFrom = new Map([...next.keys()].map((file) => [file, reached(file, next)]));
  const inCircles = [...reachedFrom].filter(([file, others]) => others.has(file)).map(([file]) => file);
  const circles = inCircles.map((file) =>
    inCircles.filter((other) => reachedFrom.get(file)?.has(other) && reachedFrom.get(other)?.has(file)).sort(),
  );
  return [...new Map(circles.map((circle) => [circle.join(), circle])).values()];
}

/** Every file that a file leads to by its imports and theirs. */
function reached(file: string, next: ReadonlyMap<string, readonly Import[]>): ReadonlySet<string> {
  const seen = new Set<string>();
  const left = [file];
  for (let from = left.pop(); from !== undefined; from = left.pop()) {
    for (const { to } of next.get(from) ?? []) {
      if (seen.has(to)) continue;
      seen.add(to);
      left.push(to);
    }
  }
  return seen;
}

describe('circles of imports', () => {
  const line = (from: string, to: string): Import => ({ from, to, typesOnly: true });

  test('are found, be they short or long', () => {
    const among = [line('a', 'b'), line('b', 'c'), line('c', 'a'), line('c', 'd'), line('d', 'e'), line('e', 'd')];
    expect(circlesAmong([...among, line('f', 'a')])).toEqual([
      ['a', 'b', 'c'],
      ['d', 'e'],
    ]);
  });

  test('the code is in none, of types neither, but for the interpreter: states hold states, and run them', () => {
    const ofCode = imports.filter(({ from }) => !inFolder(from, 'test'));
    const ofInterpreter = /^local\/step-functions\/(execution|runtime|thread|visit|(states|tasks)\/[^/]+)\.ts$/;

    for (const folder of ['lambdas', 'lib', 'local']) {
      expect(ofCode.filter(({ from }) => inFolder(from, folder)).length, folder).toBeGreaterThan(90);
    }
    const circles = circlesAmong(ofCode);
    expect(circles.filter((circle) => !circle.every((file) => ofInterpreter.test(file)))).toEqual([]);
    expect(circles).toHaveLength(1);
  });

  test('commands know nothing of the dashboard that shows them', () => {
    expect(
      offenders(({ from, to }) => inFolder(from, 'lambdas/commands') && inFolder(to, 'lambdas/central-team')),
    ).toEqual([]);
  });
});

describe('the functions', () => {
  const lines = files
    .filter((file) => inFolder(file, 'lambdas'))
    .flatMap((file) =>
      readFileSync(file, 'utf8')
        .split('\n')
        .map((line, index) => ({ line, at: `${file}:${index + 1}` })),
    )
    .filter(({ line }) => !/^\s*(\*|\/\/|\/\*)/.test(line));
  const found = (forbidden: RegExp): string[] => lines.filter(({ line }) => forbidden.test(line)).map(({ at }) => at);

  test('never read the wall clock: time comes with the event', () => {
    expect(found(/\bDate\.now\(\)|\bnew Date\(\)|\bTemporal\.Now\b|\bperformance\.now\(\)/)).toEqual([]);
  });

  test('never scan the table', () => {
    expect(found(/\bScanCommand\b|\.scan\b/)).toEqual([]);
  });

  test('use no hash but SHA-256, and no random number but the system’s', () => {
    expect(found(/createHash\((?!'sha256'\))|\bMath\.random\b/)).toEqual([]);
    expect(found(/\brandomBytes\(32\)/)).toHaveLength(1);
  });
});
