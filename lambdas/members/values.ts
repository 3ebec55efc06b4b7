/** A UK postcode in capitals with its one space ('NW3 2AE'), or nothing when the text is none. */
export function postcodeOf(text: string): string | undefined {
  const parts = /^([A-Z]{1,2}\d[A-Z\d]?)(\d[A-Z]{2})$/.exec(text.toUpperCase().replace(/\s+/g, ''));
  return parts ? `${parts[1]} ${parts[2]}` : undefined;
}

/** A whole number of nought or more written in digits, or nothing. */
export function wholeNumber(text: string): number | undefined {
  return /^\d{1,9}$/.test(text) ? Number(text) : undefined;
}

/** Only what is there: an optional property is left out, never undefined. */
export function given<T extends object>(values: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };
}

/** A value as a sentence names it: the beginning of a long one. */
export const shown = (text: string): string => {
  if (!text) return 'empty';
  return text.length > MOST_SHOWN ? `'${text.slice(0, MOST_SHOWN)}…'` : `'${text}'`;
};

/** A sentence that is longer for a value is no longer read. */
const MOST_SHOWN = 60;
