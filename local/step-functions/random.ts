import { createHash } from 'node:crypto';

/** Numbers from 0 up to 1, the same ones for the same seed (sfc32 by Chris Doty-Humphrey, public domain). */
export function seededRandom(seed: number): () => number {
  const start = createHash('sha256').update(String(seed)).digest();
  let a = start.readInt32LE(0);
  let b = start.readInt32LE(4);
  let c = start.readInt32LE(8);
  let counter = 1;
  return () => {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + sum;
    c |= 0;
    return (sum >>> 0) / 4294967296;
  };
}

const hex = (value: number, digits: number): string => value.toString(16).padStart(digits, '0');
const bits = (random: () => number, count: number): number => Math.floor(random() * 2 ** count);

/** A version 4 UUID out of the given numbers. */
export function uuidFrom(random: () => number): string {
  const tail = hex(bits(random, 24), 6) + hex(bits(random, 24), 6);
  const variant = hex(0x8000 + bits(random, 14), 4);
  return `${hex(bits(random, 32), 8)}-${hex(bits(random, 16), 4)}-${hex(0x4000 + bits(random, 12), 4)}-${variant}-${tail}`;
}
