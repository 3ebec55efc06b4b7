import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const BLOCK = 512;

/**
 * Writes files of a tar archive, as npm packs packages: plain files with names of less than 256 characters.
 *
 * @param top the folder that everything in the archive lies in, and that is left out.
 * @param isWanted by the name below it.
 * @throws Error when the archive has something else in it than files and folders.
 */
export function unpackTar(archive: Buffer, top: string, folder: string, isWanted: (name: string) => boolean): void {
  let at = 0;
  while (at + BLOCK <= archive.length) {
    const header = archive.subarray(at, at + BLOCK);
    const name = nameOf(header);
    if (name === '') return; // the archive ends with blocks of zeros
    const size = Number.parseInt(text(header, 124, 12), 8) || 0;
    const type = text(header, 156, 1);
    if (type !== '0' && type !== '' && type !== '5') throw new Error(`The archive has a '${type}' in it: ${name}.`);
    const below = name.startsWith(`${top}/`) ? name.slice(top.length + 1) : '';
    if (type !== '5' && isWanted(below) && !below.split('/').includes('..')) {
      const file = join(folder, below);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, archive.subarray(at + BLOCK, at + BLOCK + size));
    }
    at += BLOCK + Math.ceil(size / BLOCK) * BLOCK;
  }
}

/** In the ustar format a long name is in two fields. */
function nameOf(header: Buffer): string {
  const prefix = text(header, 257, 5) === 'ustar' ? text(header, 345, 155) : '';
  return prefix === '' ? text(header, 0, 100) : `${prefix}/${text(header, 0, 100)}`;
}

const text = (header: Buffer, from: number, length: number): string =>
  header.toString('utf8', from, from + length).replace(/\0.*$/s, '');
