import { load } from 'cheerio';
import { expect, it } from 'vitest';
import { renderView } from '../../lambdas/central-team/markup.tsx';
import { Mails } from '../../lambdas/central-team/review/records.tsx';
import { asSending, asWaiting } from '../../lambdas/mail/message-log.ts';
import type { Message } from '../../lambdas/store/store.ts';

const AT = '2026-07-21T10:00:00.000Z';
const known = { about: 'qar-2026-900001', kind: 'dates-fixed-in-hub.1', person: 'jo', at: AT };
const waits = { as: 'dates-fixed-in-hub', so: {}, line: { text: 'QAR at Ash', note: 'In January' } };

it('says of each mail that has not gone by itself what became of it', () => {
  const { queue: _, nextActionAt: __, waits: ___, ...over } = asWaiting({ ...known, message: 'c' }, waits);
  const mails: Message[] = [
    asSending({ ...known, message: 'a' }),
    asWaiting({ ...known, message: 'b' }, waits),
    { ...over, toldIn: 'in-morning.2026-07-22.qar-2026-900001' },
    { ...over, message: 'd' },
  ];
  const page = load(renderView(Mails({ mails, names: new Map([['jo', 'Jo Vale']]) }), 'light'));
  const rows = page('tr')
    .toArray()
    .map((row) => page(row).text());
  for (const words of [
    '22 July 2026, 07:30Jo Valedates fixed in hub 1goes that morning',
    'told in one mail with others',
    'not needed any more',
    '21 July 2026, 11:00Jo Valedates fixed in hub 1sending',
  ]) {
    expect(rows).toContainEqual(expect.stringContaining(words));
  }
});

it('says of a mail that an earlier release has sent from the agenda that it was sent', () => {
  const mail: Message = { ...asWaiting({ ...known, message: 'b' }, waits), status: 'sent' };
  const page = renderView(Mails({ mails: [mail], names: new Map() }), 'light');
  expect(page).not.toContain('goes that morning');
});
