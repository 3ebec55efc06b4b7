import type { Mail } from '../inbox/mail.ts';
import type { LocalStack } from '../stack.ts';
import { pressCommand } from './press-command.ts';

const HOUR = 3_600_000;

/** The years that a weekly digest says nobody has made: '2028'. */
const yearsIn = (mail: Mail): readonly string[] =>
  [...(mail.text ?? '').matchAll(/The partnership year (20\d\d)\b/g)].flatMap(([, year]) => year ?? []);

/**
 * The invented central team reads in its digest which year is to be opened, and presses the dashboard's button for it an hour
 * later. What it is asked then is answered like everything else.
 */
export function openYears(stack: LocalStack, mail: Mail): void {
  if (!(mail.text ?? '').includes('Years that are not made yet')) return;
  for (const year of yearsIn(mail)) {
    stack.clock.schedule(stack.clock.now() + HOUR, () => {
      const press = () => pressCommand(stack, { act: 'open-year', about: `year-${year}` });
      // Whoever reads that it failed presses the button once more.
      const opening = press().catch(press);
      void stack.clock.during(opening).catch((error: unknown) => stack.problems.report(String(error)));
    });
  }
}
