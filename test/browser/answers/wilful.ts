import type { Hand } from '../support/hand.ts';
import type { Context, Fill } from './answer.ts';
import { willing } from './willing.ts';

/** So many people decline a seat of the team: more than the system finds by itself. */
const DECLINES = 15;

/** So many teams are objected to: the last of them is left to the central team. */
const OBJECTIONS = 3;

const declining: Fill = async (hand) => {
  await hand.choose('Do you accept this place?', 'No, I cannot come');
  await hand.form
    .getByRole('group', { name: 'If you cannot come: why?', exact: true })
    .getByRole('radio')
    .first()
    .check();
};

/** Otherwise than the willing, until it would go on for ever; nothing where they answer as the willing do. */
const objections: Readonly<Record<string, (hand: Hand, context: Context) => Promise<void> | undefined>> = {
  async 'agree-dates'(hand) {
    await hand.choose('Your answer', 'No, please offer us other days');
    await hand.write('If the days do not suit you: why?', 'Our board meets in that week.');
  },
  invite(hand, context) {
    const { role, subject, round } = context.decision;
    const declines = (subject === 'seat-4' && round <= DECLINES) || (role === 'lead' && round === 1);
    return declines ? declining(hand, context) : undefined;
  },
  'confirm-team'(hand, { asked }) {
    return asked > OBJECTIONS ? undefined : objectToFirst(hand);
  },
  'agree-timetable'(hand, { asked }) {
    return asked > 1 ? undefined : wantOtherTimetable(hand);
  },
  'agree-findings'(hand, { asked }) {
    return asked > 1 ? undefined : disagree(hand);
  },
  'quality-read'(hand, { asked }) {
    return asked > 1 ? undefined : wantAnotherDraft(hand);
  },
  async 'check-facts'(hand) {
    await hand.open(/^Comment/);
    const open = hand.form.locator('details[open]').first();
    await open.getByRole('radio', { name: 'A fact is wrong' }).check();
    await open.getByRole('textbox', { name: /^Your comment/ }).fill('The trust has eleven schools, not ten.');
    await hand.choose('Is the report right?', 'I have comments, as written above');
  },
  'agree-report'(hand, { decision }) {
    return decision.role === 'host' ? wantOtherWords(hand) : undefined;
  },
};

async function objectToFirst(hand: Hand): Promise<void> {
  await hand.choose('Do you confirm this team?', 'No, I object to somebody');
  await hand.open('Whom I object to');
  await hand.form.getByRole('checkbox', { name: 'I object' }).first().check();
  await hand.form
    .getByRole('textbox', { name: /^Why you object to/ })
    .first()
    .fill('We worked together for years until last summer.');
}

async function wantOtherTimetable(hand: Hand): Promise<void> {
  await hand.choose('Do you agree this timetable?', 'No, something should be different');
  await hand.write('What should be different?', 'Please meet the trustees on the second morning.');
}

async function disagree(hand: Hand): Promise<void> {
  await hand.choose('Do you agree?', 'No, not to everything');
  await hand.write('Where do you not agree?', 'The third strength is not what we saw together.');
}

async function wantAnotherDraft(hand: Hand): Promise<void> {
  await hand.choose('Is it ready?', 'No, the lead reviewer should change something first');
  await hand.write('What should be changed', 'Please say where you saw the second strength.');
}

async function wantOtherWords(hand: Hand): Promise<void> {
  await hand.choose('Do you agree to this text?', 'No, something should be changed first');
  await hand.write('If not, what should be changed and why', 'The second next step is not ours to take.');
}

/** How people answer at a host that finds something to change at every step. */
export const wilful: Fill = async (hand, context) => {
  await (objections[context.decision.question]?.(hand, context) ?? willing(hand, context));
};
