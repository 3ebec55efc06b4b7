/** The years of one school as they are played: which they are, what happens in them, and what has to hold of it. */
import type { QuestionName } from '../../../lambdas/catalogue/all-facts.ts';
import type { Store } from '../../../lambdas/store/store.ts';
import type { Reached, Reaction } from '../../people/people.ts';
import type { LocalStack } from '../../stack.ts';
import { PLAYED_YEAR } from '../play.ts';
import type { Network } from '../seed-network.ts';

/** What somebody does whom a question has reached; 'ignore' leaves it unanswered. */
type React = (reached: Reached) => Promise<Reaction | undefined> | Reaction | undefined;

/** Something that happens to the school in one of its years. Registered before the play begins. */
export type Happening = (years: PlayedYears) => void;

/** A sentence about what was seen, and whether it was so. */
export interface Seen {
  readonly year: string;
  readonly holds: boolean;
  readonly sentence: string;
}

const DAY_MS = 86_400_000;

export class PlayedYears {
  readonly stack: LocalStack;
  /** The table as a developer's command reaches it. */
  readonly store: Store;
  readonly network: Network;
  /** '2026', '2027' ... */
  readonly years: readonly string[];
  readonly #tell: (what: string) => void;
  readonly #reactions = new Map<string, readonly React[]>();
  readonly #happened: { readonly year: string; readonly what: string }[] = [];
  readonly #seen: Seen[] = [];
  readonly #inTheEnd: (() => Promise<void>)[] = [];
  /** From which year on the school has another number. */
  #successor: { readonly from: string; readonly urn: string } | undefined;

  constructor(
    stack: LocalStack,
    store: Store,
    {
      network,
      count,
      tell,
    }: { readonly network: Network; readonly count: number; readonly tell: (what: string) => void },
  ) {
    this.stack = stack;
    this.store = store;
    this.network = network;
    this.years = Array.from({ length: count }, (_, number) => String(Number(PLAYED_YEAR) + number));
    this.#tell = tell;
  }

  /** The name of a year's review; the school that follows is asked by its own number from the next renewal on. */
  about(year: string): string {
    const { from, urn } = this.#successor ?? {};
    return `qar-${year}-${urn !== undefined && from !== undefined && year >= from ? urn : this.network.host.urn}`;
  }

  /** From the renewal of `year` on the school is asked as another. */
  goesOnAs(urn: string, year: string): void {
    this.#successor = { urn, from: year };
  }

  /** The year of that number, 1 for the first; nothing where it is not played. */
  year(number: number): string | undefined {
    return this.years[number - 1];
  }

  /** Who is asked `question` about the review of a year does as `react` says, at the moment of answering. */
  whenAsked(year: string, question: QuestionName, react: React): void {
    const name = `${year} ${question}`;
    this.#reactions.set(name, [...(this.#reactions.get(name) ?? []), react]);
  }

  /** For `attend`: what happens to whoever is asked. What each has to say is heard in turn; the first that says something decides. */
  async react(reached: Reached): Promise<Reaction | undefined> {
    const { about, question } = reached.asked;
    const year = this.years.find((each) => this.about(each) === about);
    let decided: Reaction | undefined;
    for (const react of this.#reactions.get(`${year} ${question}`) ?? []) decided ??= await react(reached);
    return decided;
  }

  /** Does something at an instant; the clock stands still meanwhile. */
  at(instant: string, work: () => Promise<void>): void {
    this.stack.clock.schedule(Date.parse(instant), () => {
      void this.stack.clock.during(work()).catch((error: unknown) => this.stack.problems.report(String(error)));
    });
  }

  /** Does something as many days from now. */
  after(days: number, work: () => Promise<void>): void {
    this.at(new Date(this.stack.clock.now() + days * DAY_MS).toISOString(), work);
  }

  /** Looks at something when all has been played. */
  inTheEnd(look: () => Promise<void>): void {
    this.#inTheEnd.push(look);
  }

  /** Everything that is looked at in the end. */
  async lookBack(): Promise<void> {
    for (const look of this.#inTheEnd) await look();
  }

  /** Writes down what has happened, for the timeline and the report. */
  happened(year: string, what: string): void {
    this.#happened.push({ year, what });
    this.#tell(what);
  }

  /** Writes down what was seen of it; where it does not hold it is a problem of the play. */
  mustHold(year: string, sentence: string, holds: boolean): void {
    this.#seen.push({ year, sentence, holds });
    if (!holds) this.stack.problems.report(`In ${year} this does not hold: ${sentence}`);
  }

  happenings(year: string): readonly string[] {
    return this.#happened.filter((one) => one.year === year).map(({ what }) => what);
  }

  seen(year: string): readonly Seen[] {
    return this.#seen.filter((one) => one.year === year);
  }
}
