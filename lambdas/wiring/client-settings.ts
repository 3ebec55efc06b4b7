import { sdkLogger } from '../platform/sdk-logger.ts';

/**
 * What every client of AWS is made with. Without limits a client waits as long as its function may run, so that one lost
 * answer costs the whole call. AWS answers ours within milliseconds; a second to connect and five to answer leave room for its
 * bad days. The clients try three times, that of the table four, which a function of 30 seconds has time for.
 */
export const clientSettings = {
  logger: sdkLogger,
  requestHandler: {
    connectionTimeout: 1_000,
    requestTimeout: 5_000,
    throwOnRequestTimeout: true, // without it the client writes a warning, and waits on
  },
};
