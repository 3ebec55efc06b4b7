/** What a play of several years looks at counts: what does not hold is a problem, and a mail that goes out twice is found. */
import { describe, expect, it } from 'vitest';
import { VirtualClock } from '../../../local/clock.ts';
import { Inbox } from '../../../local/inbox/inbox.ts';
import { mailsOnce } from '../../../local/play/years/mails-once.ts';
import { PlayedYears } from '../../../local/play/years/played-years.ts';
import { Problems } from '../../../local/problems.ts';

type Parts = ConstructorParameters<typeof PlayedYears>;

const DAY = 86_400_000;

function played() {
  const clock = new VirtualClock(Date.parse('2027-02-23T10:00:00Z'));
  const stack = { clock, inbox: new Inbox(clock), problems: new Problems(() => {}) };
  const network = { host: { urn: '900001' }, toImport: { schools: [] }, refused: [] };
  const told: string[] = [];
  const years = new PlayedYears(stack as unknown as Parts[0], {} as Parts[1], {
    network: network as unknown as Parts[2]['network'],
    count: 3,
    tell: (what) => told.push(what),
  });
  return { ...stack, years, told };
}

describe('several years that are played', () => {
  it('have a problem where something does not hold, and keep what was seen by year', () => {
    const { years, problems } = played();
    years.mustHold('2026', 'The page is open.', true);
    expect(problems.messages).toEqual([]);
    years.mustHold('2027', 'The page is gone.', false);
    expect(problems.messages).toEqual(['In 2027 this does not hold: The page is gone.']);
    expect(years.seen('2026').map(({ sentence }) => sentence)).toEqual(['The page is open.']);
  });

  it('are of the school by its new number from the year on in which that renews', () => {
    const { years } = played();
    years.goesOnAs('990001', '2028');
    expect(years.years.map((year) => years.about(year))).toEqual([
      'qar-2026-900001',
      'qar-2027-900001',
      'qar-2028-990001',
    ]);
  });

  it('do at an instant what is to happen, with the clock standing still, and tell of it', async () => {
    const { years, clock, problems, told } = played();
    years.after(30, async () => years.happened('2026', `Withdrawn on ${new Date(clock.now()).toISOString()}.`));
    years.after(31, async () => {
      throw new Error('No such school.');
    });
    await clock.run({ until: clock.now() + 40 * DAY });
    expect(told).toEqual(['Withdrawn on 2027-03-25T10:00:00.000Z.']);
    expect(years.happenings('2026')).toEqual(told);
    expect(problems.messages).toEqual(['Error: No such school.']);
  });

  it.each([
    ['the same words with another link on the next day', { message: 'b', link: 'B', after: DAY }, 1],
    ['the same row of the message log after months', { message: 'a', link: 'A', after: 100 * DAY }, 1],
    ['the next link of what stands ready, after a month', { message: 'b', link: 'B', after: 30 * DAY }, 0],
  ])('find %s', async (_, { message, link, after }, found) => {
    const { years, clock, inbox, problems } = played();
    mailsOnce(years);
    const send = (tag: string, secret: string) =>
      inbox.receive({
        id: `${tag}-${clock.now()}`,
        envelopeFrom: 'a@b.example',
        envelopeTo: ['head@school.example'],
        raw: Buffer.from(`Subject: Your report\r\n\r\nRead it: https://x.example/d/${secret}`),
        tags: { about: 'qar-2026-900001', message: tag },
      });
    for (const about of ['qar-2027-900001', 'qar-2028-900001']) {
      await inbox.receive({
        ...{ id: about, envelopeFrom: 'a@b.example', envelopeTo: ['head@school.example'] },
        raw: Buffer.from(`Subject: ${about}\r\n\r\nHello`),
        tags: { about, message: about },
      });
    }
    await send('a', 'A');
    await clock.run({ until: clock.now() + after });
    await send(message, link);
    await years.lookBack();
    expect(problems.messages).toHaveLength(found);
    expect(problems.messages.join()).toContain(found === 0 ? '' : "'Your report' went out twice.");
  });
});
