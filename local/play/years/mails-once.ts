import type { Mail } from '../../inbox/mail.ts';
import type { PlayedYears } from './played-years.ts';

/** Within so many days nobody reads the same words again; what stands ready comes with a new link after each use of the old one. */
const DAYS = 7;
const DAY_MS = 86_400_000;

/** No mail about a review goes out twice, nor do two say the same to one person within a week. */
export function mailsOnce(years: PlayedYears): void {
  years.inTheEnd(async () => {
    for (const year of years.years) {
      const about = years.about(year);
      const mails = years.stack.inbox.messages().filter(({ tags }) => tags.about === about);
      const twice = [...byWords(mails), ...byMessage(mails)].map(({ subject }) => ` '${subject}' went out twice.`);
      years.mustHold(
        year,
        `Each of ${mails.length} mails about ${about} was sent once.${twice.join('')}`,
        mails.length > 0 && twice.length === 0,
      );
    }
  });
}

/** Mails that say what the one before to the same person said within a week, but for the link. */
const byWords = (mails: readonly Mail[]): readonly Mail[] =>
  [...Map.groupBy(mails, words).values()].flatMap((same) =>
    same.filter(({ at }, number) => at - (same[number - 1]?.at ?? Number.NEGATIVE_INFINITY) < DAYS * DAY_MS),
  );

const words = ({ to, subject, text }: Mail): string =>
  [to, subject, (text ?? '').replace(/\/d\/[\w-]+/g, '/d/')].join('\n');

/** Mails of one row of the message log. */
const byMessage = (mails: readonly Mail[]): readonly Mail[] =>
  [...Map.groupBy(mails, ({ tags }) => tags.message).values()].flatMap((same) => same.slice(1));
