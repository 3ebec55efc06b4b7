import { load } from 'cheerio';
import { describe, expect, it } from 'vitest';
import { useSmallStack } from '../fixtures/small-stack.ts';

const small = useSmallStack();

async function open(path: string) {
  const response = await fetch(`${small.stack.portalOrigin}${path}`);
  return {
    status: response.status,
    policy: response.headers.get('content-security-policy'),
    $: load(await response.text()),
  };
}

const press = (body: string, headers: Record<string, string> = {}) =>
  fetch(`${small.stack.portalOrigin}/_local/clock`, {
    method: 'POST',
    body: new URLSearchParams(body),
    headers: { origin: small.stack.portalOrigin, ...headers },
    redirect: 'manual',
  });

describe("the local stack's own pages", () => {
  it('show the clock and skip to the next event and to a date', async () => {
    expect((await open('/_local/')).$('.clock').text()).toBe('Friday 1 January 2027, 12:00');
    expect((await press('action=next')).status).toBe(303);
    expect((await open('/_local/')).$('.clock').text()).toBe('Monday 4 January 2027, 07:30');
    await press('action=date&date=2027-01-06');
    const { $, policy } = await open('/_local/');
    expect($('.clock').text()).toBe('Wednesday 6 January 2027, 00:00');
    expect($('main').text()).toContain('2 executions');
    expect(policy).toContain("default-src 'none'");
  });

  it('skip to the moment at which somebody is asked, and show the page from which it was wanted', async () => {
    const pressed = await press('action=asked&back=dashboards');
    expect([pressed.status, pressed.headers.get('location')]).toEqual([303, '/_local/dashboards']);
    expect((await open('/_local/')).$('.clock').text()).toBe('Monday 4 January 2027, 07:30');
    expect((await open('/_local/executions')).$('tbody tr td').last().text()).toBe('Ask');
  });

  it('let the clock run at real speed and stand still again', async () => {
    await press('action=real');
    expect((await open('/_local/')).$('meta[http-equiv=refresh]').length).toBe(1);
    await press('action=still');
    expect(small.stack.pace.mode).toBe('still');
  });

  it('take no orders from another site', async () => {
    expect((await press('action=next', { origin: 'https://elsewhere.example' })).status).toBe(403);
    expect(small.stack.clock.now()).toBe(Date.parse('2027-01-01T12:00:00Z'));
  });

  it('list the mails and show one, its text escaped and its HTML in a sandbox', async () => {
    const { stack } = small;
    const raw = 'Subject: <b>Hi</b>\r\nContent-Type: text/html\r\n\r\n<p>Read <a href="/d/1">this</a></p>';
    const envelope = { id: 'm1', envelopeFrom: 'a@b.example', envelopeTo: ['head@school.example'], tags: {} };
    await stack.inbox.receive({ ...envelope, raw: Buffer.from(raw) });
    expect((await open('/_local/mails?to=head@school.example')).$('td a[href="/_local/mails/m1"]').text()).toBe(
      '<b>Hi</b>',
    );
    expect((await open('/_local/mails/m1')).$('iframe').attr('src')).toBe('/_local/mails/m1/html');
    const shown = await open('/_local/mails/m1/html');
    expect(shown.policy).toMatch(/^sandbox /);
    expect(shown.$('base').attr('target')).toBe('_top');
    expect((await open('/_local/mails/m2')).status).toBe(404);
  });

  it('draw an execution with its way so far, and list its history', async () => {
    const { stack } = small;
    stack.startExecution('question', { name: 'first', input: { to: 'head@school.example' } });
    await stack.clock.run({ until: stack.clock.now() });
    expect((await open('/_local/executions')).$('tbody tr td').last().text()).toBe('Ask');
    const { $ } = await open('/_local/executions/question/first');
    expect($('svg rect[stroke="#1258a3"]').length).toBe(1);
    expect($('tbody tr').length).toBe(
      stack.engine.history(stack.engine.listExecutions()[0]?.executionArn ?? '').length,
    );
    await stack.clock.run({ until: stack.clock.now() + 25 * 3_600_000 });
    const done = await open('/_local/executions/question/first');
    expect(done.$('svg rect[stroke="#2f7d32"]').length).toBe(2);
    expect(done.$('main').text()).toContain('SUCCEEDED');
  });

  it('browse the table', async () => {
    const { stack } = small;
    stack.startExecution('question', { name: 'first', input: { to: 'head@school.example' } });
    await stack.clock.run({ until: stack.clock.now() });
    expect((await open('/_local/table')).$('tbody a').text()).toBe('question');
    expect((await open('/_local/table?pk=question')).$('tbody td').first().text()).toBe('head@school.example');
  });
});
