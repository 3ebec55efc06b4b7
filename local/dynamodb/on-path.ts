import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';

const EXTENSION = process.platform === 'win32' ? '.exe' : '';

/** The file of a program by its plain name: the first one in the folders given that can be run. */
export function findProgram(name: string, folders: readonly string[] = pathFolders()): string | undefined {
  return folders.map((folder) => join(folder, `${name}${EXTENSION}`)).find(canBeRun);
}

function pathFolders(): readonly string[] {
  return (process.env.PATH ?? '').split(delimiter).filter((folder) => folder !== '');
}

function canBeRun(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}
