import { logger } from './logger.ts';

/**
 * What AWS's clients are given to log with. Their own default drops what it is told, but only after every request and answer was
 * copied for it, field by field: a review with everything of it cost a millisecond more than its reading. So there is nothing here
 * to tell requests, answers and errors to; what fails is thrown anyway. Warnings stay, such as that of a Node too old.
 */
const nothing = (): void => {};

interface SdkLogger {
  debug(...content: unknown[]): void;
  info(...content: unknown[]): void;
  warn(...content: unknown[]): void;
  error(...content: unknown[]): void;
}

/** The clients look whether there is an `info` before they copy, though their type says that there is. */
export const sdkLogger = {
  debug: nothing,
  warn: (said: unknown) => logger.warn(String(said)),
} as unknown as SdkLogger;
