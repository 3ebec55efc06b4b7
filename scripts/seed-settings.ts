/**
 * Writes the settings files of lambdas/settings to the table: `node scripts/seed-settings.ts [--table NAME]`. Region, credentials and
 * endpoint are those of the AWS SDK's own environment.
 */
import { parseArgs } from 'node:util';
import { seedSettings } from '../lambdas/settings/seed-settings.ts';
import { readSettingsFiles } from '../lambdas/settings/settings-files.ts';
import { connectStore } from '../lambdas/store/store.ts';

const { values } = parseArgs({ options: { table: { type: 'string' } } });
const table = values.table ?? process.env.TABLE_NAME;
if (!table) {
  console.error('Name the table with --table NAME or in TABLE_NAME.');
  process.exit(2);
}
try {
  const { written, unchanged } = await seedSettings(connectStore(table), readSettingsFiles());
  console.log(`Settings: ${written} rows written, ${unchanged} already there.`);
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exit(1);
}
