import { load } from 'cheerio';
import { expect, it } from 'vitest';
import { tooManyPage } from '../../lambdas/pages/kit.ts';

const site = { charityName: 'The Lanterns', helpAddress: 'help@lanterns.example', urgentTelephone: '01632 960100' };

it('the page for one form too many sends again all that was typed and chosen, however short', () => {
  const typed = {
    decision: 'sign',
    days: ['monday', 'tuesday'],
    role: 'Head',
    reason: '<b>"x"</b>\n'.repeat(20),
    step: 'send',
  };
  const $ = load(tooManyPage(site, typed));
  const sent = $('main form[method="post"] input[type="hidden"]')
    .toArray()
    .map((input) => [$(input).attr('name'), $(input).attr('value')]);
  expect(sent).toEqual([
    ['decision', 'sign'],
    ['days', 'monday'],
    ['days', 'tuesday'],
    ['role', 'Head'],
    ['reason', typed.reason],
    ['step', 'send'],
  ]);
  expect($('main form button').text()).toBe('Send it again');
  expect($('main').text()).toContain('<b>"x"</b>');
});
