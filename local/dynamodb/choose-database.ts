import { type Database, NoDatabase } from './database.ts';
import { dynamoDbLocal } from './dynamodb-local.ts';
import { dynoxide, findDynoxide } from './dynoxide.ts';

/** The names of the files in which tables are kept, whatever the database. */
export const DATABASE_FILES: readonly string[] = [dynoxide.file, dynamoDbLocal.file];

/** What `PEER_REVIEW_DATABASE` says. */
type Chosen = 'memory' | 'dynoxide' | 'java';

/** @throws NoDatabase when `PEER_REVIEW_DATABASE` names something else than a database that there is. */
export function chosenDatabase(): Chosen | undefined {
  const chosen = process.env.PEER_REVIEW_DATABASE;
  if (!chosen) return undefined;
  if (chosen === 'memory' || chosen === 'dynoxide' || chosen === 'java') return chosen;
  throw new NoDatabase(`PEER_REVIEW_DATABASE is '${chosen}'; it can be 'memory', 'dynoxide' or 'java'.`);
}

/**
 * The program of this machine that keeps tables: dynoxide where there is one, else Amazon's DynamoDB Local, which needs a Java.
 *
 * @throws NoDatabase when `PEER_REVIEW_DATABASE` names something else.
 */
export function chooseDatabase(): Database {
  const chosen = chosenDatabase();
  if (chosen === 'dynoxide') return dynoxide;
  if (chosen === 'java') return dynamoDbLocal;
  return findDynoxide() === undefined ? dynamoDbLocal : dynoxide;
}
