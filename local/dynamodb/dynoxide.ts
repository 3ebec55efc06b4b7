import { createRequire } from 'node:module';
import { join } from 'node:path';
import { type Database, NoDatabase } from './database.ts';
import { findProgram } from './on-path.ts';

/** dynoxide, a DynamoDB in one small program over SQLite: https://github.com/nubo-db/dynoxide. */
export const dynoxide: Database = {
  file: 'tables.db',
  command: async (port, folder) => {
    const command = findDynoxide();
    if (command === undefined) {
      throw new NoDatabase(
        `There is no dynoxide for ${process.platform}-${process.arch} in the packages of npm, and none on the PATH.`,
      );
    }
    const kept = folder === undefined ? [] : ['--db-path', join(folder, dynoxide.file)];
    return { command, args: ['serve', '--host', '127.0.0.1', '--port', String(port), ...kept] };
  },
};

/** Its program: from npm, which has it for Linux on x64 alone, or else the one that is installed on this machine. */
export function findDynoxide(): string | undefined {
  try {
    return createRequire(import.meta.url).resolve('@dynoxide/linux-x64/dynoxide');
  } catch {
    return findProgram('dynoxide');
  }
}
