/** The settings as they are shipped, for tests that need them in their table. */
import { seedSettings } from '../../lambdas/settings/seed-settings.ts';
import { readSettingsFiles } from '../../lambdas/settings/settings-files.ts';
import type { Store } from '../../lambdas/store/store.ts';
import { openDatabase } from '../../local/dynamodb/open-tables.ts';
import { type KeptRows, keepRows, putRows } from './kept-rows.ts';
import { emptyStore } from './store.ts';

let seeded: Promise<KeptRows> | undefined;

/**
 * Writes the shipped settings: the rows that `seedSettings` left in a table of its own, where it was run once for all tests of this
 * process. What seeding does to a table that has settings is for test/settings.
 */
export async function putSettings(store: Store): Promise<void> {
  seeded ??= seedOnce();
  await putRows(store, await seeded);
}

async function seedOnce(): Promise<KeptRows> {
  const database = await openDatabase({ region: 'eu-west-2', now: Date.now });
  try {
    const store = await emptyStore(database);
    await seedSettings(store, readSettingsFiles());
    return await keepRows(store);
  } finally {
    await database.stop();
  }
}
