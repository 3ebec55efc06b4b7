/** Small files of the central team, brought in as `npm run import` does it. */
import { type ImportReport, importMembers } from '../../../lambdas/members/import-members.ts';
import type { MembersToImport } from '../../../lambdas/members/known-members.ts';
import { readPeople } from '../../../lambdas/members/people-file.ts';
import type { PersonRecord } from '../../../lambdas/members/people-records.ts';
import type { Store } from '../../../lambdas/store/store.ts';
import { peopleCsv } from '../../sample/people-csv.ts';
import type { LocalStack } from '../../stack.ts';

/**
 * Imports what files say, and complains of each line that was refused.
 *
 * @returns what changed
 */
export async function importFiles(
  { stack, store }: { readonly stack: LocalStack; readonly store: Store },
  files: MembersToImport,
): Promise<ImportReport> {
  const report = await importMembers(store, files);
  for (const { reason } of report.refused) stack.problems.report(`A line of an imported file was refused: ${reason}`);
  return report;
}

/** A file of these people, read as it is imported. */
export function peopleFile(people: readonly PersonRecord[]): Pick<MembersToImport, 'people'> {
  return { people: readPeople(Buffer.from(peopleCsv({ trusts: [], hubs: [], people }))).people };
}
