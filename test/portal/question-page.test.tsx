import { load } from 'cheerio';
import { describe, expect, it } from 'vitest';
import { questionPage, settledPage } from '../../lambdas/portal/question-page.tsx';
import type { OpenedLink } from '../../lambdas/questions/open-link.ts';
import { rightsOf } from '../../lambdas/questions/who-sees-what.ts';

const MORNING = '2027-01-08T09:00:00.000Z';
const site = { charityName: 'The Lanterns', helpAddress: 'help@lanterns.example', urgentTelephone: '01632 960100' };

function opened(decision: object, bound: object = {}): OpenedLink {
  return {
    decision: {
      status: 'open',
      dueAt: '2027-01-12T17:00:00.000Z',
      askedAt: '2027-01-04T09:00:00.000Z',
      expiresAt: '2027-01-15T17:00:00.000Z',
      ...decision,
    },
    bound: {
      addressee: { person: 'p-1', name: 'Kate', email: 'kate@example.org', role: 'host', organisation: 'trust-1' },
      hostName: 'Rowan Learning Trust',
      reminderSettings: { answers: { moreTimeWorkingDays: 0 } },
      page: () => ({ title: 'Which weeks suit you?', caption: 'TPR at Rowan Learning Trust', body: () => null }),
      said: () => 'You ranked three weeks.',
      ifNothing: 'we offer you days',
      ...bound,
    },
    decides: true,
    may: rightsOf('host', undefined),
    link: { person: 'p-1' },
  } as unknown as OpenedLink;
}

const settled = (decision: object, bound: object = {}): string => {
  const link = opened(decision, bound);
  return load(settledPage(link, link.decision, site))('main').text();
};

describe('the page of an open question', () => {
  it('names the hour by which to answer and whom to ask', () => {
    const $ = load(questionPage(opened({}), site, { at: MORNING }));
    expect($('main').text()).toContain(
      'Please answer by Tuesday 12 January 2027, 17:00.If you do nothing, we offer you days.',
    );
    expect($('main a[href="mailto:help@lanterns.example"]')).toHaveLength(1);
  });

  it('says until when it is still taken once that hour has passed', () => {
    const $ = load(questionPage(opened({}), site, { at: '2027-01-13T09:00:00.000Z' }));
    expect($('main').text()).toContain('due by Tuesday 12 January 2027, 17:00');
    expect($('main strong').text()).toBe('Friday 15 January 2027, 17:00');
  });

  it.each([
    ['host', 'have you left Rowan Learning Trust?'],
    ['lead', 'have you left your work as a lead reviewer?'],
    ['reviewer', 'have you left your school or trust?'],
    ['hub-manager', 'have you left your hub?'],
  ])('asks a %s whom it may not be for what they may have left', (role, asks) => {
    const $ = load(questionPage(opened({ role }), site, { at: MORNING }));
    expect($('details').text()).toContain(asks);
  });

  it('has no button where there is nothing to answer any more', () => {
    const page = () => ({ title: 'This report was withdrawn', caption: '', nothingToAnswer: true, body: () => null });
    const $ = load(questionPage(opened({}, { page }), site, { at: MORNING }));
    expect($('h1').text()).toContain('This report was withdrawn');
    expect($('form, button')).toHaveLength(0);
  });

  it('keeps the part in which a colleague is named closed, unless something in it has to be mended', () => {
    const wrong = { values: { 'hand-over': 'yes' }, errors: { 'colleague-name': 'Enter your colleague’s name' } };
    expect(load(questionPage(opened({}), site, { at: MORNING }))('details[open]')).toHaveLength(0);
    expect(load(questionPage(opened({}), site, { at: MORNING, typed: wrong }))('details[open]').text()).toContain(
      'Ask a colleague',
    );
  });
});

describe('the page of a settled question', () => {
  const answered = { status: 'answered', answeredAt: '2027-01-05T10:30:00.000Z' };

  it('says what was asked and answered, and for which trust', () => {
    const text = settled({ ...answered, answeredBy: { role: 'host' } });
    expect(text).toContain('Which weeks suit you?');
    expect(text).toContain('You ranked three weeks.');
    expect(text).toContain('Answered byRowan Learning Trust');
    expect(text).toContain('Answered onTuesday 5 January 2027, 10:30');
    expect(text).not.toMatch(/\bhead\b/);
  });

  it('says in which role somebody else answered', () => {
    expect(settled({ ...answered, answeredBy: { role: 'central-team' } })).toContain('Answered byThe central team');
  });

  it('says until when it could be answered once its time is over', () => {
    expect(settled({ status: 'expired' })).toContain('You could answer until Friday 15 January 2027, 17:00.');
  });

  it('names no such time where the question was withdrawn before it', () => {
    const text = settled({ status: 'superseded' });
    expect(text).toContain('This question is no longer asked');
    expect(text).not.toContain('15 January');
  });

  it('speaks of no missing answer where none was needed', () => {
    const text = settled({ status: 'expired' }, { standing: true });
    expect(text).toContain('Nothing can be changed by this link any more.');
    expect(text).not.toContain('without an answer');
  });
});
