import { type Database, NoDatabase } from './database.ts';
import { dynamoDbLocal } from './dynamodb-local.ts';
import { dynoxide, findDynoxide } from './dynoxide.ts';

/** The names of the files in which tables are kept, whatever the database. */
export const DATABASE_FILES: readonly string[] = [dynoxide.file, dynamoDbLocal.file];

/**
 * The database of this machine: dynoxide where there is one, else Amazon's DynamoDB Local, which needs a Java.
 * `PEER_REVIEW_DATABASE` chooses: `dynoxide` or `java`.
 *
 * @throws NoDatabase when it names something else.
 */
export function chooseDatabase(): Database {
  const chosen = process.env.PEER_REVIEW_DATABASE;
  if (chosen === 'dynoxide') return dynoxide;
  if (chosen === 'java') return dynamoDbLocal;
  if (chosen) throw new NoDatabase(`PEER_REVIEW_DATABASE is '${chosen}'; it can be 'dynoxide' or 'java'.`);
  return findDynoxide() === undefined ? dynamoDbLocal : dynoxide;
}
