/** Where nothing of a person may stand: what reaches logs, executions and keys is ids. */
import type { EndingIndex } from './ending-index.ts';
import type { Invariant } from './invariant.ts';

/** An address of a person: role and system addresses of ours are none. */
const ADDRESS = /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/;

/** Names as they may stand in a text: words with a capital, two to four of them. Longer names are found by their first four. */
const MOST_WORDS = 4;

/** The full names of all people, and the first words by which they begin. */
function namesIn({ people }: EndingIndex): ReadonlySet<string> {
  const names = [...people.values()].flatMap(({ name, erasedAt }) => (erasedAt === undefined ? [name] : []));
  return new Set(
    names.map((name) => name.trim().split(/\s+/).slice(0, MOST_WORDS).join(' ')).filter((name) => name.includes(' ')),
  );
}

/** What of a person a text holds; nothing where it holds ids alone. It is read word by word, so that many names cost no more than few. */
function personalIn(text: string, names: ReadonlySet<string>): 'an address' | 'a name' | undefined {
  if (text.includes('@') && ADDRESS.test(text)) return 'an address';
  if (!text.includes(' ')) return undefined;
  const words = text.match(/[\p{L}'’.-]+/gu) ?? [];
  for (let first = 0; first + 1 < words.length; first += 1) {
    if (!/^\p{Lu}/u.test(words[first] ?? '')) continue;
    for (let count = 2; count <= MOST_WORDS && first + count <= words.length; count += 1) {
      if (names.has(words.slice(first, first + count).join(' '))) return 'a name';
    }
  }
  return undefined;
}

/** A link's secret: 43 letters of base64url, as they stand in an address. */
const SECRET = /\/d\/[A-Za-z0-9_-]{43}/;

export const executionsHoldIds: Invariant = {
  name: 'executions-hold-ids',
  promise: 'No name, address or link of a person is in the name or the input of a workflow.',
  find: (index) => {
    const names = namesIn(index);
    return index.ending.executions.flatMap(({ machine, name, input }) => {
      const text = `${name} ${JSON.stringify(input)}`;
      const what = personalIn(text, names) ?? (SECRET.test(text) ? 'a link' : undefined);
      return what === undefined ? [] : [`${machine} ${name.slice(0, 60)}: ${what}`];
    });
  },
};

export const auditHoldsIds: Invariant = {
  name: 'audit-holds-ids',
  promise: 'What is on record of who did what names people by their ids, but for the reason that somebody gave.',
  find: (index) => {
    const names = namesIn(index);
    return index.audit.flatMap(({ about, at, entry, who, role, what, decision = '', link = '' }) => {
      const found = personalIn([about, entry, who, role, what, decision, link].join(' | '), names);
      return found === undefined ? [] : [`${about} at ${at}: ${found}`];
    });
  },
};

const KEYS = ['pk', 'sk', 'gsi1pk', 'gsi1sk', 'gsi2pk', 'gsi2sk', 'gsi3pk', 'gsi3sk'] as const;

export const keysHoldIds: Invariant = {
  name: 'keys-hold-ids',
  promise: 'No address of a person is in the key of a row, nor in a tag of a mail.',
  find: ({ ending }) => {
    const rows = ending.rows
      .filter((row) => KEYS.some((key) => typeof row[key] === 'string' && row[key].includes('@')))
      .map(({ __edb_e__, sk }) => `${String(__edb_e__)} ${String(sk).replace(ADDRESS, 'an address')}`);
    // As SES has it in tags, '@' is '_40'.
    const mails = ending.mails.filter(({ tags }) => Object.values(tags).some((value) => value.includes('_40')));
    return [...rows, ...mails.map(({ id }) => `the mail ${id}`)];
  },
};

export const logsHoldIds: Invariant = {
  name: 'logs-hold-ids',
  promise: 'No name, address or link of a person is in a log.',
  find: (index) => {
    const names = namesIn(index);
    return (index.more.logs ?? []).flatMap((line, number) => {
      const what = personalIn(line, names) ?? (SECRET.test(line) ? 'a link' : undefined);
      return what === undefined ? [] : [`line ${number + 1}: ${what}`];
    });
  },
};

/** A text that may be a secret: 43 letters of base64url, and none before or after them. */
const LIKE_A_SECRET = /(?<![A-Za-z0-9_-])[A-Za-z0-9_-]{43}(?![A-Za-z0-9_-])/g;

export const secretsAreHashed: Invariant = {
  name: 'secrets-are-hashed',
  promise: 'The table knows of a link its hash alone.',
  find: ({ ending }) => {
    const secrets = new Set(
      ending.mails.flatMap(({ text }) =>
        [...(text ?? '').matchAll(/\/d\/([A-Za-z0-9_-]{43})/g)].map((found) => found[1]),
      ),
    );
    const isSecret = (value: unknown): boolean => {
      // The keys of indexes say what other attributes do; numbers and short texts are none.
      const text = typeof value === 'string' ? value : typeof value === 'object' ? JSON.stringify(value) : '';
      return text.length >= 43 && (text.match(LIKE_A_SECRET) ?? []).some((one) => secrets.has(one));
    };
    return ending.rows
      .filter((row) => Object.entries(row).some(([name, value]) => !name.startsWith('gsi') && isSecret(value)))
      .map(({ __edb_e__, about }) => `${String(__edb_e__)} about ${String(about)}`);
  },
};

export const personalDataInvariants: readonly Invariant[] = [
  executionsHoldIds,
  auditHoldsIds,
  keysHoldIds,
  logsHoldIds,
  secretsAreHashed,
];
