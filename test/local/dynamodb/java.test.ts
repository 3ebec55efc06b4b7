import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { chooseDatabase } from '../../../local/dynamodb/choose-database.ts';
import { dynamoDbLocal } from '../../../local/dynamodb/dynamodb-local.ts';
import { dynoxide } from '../../../local/dynamodb/dynoxide.ts';
import { findJava } from '../../../local/dynamodb/java.ts';
import { startDynamoDb } from '../../../local/dynamodb/process.ts';

let folder = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'java-'));
  vi.stubEnv('PATH', join(folder, 'path'));
  vi.stubEnv('JAVA_HOME', undefined);
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
});

/** A `java` that says what one of that version says; without a version what a Mac says that has none. */
function putJava(where: string, version?: string): string {
  mkdirSync(join(folder, where), { recursive: true });
  const file = join(folder, where, 'java');
  const says = version ? `openjdk version "${version}" 2025-04-15` : 'Unable to locate a Java Runtime.';
  writeFileSync(file, `#!/bin/sh\necho '${says}' >&2\nexit ${version ? 0 : 1}\n`);
  chmodSync(file, 0o755);
  return file;
}

describe.skipIf(process.platform === 'win32')('the Java of a machine', () => {
  it('is that of JAVA_HOME, or else the one on the PATH', () => {
    const onPath = putJava('path', '17.0.15');
    expect(findJava()).toBe(onPath);
    vi.stubEnv('JAVA_HOME', join(folder, 'home'));
    expect(findJava()).toBe(onPath);
    const atHome = putJava('home/bin', '25');
    expect(findJava()).toBe(atHome);
    putJava('home/bin', '11.0.2');
    expect(findJava()).toBe(onPath);
  });

  it.each([
    ['1.8.0_422', 'is version 8, and'],
    ['11.0.2', "is version 11, and Amazon's DynamoDB Local needs 17 or later. Install Java 17 or later"],
  ])('is too old with version %s', (version, sentence) => {
    const java = putJava('path', version);
    expect(() => findJava()).toThrow(`the Java at ${java} ${sentence}`);
  });

  it.each([
    ['there is none', () => {}],
    ['it is a program that only says so', () => putJava('path')],
  ])('is missing where %s: a sentence says what else there is', (_where, put) => {
    put();
    expect(() => findJava()).toThrow(
      expect.objectContaining({
        name: 'NoDatabase',
        message: expect.stringContaining('no Java was found at JAVA_HOME'),
      }),
    );
    expect(() => findJava()).toThrow('set DYNAMODB_ENDPOINT=http://127.0.0.1:8000.');
  });
});

describe('the database of a machine', () => {
  it('can be chosen, but only one that there is', () => {
    vi.stubEnv('PEER_REVIEW_DATABASE', 'java');
    expect(chooseDatabase()).toBe(dynamoDbLocal);
    vi.stubEnv('PEER_REVIEW_DATABASE', 'dynoxide');
    expect(chooseDatabase()).toBe(dynoxide);
    vi.stubEnv('PEER_REVIEW_DATABASE', 'oracle');
    expect(() => chooseDatabase()).toThrow(
      "PEER_REVIEW_DATABASE is 'oracle'; it can be 'memory', 'dynoxide' or 'java'.",
    );
  });

  it.each(['http://127.0.0.1:1', 'nonsense'])(
    'must answer where DYNAMODB_ENDPOINT says, not so at %s',
    async (endpoint) => {
      vi.stubEnv('DYNAMODB_ENDPOINT', endpoint);
      await expect(startDynamoDb()).rejects.toThrow(`Nothing answers at DYNAMODB_ENDPOINT=${endpoint}: start that`);
    },
  );
});
