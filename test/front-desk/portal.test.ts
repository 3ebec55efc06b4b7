import { describe, expect, it, vi } from 'vitest';
import { fromOurOwnPage, withProblemPage } from '../../lambdas/front-desk/portal.ts';
import { logger } from '../../lambdas/platform/logger.ts';

const HOST = 'reviews.lanterns.example';
const house = { charityName: 'The Lanterns', helpAddress: 'help@lanterns.example' };

describe('a form counts as sent from our own page', () => {
  it.each([
    ['a browser says so', { 'sec-fetch-site': 'same-origin', origin: 'null' }, true],
    ['the person sent it again with the browser’s own button', { 'sec-fetch-site': 'none' }, true],
    ['another site sent it', { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' }, false],
    ['another host of our domain sent it', { 'sec-fetch-site': 'same-site' }, false],
    ['an older browser names our origin', { origin: `https://${HOST}` }, true],
    ['an older browser hides the origin, as our pages ask it to', { origin: 'null' }, true],
    ['an older browser names another origin', { origin: 'https://evil.example' }, false],
    ['an origin only begins like ours', { origin: `https://${HOST}.evil.example` }, false],
    ['what is named is no origin', { origin: 'evil' }, false],
    ['nothing is said', {}, true],
  ])('when %s: %o is %s', (_when, headers, counts) => {
    expect(fromOurOwnPage({ headers: { host: HOST, ...headers } })).toBe(counts);
  });
});

describe('a request that fails', () => {
  it('is answered with a page, and its log has no line of the error’s message', async () => {
    const log = vi.spyOn(logger, 'error').mockReturnValue();
    const answer = withProblemPage(house, async () => {
      throw new TypeError('wrong:\n  head@hillview.example\n    at home, she says\n{"name":"Alex Morgan"}');
    });
    const event = { routeKey: 'GET /d/{secret}', requestContext: { requestId: 'request-1' } };
    const response = await answer(event as Parameters<typeof answer>[0]);
    expect(response).toMatchObject({ statusCode: 500, headers: { 'cache-control': 'no-store' } });
    expect(response.body).not.toContain('hillview');
    const [, said] = log.mock.calls[0] ?? [];
    expect(said).toMatchObject({ error: 'TypeError', route: 'GET /d/{secret}' });
    const written = JSON.stringify(log.mock.calls);
    expect(written).toContain('portal.test.ts');
    expect(written).not.toMatch(/hillview|Morgan/);
  });
});
