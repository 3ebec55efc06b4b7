import { beforeEach, describe, expect, it } from 'vitest';
import { readCall } from '../../lambdas/commands/read-call.ts';
import { seenOf } from '../../lambdas/commands/seen.ts';
import { useStore } from '../support/store.ts';
import {
  answered,
  type Button,
  look,
  personRow,
  questionRow,
  type ReviewRow,
  reviewRow,
  SHOW,
  STEER,
  seatRow,
  widgetContext,
  write,
} from './network.ts';

const fresh = useStore();
const ABOUT = 'qar-2026-900001';
const TRACE = 'Root=1-6911a2c0-abcdef012345678912345678';

const steering = (buttons: readonly Button[]): readonly Button[] =>
  buttons.filter(({ endpoint }) => endpoint === STEER);
const acts = (buttons: readonly Button[]): readonly unknown[] => steering(buttons).map(({ payload }) => payload.act);

/** What the steering function reads when a button is pressed. */
const press = ({ payload }: Button, forms: Readonly<Record<string, string>> = {}) =>
  readCall({ ...payload, widgetContext: widgetContext(forms) }, TRACE).read;

async function writeTeam(review: Partial<ReviewRow> = {}): Promise<void> {
  const { store } = fresh;
  await write(store, [
    reviewRow(store, { host: '900001', name: 'Hill View', day1: '2027-01-12', ...review }),
    personRow(store, 'p-head', 'Priya Shah', '900001'),
    personRow(store, 'p-deputy', 'Robin Lake', '900001'),
    personRow(store, 'p-1', 'Sam Okafor', '900002'),
    personRow(store, 'p-2', 'Jo Field', '900003'),
    seatRow(store, '900001', 'seat-1', 'p-1'),
    seatRow(store, '900001', 'seat-2'),
    questionRow(store, { about: ABOUT, question: 'confirm-team', person: 'p-head', hostName: 'Hill View' }),
    questionRow(store, { about: ABOUT, question: 'invite', subject: 'seat-2', person: 'p-2', role: 'reviewer' }),
  ]);
}

/** What a person types into the fields of a row, whichever it has. */
const typed = (row: unknown) => ({
  [`reason.${row}`]: 'weather',
  [`workingDays.${row}`]: '5',
  [`person.${row}`]: 'p-deputy',
  [`stage.${row}`]: 'team',
  [`about.${row}`]: 'p-deputy',
});

describe('the buttons of a review', () => {
  it('each say what will happen before they act, in front of the widget', async () => {
    await writeTeam();
    const { buttons } = await look(fresh.store, { view: 'review', about: ABOUT });
    expect(steering(buttons).length).toBeGreaterThan(8);
    for (const { payload, confirmation, display } of steering(buttons)) {
      expect([payload.act, confirmation, display]).toEqual([
        payload.act,
        expect.stringMatching(/^[A-Z].*\? [A-Z].*\.$/),
        'popup',
      ]);
    }
  });

  it('each are understood by the function that acts, with what was typed in their own row', async () => {
    await writeTeam();
    const { buttons } = await look(fresh.store, { view: 'review', about: ABOUT });
    for (const button of steering(buttons)) {
      const read = press(button, { ...typed('another-row'), ...typed(button.payload.row) });
      expect([button.label, read]).toEqual([button.label, expect.objectContaining({ ok: true })]);
      if (!read.ok) continue;
      const { act } = button.payload;
      // Whoever leaves is chosen from a list; everything else is said by the button.
      const isOfPerson = ['has-left', 'show-data', 'erase-person'].includes(String(act));
      // Whoever only reads changes nothing that somebody may have changed since.
      const changes = act !== 'read-review' && !isOfPerson;
      expect(read.input).toMatchObject({
        ...{ act, about: isOfPerson ? 'p-deputy' : ABOUT },
        ...(changes && { seen: expect.stringMatching(/^[0-9a-f]{10}$/) }),
      });
    }
    expect(new Set(acts(buttons))).toEqual(
      new Set([
        ...['read-review', 'remind', 'extend', 'ask-somebody-else', 'replace-reviewer'],
        ...['pause', 'resume', 'postpone', 'cancel', 'has-left', 'show-data', 'erase-person'],
      ]),
    );
  });

  it('take nothing from the fields of another row', async () => {
    await writeTeam();
    const { buttons } = await look(fresh.store, { view: 'review', about: ABOUT });
    const extend = steering(buttons).find(({ payload }) => payload.act === 'extend');
    expect(extend && press(extend, typed('another-row'))).toMatchObject({
      ok: false,
      sentence: expect.stringContaining('workingDays'),
    });
  });

  it('have fields of their own: no two of a widget share a name', async () => {
    await writeTeam();
    const { $ } = await look(fresh.store, { view: 'review', about: ABOUT });
    const names = $('[name]')
      .toArray()
      .map((field) => $(field).attr('name'));
    expect(names.length).toBeGreaterThan(8);
    expect(new Set(names).size).toBe(names.length);
  });

  it('carry what was seen of the question or the review, so that a second press is refused', async () => {
    await writeTeam();
    const { buttons } = await look(fresh.store, { view: 'review', about: ABOUT });
    const { review, decisions } = await fresh.store.needWholeReview(ABOUT);
    const confirm = decisions.find(({ question }) => question === 'confirm-team');
    const seen = (act: string) => steering(buttons).find(({ payload }) => payload.act === act)?.payload.seen;
    expect(confirm && seen('remind')).toBe(confirm && seenOf(confirm));
    expect(seen('pause')).toBe(seenOf(review));
  });

  it('offer the people of the school to ask in another’s place, and the next candidate for a place', async () => {
    await writeTeam();
    await write(fresh.store, [personRow(fresh.store, 'p-away', 'Alex Gone', '900001')]);
    await fresh.store.entities.person.patch({ person: 'p-away' }).set({ mail: 'bounces' }).go();
    const { $, buttons } = await look(fresh.store, { view: 'review', about: ABOUT });
    const options = $('select[name^="person."] option').toArray();
    expect(options.map((option) => $(option).text())).toEqual(['Robin Lake, Headteacher']);
    expect(steering(buttons).map(({ label }) => label)).toEqual(
      expect.arrayContaining(['Ask somebody else', 'Ask the next candidate']),
    );
  });
});

describe('people to look at', () => {
  const STRANGER = 'colleague-900001-0123456789';

  it('are whoever was named on a page or is not reached, with what can be said of them, and nobody else', async () => {
    const { store } = fresh;
    await writeTeam();
    await write(store, [personRow(store, STRANGER, 'Ada Rook', '900001')]);
    const marks = { mail: 'wrong-person', mailSince: '2026-11-10T09:00:00.000Z' } as const;
    await store.entities.person.patch({ person: 'p-head' }).set(marks).go();
    const { buttons, text } = await look(store, { view: 'review', about: ABOUT });
    expect(text).toContain('named on a page, no contact so far');
    expect(text).toContain('somebody else reads there since');
    const ofPeople = steering(buttons).filter(({ payload }) => String(payload.act).match(/contact|mail/));
    expect(ofPeople.map(({ payload }) => [payload.about, payload.act])).toEqual([
      [STRANGER, 'confirm-contact'],
      [STRANGER, 'stop-mail'],
      ['p-head', 'allow-mail'],
    ]);
    for (const button of ofPeople) expect(press(button)).toMatchObject({ ok: true });
    for (const { confirmation } of ofPeople) expect(confirmation).toMatch(/^[A-Z].*\? [A-Z].*\.$/);
  });
});

describe('the list of a year', () => {
  it('has the surveys of that year to read, for the programme that is chosen', async () => {
    const { buttons } = await look(fresh.store, { view: 'reviews', year: '2026' });
    const [read, ...others] = steering(buttons);
    expect(others).toEqual([]);
    expect(read && press(read, { 'programme.year': 'TPR' })).toMatchObject({
      ok: true,
      input: { act: 'read-surveys', about: 'surveys', year: '2026', programme: 'TPR' },
    });
    expect(read?.confirmation).toContain('the audit says that you had it made.');
  });
});

describe('a button is shown only where it makes sense', () => {
  const WHOLE = ['pause', 'resume', 'resume', 'postpone', 'cancel'];
  it.each([
    ['planned', { stage: 'planned', status: 'planned' }, ['cancel']],
    ['paused', { status: 'paused' }, ['resume', 'resume', 'postpone', 'cancel']],
    ['in its team stage', {}, WHOLE],
    ['after its visit', { stage: 'report' }, WHOLE.filter((act) => act !== 'postpone')],
    ['closed', { stage: 'closed', status: 'published' }, []],
    ['cancelled', { stage: 'closed', status: 'cancelled' }, []],
  ] as const)('of a review that is %s', async (_what, review, expected) => {
    await write(fresh.store, [reviewRow(fresh.store, { host: '900001', ...review })]);
    // What was written can be read whatever becomes of a review.
    const [first, ...rest] = acts((await look(fresh.store, { view: 'review', about: ABOUT })).buttons);
    expect([first, rest]).toEqual(['read-review', expected]);
  });

  it('of a review without dates: it can only go on at its dates', async () => {
    await write(fresh.store, [reviewRow(fresh.store, { host: '900001', stage: 'scheduling' })]);
    const { $ } = await look(fresh.store, { view: 'review', about: ABOUT });
    const stages = $('select[name="stage.resume"] option').toArray();
    expect(stages.map((option) => $(option).attr('value'))).toEqual(['scheduling']);
  });

  it('of a question: nobody is reminded twice a day, and the central team not at all', async () => {
    const { store } = fresh;
    await write(store, [
      questionRow(store, { about: ABOUT, question: 'confirm-team', person: 'p-head', mailedOn: '2026-11-10' }),
      questionRow(store, { about: ABOUT, question: 'fill-seat', person: 'central-team', role: 'central-team' }),
    ]);
    const { buttons, text } = await look(store, { view: 'waiting' });
    expect(acts(buttons)).toEqual([]);
    expect(text).toContain('mailed today');
  });

  it.each([
    ['has left', { left: true }],
    ['gets none of our mails', { mail: 'bounces' }],
  ] as const)('of a question: whoever %s is not reminded', async (_what, changes) => {
    const { store } = fresh;
    await write(store, [
      personRow(store, 'p-head', 'Priya Shah', '900001'),
      questionRow(store, { about: ABOUT, question: 'confirm-team', person: 'p-head', mailedOn: '2026-11-09' }),
    ]);
    const before = await look(store, { view: 'waiting' });
    await store.entities.person.patch({ person: 'p-head' }).set(changes).go();
    const after = await look(store, { view: 'waiting' });
    expect([acts(before.buttons), acts(after.buttons)]).toEqual([['remind'], []]);
  });

  it('of a question that was answered there is none', async () => {
    await writeTeam();
    await write(fresh.store, [answered(fresh.store, { about: ABOUT, question: 'confirm-team' })]);
    const { buttons } = await look(fresh.store, { view: 'review', about: ABOUT });
    expect(steering(buttons).filter(({ payload }) => payload.decision === 'confirm-team.1.1')).toEqual([]);
  });
});

describe('finding a review', () => {
  const found = (school: string) => look(fresh.store, { view: 'review', find: true }, { school });

  beforeEach(() => writeTeam());

  it.each(['900001', 'QAR-2026-900001', ' hill '])('by %s shows where it stands', async (school) => {
    const { text, $ } = await found(school);
    expect(text).toContain('QAR at Hill View (900001)');
    expect(text).toContain('Team since 20 October 2026. Visit: Tuesday 12 January 2027');
    expect($('a[href*="console.aws.amazon.com"]').attr('href')).toContain(
      'eu-west-2.console.aws.amazon.com/states/home?region=eu-west-2#/v2/executions/details/arn:aws:states:eu-west-2:000000000000:execution:peer-review-trial-review:qar-2026-900001',
    );
  });

  it('by a name that several have lets one choose', async () => {
    await write(fresh.store, [reviewRow(fresh.store, { host: '900005', name: 'Hillcrest' })]);
    const { buttons } = await found('hill');
    expect(
      buttons.filter(({ label }) => /^Hill/.test(label)).map(({ payload, endpoint }) => [payload, endpoint]),
    ).toEqual([
      [{ view: 'review', about: ABOUT }, SHOW],
      [{ view: 'review', about: 'qar-2026-900005' }, SHOW],
    ]);
  });

  it.each([
    ['123456', 'No school or trust has the number 123456.'],
    ['qar-2026-111111', 'There is no review ‘qar-2026-111111’.'],
    ['Nowhere', 'No review of these years is of a school called ‘nowhere’.'],
    ['hi', 'three letters of a name'],
  ])('by %s says that there is none', async (school, sentence) => {
    expect((await found(school)).text).toContain(sentence);
  });

  it('shows the subscription of a school that has no review yet', async () => {
    const { store } = fresh;
    await write(store, [
      store.rows.membership
        .create({
          member: '900009',
          year: '2026',
          kind: 'renewal',
          status: 'invited',
          openedAt: '2026-02-02T09:00:00.000Z',
        })
        .commit(),
      questionRow(store, {
        about: 'membership-2026-900009',
        question: 'sign-agreement',
        person: 'p-head',
        hostName: 'Meadow',
      }),
    ]);
    const { text, buttons } = await found('900009');
    expect(text).toContain('Meadow (900009): subscription for 2026 to 2027');
    expect(acts(buttons)).toEqual(['remind', 'extend']);
  });

  it('shows nothing before anything is looked for', async () => {
    const { $, text } = await look(fresh.store, { view: 'review' });
    expect($('input[name="school"]')).toHaveLength(1);
    expect(text.trim()).toBe('URN, review or school Find');
  });

  it('shows the audit and the mails, with those that failed', async () => {
    const { store } = fresh;
    await write(store, [
      store.rows.auditEntry
        .create({
          about: ABOUT,
          at: '2026-11-03T09:00:00.000Z',
          entry: 'confirm-team.1.1.asked',
          who: 'p-head',
          role: 'host',
          what: 'was asked',
          decision: 'confirm-team.1.1',
        })
        .commit(),
      store.rows.message
        .create({
          about: ABOUT,
          message: 'm-1',
          kind: 'question',
          person: 'p-head',
          at: '2026-11-03T09:00:00.000Z',
          status: 'bounced',
          failure: 'transient.mailboxfull',
        })
        .commit(),
    ]);
    const { text, $ } = await found('900001');
    expect(text).toContain('was asked: agreement to the team');
    expect(text).toContain('Mails (1), 1 not delivered');
    expect($('details[open]').text()).toContain('such as one that is full');
  });
});
