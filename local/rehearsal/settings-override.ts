/** `--settings FILE`: what a rehearsal changes in the settings of every year. */
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { PartnershipYear } from '../../lambdas/settings/partnership-year.ts';
import { ProgrammeSettings } from '../../lambdas/settings/programme-settings.ts';
import type { SettingsFiles } from '../../lambdas/settings/settings-files.ts';
import { WrongArguments } from '../play/arguments.ts';

type Part = { readonly [name: string]: unknown };
const part = z.record(z.string(), z.unknown());
const Override = z.strictObject({ year: part.default({}), QAR: part.default({}), TPR: part.default({}) });

/**
 * The settings with a file's values in their place: `{ "QAR": { "team": { "answerWorkingDays": 3 } }, "year": { ... } }`. A list is
 * taken as a whole.
 *
 * @throws WrongArguments saying what to change in the file
 */
export function overridden(files: SettingsFiles, file: string | undefined): SettingsFiles {
  if (file === undefined) return files;
  const { year, ...programmes } = read(file);
  return {
    years: files.years.map((one) => checked(file, 'year', PartnershipYear, merged(one, year))),
    programmes: files.programmes.map((one) =>
      checked(file, one.programme, ProgrammeSettings, merged(one, programmes[one.programme])),
    ),
  };
}

function read(file: string): z.infer<typeof Override> {
  let json: unknown;
  try {
    json = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new WrongArguments(`--settings is '${file}', which cannot be read: ${(error as Error).message}.`);
  }
  return checked(file, '', Override, json);
}

function checked<T>(file: string, where: string, schema: z.ZodType<T>, value: unknown): T {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map(
    ({ path, message }) => `'${[where, ...path].filter(Boolean).join('.')}' ${message}`,
  );
  throw new WrongArguments(`${file}: ${faults.join('; ')}.`);
}

const isPart = (value: unknown): value is Part => typeof value === 'object' && value !== null && !Array.isArray(value);

function merged(value: unknown, change: unknown): unknown {
  if (!isPart(value) || !isPart(change)) return change === undefined ? value : change;
  return {
    ...value,
    ...Object.fromEntries(Object.entries(change).map(([name, one]) => [name, merged(value[name], one)])),
  };
}
