/** Which answers may be counted together, so that nothing is told of any one of the people who gave them. */

/** Answers of fewer people than this are not shown, and are added so many at a time. */
export const FEWEST = 5;

/** Who answered about which review, and when: what decides what is counted with what. */
export interface Answered {
  readonly person: string;
  readonly about: string;
  readonly answeredAt: string;
}

/**
 * The answers in fives, each of five different people, in the order in which they came; what waits for a fifth person is left out. So a
 * five once made stays as it is, whatever is answered after it.
 */
export function fivesOf<Row extends Answered>(rows: readonly Row[]): readonly (readonly Row[])[] {
  const fives: (readonly Row[])[] = [];
  let waiting: readonly Row[] = [];
  for (const row of rows.toSorted((a, b) => (order(a) < order(b) ? -1 : 1))) {
    waiting = [...waiting, row];
    const firstOfEach = waiting.filter(
      (one, index) => waiting.findIndex(({ person }) => person === one.person) === index,
    );
    if (firstOfEach.length < FEWEST) continue;
    fives.push(firstOfEach);
    waiting = waiting.filter((one) => !firstOfEach.includes(one));
  }
  return fives;
}

/** Instants are all written alike, so that plain text sorts them. */
const order = ({ answeredAt, about }: Answered): string => `${answeredAt} ${about}`;
