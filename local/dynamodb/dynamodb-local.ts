import { join } from 'node:path';
import type { Database } from './database.ts';
import { findJava } from './java.ts';
import { fetchPackage, type NpmPackage } from './npm-package.ts';

/**
 * The package in which Amazon's own DynamoDB Local 1.25.1 can be had from npm: 57 MB to fetch, 65 MB on disk. As a
 * dependency it would bring those to everybody, and 250 packages of a command line tool that nothing here needs.
 */
const PACKAGE: NpmPackage = {
  name: 'amplify-dynamodb-simulator',
  version: '2.9.30',
  integrity: 'sha512-xTeeRLvzEfqyd5lh3bH4c0kHvSHHmmhD5ZDsHFKAQ5g2Zl6JqlFdutaQhCLHzxEp6Ry1o7TB6niIoXuQAnSewQ==',
  part: 'emulator',
};

/** It runs for minutes: to start with the quick compiler alone takes 4.4 s of processor, with both 7.1 s. */
const LIGHT = ['-XX:TieredStopAtLevel=1', '-XX:+UseSerialGC'];

/** Amazon's DynamoDB Local, for machines that dynoxide has no program for but that have a Java. */
export const dynamoDbLocal: Database = {
  file: 'shared-local-instance.db',
  command: async (port, folder) => {
    const java = findJava();
    const program = await fetchPackage(PACKAGE, () =>
      console.error(
        "Fetching Amazon's DynamoDB Local from npm (57 MB, once); its terms are those of emulator/LICENSE.txt in it ...",
      ),
    );
    return {
      command: java,
      // Its option -disableTelemetry sends none either, but makes a file with an id of this installation all the same.
      environment: { DDB_LOCAL_TELEMETRY: '0' },
      args: [
        ...LIGHT,
        `-Djava.library.path=${join(program, 'DynamoDBLocal_lib')}`,
        '-jar',
        join(program, 'DynamoDBLocal.jar'),
        '-port',
        String(port),
        '-sharedDb', // one file, whoever asks from whatever region
        ...(folder === undefined ? ['-inMemory'] : ['-dbPath', folder]),
      ],
    };
  },
};
