import { describe, expect, it } from 'vitest';
import { eventsOf, ReviewChanges } from '../../lambdas/events/review-changes.ts';
import { type ReviewState, whatHappened } from '../../lambdas/events/review-events.ts';

const planned: ReviewState = { stage: 'planned', status: 'planned', turn: 1, wasOpened: false };
const underWay: ReviewState = { stage: 'team', status: 'under-way', turn: 1, wasOpened: true, datesFixedAt: 'then' };
const out: ReviewState = { ...underWay, stage: 'feedback', status: 'published', publishedAt: 'then', audience: 'hub' };

describe('what happened to a review', () => {
  it.each<[string, ReviewState | undefined, Partial<ReviewState>, readonly string[]]>([
    ['nothing when it is planned', undefined, planned, []],
    ['its scheduling began', planned, { stage: 'scheduling', wasOpened: true }, ['Review opened']],
    ['it sleeps with its dates', underWay, { stage: 'planned', datesFixedAt: 'now' }, ['Review dates fixed']],
    ['it is woken', { ...underWay, stage: 'planned' }, { stage: 'team' }, []],
    ['its preparation began', underWay, { stage: 'preparation' }, ['Review team complete']],
    ['its report began', { ...underWay, stage: 'visit' }, { stage: 'report' }, ['Review visited']],
    [
      'who sees the report is asked',
      { ...underWay, stage: 'report' },
      { stage: 'publication' },
      ['Review report final'],
    ],
    ['it was taken up two stages later', underWay, { stage: 'report' }, ['Review team complete', 'Review visited']],
    ['it ended', out, { stage: 'closed' }, ['Review closed']],
    ['it went back', { ...underWay, stage: 'report' }, { stage: 'team' }, []],
    ['it was postponed', underWay, { stage: 'scheduling', turn: 2 }, ['Review postponed']],
    ['it was cancelled', underWay, { stage: 'closed', status: 'cancelled' }, ['Review cancelled']],
    ['it is written once more after its end', { ...underWay, status: 'cancelled' }, { status: 'cancelled' }, []],
    [
      'it stays private',
      { ...out, publishedAt: undefined, audience: undefined },
      { publishedAt: 'now', audience: 'private' },
      [],
    ],
    ['it is published', { ...out, publishedAt: undefined }, { publishedAt: 'now' }, ['Review report published']],
    ['its host changed its mind', { ...out, audience: 'private' }, { audience: 'public' }, ['Review report published']],
    ['it is published to others', out, { audience: 'public' }, []],
    ['it is withdrawn', out, { withdrawnAt: 'now' }, ['Review report withdrawn']],
  ])('%s', (_what, before, change, events) => {
    expect(whatHappened(before, { ...(before ?? planned), ...change })).toEqual(events);
  });
});

const image = (changes: object = {}) => ({
  ...{ pk: { S: '$peer-review#about_qar-2026-100183' }, sk: { S: '$review#review_1' }, hostName: { S: 'Brook Lane' } },
  ...{ about: { S: 'qar-2026-100183' }, programme: { S: 'QAR' }, year: { S: '2026' }, host: { S: '100183' } },
  ...{ turn: { N: '1' }, stage: { S: 'planned' }, status: { S: 'planned' }, report: { M: { text: { S: 'Secret' } } } },
  ...changes,
});
const change = (NewImage: object, OldImage?: object, eventID = 'a1') => ({
  Records: [{ eventID, dynamodb: { ApproximateCreationDateTime: 1_797_930_000, NewImage, OldImage } }],
});
const scheduling = image({
  stage: { S: 'scheduling' },
  stages: { M: { scheduling: { M: { from: { S: '2026-07-21' } } } } },
});

describe('the event of a change', () => {
  const opening = change(scheduling, image());

  it('has ids and nothing else of the row', () => {
    expect(eventsOf(ReviewChanges.parse(opening))).toEqual([
      {
        type: 'Review opened',
        detail: {
          version: 1,
          id: 'a1.review-opened',
          about: 'qar-2026-100183',
          programme: 'QAR',
          year: '2026',
          host: '100183',
          turn: 1,
          at: '2026-12-22T09:00:00.000Z',
        },
      },
    ]);
  });

  it('has the same id when the change comes again, and another for another change', () => {
    const ids = [opening, opening, change(scheduling, image(), 'b2')].flatMap((changes) =>
      eventsOf(ReviewChanges.parse(changes)).map(({ detail }) => detail.id),
    );
    expect(ids).toEqual(['a1.review-opened', 'a1.review-opened', 'b2.review-opened']);
  });

  it('knows from its stages that a review which sleeps was opened before', () => {
    const asleep = { ...scheduling, stage: { S: 'planned' } };
    expect(eventsOf(ReviewChanges.parse(change(scheduling, asleep)))).toEqual([]);
  });

  it('is not made of a row that is none of a review', () => {
    expect(ReviewChanges.safeParse(change({ ...image(), stage: { S: 'lunch' } })).success).toBe(false);
  });
});
