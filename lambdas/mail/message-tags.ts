/**
 * The ids of a mail travel with it as SES tags and come back with every event about it. A tag takes ASCII letters,
 * digits, '_' and '-' alone, so every other byte is written as '_' and two hexadecimal digits.
 */
export function tagValue(id: string): string {
  const value = id.replace(/[^A-Za-z0-9-]/gu, (character) =>
    [...Buffer.from(character, 'utf8')].map((byte) => `_${byte.toString(16).padStart(2, '0')}`).join(''),
  );
  if (value.length > 256) throw new RangeError(`An id of ${id.length} characters does not fit into a mail's tag.`);
  return value;
}

/** The id that `tagValue` wrote. */
export function idOfTag(value: string): string {
  const percent = value.replace(/_([0-9a-f]{2})/g, '%$1');
  return decodeURIComponent(percent);
}
