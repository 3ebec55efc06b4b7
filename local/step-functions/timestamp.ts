const TIMESTAMP = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})$/;

/**
 * Milliseconds since the epoch of an ISO-8601 timestamp with an offset, or undefined when the text is none. Fractions
 * finer than a millisecond are dropped.
 */
export function timestampOf(text: string): number | undefined {
  const moment = TIMESTAMP.test(text) ? Date.parse(text.replace(/(\.\d{3})\d+/, '$1')) : Number.NaN;
  return Number.isNaN(moment) ? undefined : moment;
}
