import { createHash } from 'node:crypto';
import type { Interest } from './interest-form.ts';

/** Names of executions hold it with year, programme and seat, and may have 80 characters: 'trust-', 29, '-', 10 are 46. */
const WORDS = 29;

/**
 * By what the table knows who would like to join. A school goes by its URN. A trust has no number that people know, so it goes by
 * its whole name and its postcode: two trusts are one only where both are the same, in whatever script, however long.
 */
export function memberIdOf({ urn, name, postcode }: Pick<Interest, 'urn' | 'name' | 'postcode'>): string {
  if (urn !== undefined) return urn;
  const plain = name.normalize('NFKC').toLowerCase().replace(/\s+/gu, ' ').trim();
  const words = plain
    .normalize('NFKD')
    .replace(/[^a-z0-9]+/g, ' ')
    .trim()
    .replaceAll(' ', '-')
    .slice(0, WORDS);
  const digest = createHash('sha256').update(`${plain}\n${postcode}`).digest('hex').slice(0, 10);
  return ['trust', words.replace(/-$/, ''), digest].filter(Boolean).join('-');
}
