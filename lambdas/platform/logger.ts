import { Logger } from '@aws-lambda-powertools/logger';

/** One logger for a function. Ids only: never a name, an address, an answer, a link or a token. */
export const logger = new Logger();
