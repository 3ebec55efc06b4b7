import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build, stop } from 'esbuild';
import { askedOf } from '../../lambdas/questions/open-link.ts';
import type { Decision, Store } from '../../lambdas/store/store.ts';
import { browserScript } from '../../scripts/browser-script.ts';

/** By field: what is sent, or null where it is left as it stands, since it is not asked or not needed in this answer. */
export type SampleValues = Readonly<Record<string, string | readonly string[] | null>>;

/** What the fields of a question's page know of a willing person's answer, and the words of the button that sends it. */
export interface Samples {
  readonly fields: SampleValues;
  readonly button: string;
}

type Catalogue = typeof import('../../lambdas/app/catalogue.ts');
type Pages = typeof import('../../lambdas/pages/given-answers.tsx');

const root = join(import.meta.dirname, '..', '..');
const ENTRY = `
  export { allQuestions } from './lambdas/app/catalogue.ts';
  export { givenAnswers } from './lambdas/pages/given-answers.tsx';`;

let questions: Promise<Catalogue & Pages> | undefined;

/** Asks the question's own form, as it stands for the person. A question that is asked no more knows nothing. */
export async function samplesOf(decision: Decision, store: Store): Promise<Samples> {
  questions ??= bundledQuestions();
  const { allQuestions, givenAnswers } = await questions;
  const question = allQuestions.find(({ name }) => name === decision.question);
  const bound = await question?.bind(askedOf(decision), {
    store,
    centralTeam: { name: 'The central team', email: '' },
  });
  const page = bound?.page();
  const given = page ? givenAnswers(page.body, page.values ?? {}) : [];
  const known = given.flatMap(({ names, sample }) => (sample ? names.map((name) => [name, sample[name] ?? null]) : []));
  return { fields: Object.fromEntries(known), button: page?.button ?? 'Send your answer' };
}

/** Node runs no JSX, so the questions are bundled once a process; their styles and fonts are nobody's affair here. */
async function bundledQuestions(): Promise<Catalogue & Pages> {
  const cache = join(root, 'node_modules', '.cache');
  mkdirSync(cache, { recursive: true });
  const folder = mkdtempSync(join(cache, 'people-'));
  try {
    const outfile = join(folder, 'questions.mjs');
    await build({
      stdin: { contents: ENTRY, resolveDir: root },
      outfile,
      bundle: true,
      packages: 'external',
      platform: 'node',
      format: 'esm',
      jsx: 'automatic',
      loader: { '.scss': 'text', '.ttf': 'empty' },
      plugins: [browserScript],
    });
    return await withQuickReact(() => import(pathToFileURL(outfile).href));
  } finally {
    rmSync(folder, { recursive: true });
    await stop();
  }
}

/** React chooses, as it is loaded, between itself and a build for developers that takes twice as long to write a page. */
async function withQuickReact<T>(load: () => Promise<T>): Promise<T> {
  const { NODE_ENV } = process.env;
  process.env.NODE_ENV = 'production';
  try {
    return await load();
  } finally {
    if (NODE_ENV === undefined) delete process.env.NODE_ENV;
    else process.env.NODE_ENV = NODE_ENV;
  }
}
