import type { QuestionName } from '../../../lambdas/catalogue/all-facts.ts';
import { type Answers, type Fill, SENTENCES } from './answer.ts';

const [first, second, third] = SENTENCES;

/** What the fields alone cannot tell of the answers of people who are glad to take part. */
const beyondTheFields: Readonly<Partial<Record<QuestionName, Fill>>> = {
  'sign-agreement': async (hand) => {
    await hand.write('In which role do you sign?', 'Headteacher');
    await hand.chooseEverywhere(/^A Quality Assurance Review$/);
  },
  'choose-dates': async (hand) => {
    await hand.day('From (Days out 1)', '2027-03-12');
    await hand.write(/^Why/, 'Music festival');
  },
  'settle-dates': (hand) => hand.pick('The three days', '2027-03-09'),
  availability: async (hand) => {
    await hand.tick('Week of Monday 11 January');
    await hand.write(/^How many reviews would you do/, '2');
    await hand.write('How many miles would you travel?', '37');
    await hand.choose(/^Would you stay overnight/, 'Yes');
  },
  'book-training': (hand) => hand.choose('Which session suits you?', /^Thursday 8 October 2026/),
  'record-attendance': (hand) => hand.tick('Liam Jarvis'),
  'fill-seat': async (hand) => {
    await hand.choose('What should happen with this seat?', 'Ask the person chosen below');
    await hand.pickFirst('Who should be asked?');
    await hand.write('Reason', 'Nobody else has the days free.');
  },
  'settle-team': async (hand) => {
    await hand.choose('What happens with this team?', 'The team stands as it is');
    await hand.write('If it stands: why', 'As agreed on the telephone.');
  },
  'information-form': (hand) => hand.writeEverywhere(SENTENCES),
  // The days begin with a standard review, and other times for the call need not be offered.
  'propose-timetable': async (hand) => {
    const who = 'Who takes part?';
    if ((await hand.form.getByRole('textbox', { name: who, exact: true }).count()) > 0) {
      await hand.write(who, 'Head, deputy head, lead reviewer');
    }
  },
  'pre-review-call': (hand) =>
    hand.write('What was agreed, or why was there no call?', 'We begin with the leaders of reading.'),
  'evening-note': (hand) => hand.writeEverywhere(SENTENCES),
  findings: (hand) => hand.writeEverywhere(SENTENCES),
  'draft-report': (hand) => hand.writeEverywhere([first, second, third]),
  'amend-report': (hand) => hand.writeEverywhere(['We have changed it as you say.']),
  'settle-report': (hand) => hand.write('Why you settle on this text', 'Both sides have said what they had to say.'),
  'choose-audience': (hand) => hand.choose('Who may see it?', 'Public'),
  'change-publication': (hand) =>
    hand.write(/^If your .* publishes the report itself, where$/, 'https://larkspur.example/peer-review'),
};

const beyond: Answers = beyondTheFields;

/** How people answer who are glad to take part: as the page's fields say, and what is beyond them. */
export const willing: Fill = async (hand, context) => {
  await hand.fillIn(context.samples.fields);
  await beyond[context.decision.question]?.(hand, context);
};
