/**
 * Writes the settings files of lambdas/settings to the table: `npm run seed -- --table NAME`. Region, credentials and
 * endpoint are those of the AWS SDK's own environment.
 */
import { parseArgs } from 'node:util';
import { seedSettings } from '../lambdas/settings/seed-settings.ts';
import { readSettingsFiles } from '../lambdas/settings/settings-files.ts';
import { connectStore } from '../lambdas/wiring/connect-store.ts';

const usage = 'npm run seed -- --table NAME';

/** The table's name, or a sentence on what is wrong with the command line and status 2. */
function readTable(): string {
  try {
    const { values } = parseArgs({ options: { table: { type: 'string' } } });
    const table = values.table ?? process.env.TABLE_NAME;
    if (table) return table;
    console.error(`Name the table with --table NAME or in TABLE_NAME: ${usage}`);
  } catch (error) {
    const [sentence] = String(error instanceof Error ? error.message : error).split('. ');
    console.error(`${sentence}. ${usage}`);
  }
  process.exit(2);
}

const table = readTable();
try {
  const { written, unchanged } = await seedSettings(connectStore(table), readSettingsFiles());
  console.log(`Settings: ${written} rows written, ${unchanged} already there.`);
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exit(1);
}
