import { londonDate } from '../../../lambdas/calendar/london.ts';
import { addWorkingDays } from '../../../lambdas/calendar/working-days.ts';
import type { QuestionName } from '../../../lambdas/catalogue/all-facts.ts';
import { type Answer, type Answers, SENTENCES } from './answer.ts';

const [first, second, third] = SENTENCES;

/** How people answer who are glad to take part: each question of the catalogue once. */
export const willing: Answers = {
  'admit-newcomer': {
    fill: (hand) => hand.choose('Your decision', 'Admit'),
    button: 'Save the decision',
  },
  'sign-agreement': {
    async fill(hand) {
      await hand.choose('Your answer', /^Yes, our/);
      await hand.tick(/^I have read the agreement/);
      await hand.write('In which role do you sign?', 'Headteacher');
      await hand.chooseEverywhere(/^A Quality Assurance Review$/);
    },
    button: 'Send your answer',
  },
  'choose-dates': {
    async fill(hand) {
      const out = hand.form.getByRole('group', { name: 'Range 1', exact: true });
      await out.getByRole('group', { name: 'First day' }).getByLabel('Day').fill('12');
      await out.getByRole('group', { name: 'First day' }).getByLabel('Month').fill('Mar');
      await out.getByRole('group', { name: 'First day' }).getByLabel('Year').fill('2027');
      await out.getByRole('group', { name: 'Last day' }).getByLabel('Day').fill('12');
      await out.getByRole('group', { name: 'Last day' }).getByLabel('Month').fill('Mar');
      await out.getByRole('group', { name: 'Last day' }).getByLabel('Year').fill('2027');
      await hand.write('Why range 1 is out', 'Music festival');
    },
    button: 'Send our weeks',
  },
  'agree-dates': {
    fill: (hand) => hand.choose('Your answer', /^Yes, .* suit us$/),
    button: 'Send your answer',
  },
  'settle-dates': {
    async fill(hand) {
      await hand.choose('What to do', 'Fix the days below');
      await hand.date('The first of the three days', '2027-03-09');
    },
    button: 'Save',
  },
  availability: {
    async fill(hand) {
      await hand.tick('Week of Monday 11 January');
      await hand.write(/^How many reviews would you do/, '2');
      await hand.write('How many kilometres would you travel?', '60');
      await hand.choose(/^Would you stay overnight/, 'Yes');
    },
    button: 'Send my answer',
  },
  'book-training': {
    fill: (hand) => hand.choose('Which session suits you?', /^Thursday 8 October 2026/),
    button: 'Send',
  },
  'record-attendance': {
    fill: (hand) => hand.tick('Liam Jarvis'),
    button: 'Record this',
  },
  'approve-plan': {
    fill: (hand) => hand.choose('Your decision', 'Approve it'),
    button: 'Send',
  },
  invite: {
    fill: (hand) => hand.choose('Do you accept this place?', 'Yes, I accept'),
    button: 'Send my answer',
  },
  'fill-seat': {
    async fill(hand) {
      await hand.choose('What should happen with this seat?', 'Ask the person chosen below');
      await hand.pickFirst('Who should be asked?');
      await hand.write('Reason', 'Nobody else has the days free.');
    },
    button: 'Send',
  },
  'confirm-team': {
    fill: (hand) => hand.choose('Do you confirm this team?', 'Yes, I confirm the team'),
    button: 'Send my answer',
  },
  'information-form': {
    async fill(hand) {
      await hand.writeEverywhere(SENTENCES);
      await hand.chooseEverywhere('Yes');
    },
    button: 'Send to the team',
  },
  'propose-timetable': {
    async fill(hand, { decision }) {
      await hand.date('Date', addWorkingDays(londonDate(decision.dueAt), 4));
      await hand.write('Time', '15:30');
      await hand.writeEverywhere(['Lessons with the leaders of the host', 'Talk about the day']);
    },
    button: 'Send to the host',
  },
  'agree-timetable': {
    fill: (hand) => hand.choose('Do you agree this timetable?', 'Yes, I agree'),
    button: 'Send my answer',
  },
  'pre-review-call': {
    async fill(hand, { now }) {
      await hand.choose('Was the call held?', 'Yes');
      await hand.date('If yes, on which day?', londonDate(now));
      await hand.write('What was agreed, or why was there no call?', 'We begin with the leaders of reading.');
    },
    button: 'Keep this note',
  },
  'confirm-attendance': {
    fill: (hand) => hand.choose('Will you be there on all three days?', 'Yes, I will be there'),
    button: 'Send my answer',
  },
  'evening-note': {
    fill: (hand) => hand.writeEverywhere(SENTENCES),
    button: 'Keep this note',
  },
  findings: {
    async fill(hand) {
      await hand.writeEverywhere(SENTENCES);
      await hand.chooseEverywhere('Effective');
    },
    button: 'Send to the host',
  },
  'agree-findings': {
    fill: (hand) => hand.choose('Do you agree?', 'Yes, I agree'),
    button: 'Send my answer',
  },
  'draft-report': {
    async fill(hand) {
      await hand.writeEverywhere([first, second, third]);
      await hand.chooseEverywhere('Effective');
      await hand.chooseEverywhere('Accredited');
    },
    button: 'Send the draft',
  },
  'quality-read': {
    fill: (hand) => hand.choose('Is it ready?', /^Yes, /),
    button: 'Send your answer',
  },
  'check-facts': {
    fill: (hand) => hand.choose('Is the report right?', 'Yes, I have no comments'),
    button: 'Send your answer',
  },
  'amend-report': {
    fill: (hand) => hand.writeEverywhere(['We have changed it as you say.']),
    button: 'Send the amended report',
  },
  'agree-report': {
    fill: (hand) => hand.choose('Do you agree to this text?', 'Yes, I agree to it'),
    button: 'Send your answer',
  },
  'settle-report': {
    fill: (hand) => hand.write('Why you settle on this text', 'Both sides have said what they had to say.'),
    button: 'Settle on this text',
  },
  'choose-audience': {
    fill: (hand) => hand.choose('Who may see it?', 'Public'),
    button: 'Save your choice',
  },
  'change-publication': {
    fill: (hand) =>
      hand.write(/^If your .* publishes the report itself, where$/, 'https://larkspur.example/peer-review'),
    button: 'Save the change',
  },
  'receive-report': { fill: async () => {}, button: 'Tell us that you have read it' },
  survey: {
    fill: (hand) => hand.chooseEverywhere('Agree'),
    button: 'Send your answers',
  },
  'report-progress': {
    fill: (hand) => hand.chooseEverywhere('Under way'),
    button: 'Send your answers',
  },
} satisfies Readonly<Record<QuestionName, Answer>>;
