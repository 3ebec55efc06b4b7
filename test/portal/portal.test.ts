import { gunzipSync } from 'node:zlib';
import type { APIGatewayProxyEventV2, Context } from 'aws-lambda';
import { describe, expect, it, vi } from 'vitest';
import { htmlResponse } from '../../lambdas/pages/kit.ts';
import { logger } from '../../lambdas/platform/logger.ts';
import { portal, routed } from '../../lambdas/portal/portal.ts';
import { formsOfOurs, fromOurOwnPage } from '../../lambdas/portal/sent-form.ts';
import type { Store } from '../../lambdas/store/store.ts';

const HOST = 'reviews.lanterns.example';
const site = { charityName: 'The Lanterns', helpAddress: 'help@lanterns.example', urgentTelephone: '01632 960100' };

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
    const answer = portal(site, async () => {
      throw new TypeError('wrong:\n  head@hillview.example\n    at home, she says\n{"name":"Alex Morgan"}');
    });
    const event = { routeKey: 'GET /d/{secret}', requestContext: { requestId: 'request-1' } };
    const response = await answer(event as APIGatewayProxyEventV2, {} as Context);
    expect(response).toMatchObject({ statusCode: 500, headers: { 'cache-control': 'no-store' } });
    expect(response.body).not.toContain('hillview');
    const [, said] = log.mock.calls[0] ?? [];
    expect(said).toMatchObject({ error: 'TypeError', route: 'GET /d/{secret}' });
    const written = JSON.stringify(log.mock.calls);
    expect(written).toContain('portal.test.ts');
    expect(written).not.toMatch(/hillview|Morgan/);
  });
});

describe('an address', () => {
  const request = (method: string, path: string, headers = {}) =>
    ({
      version: '2.0',
      headers: { host: HOST, ...headers },
      requestContext: { http: { method, path }, timeEpoch: 0 },
    }) as unknown as APIGatewayProxyEventV2;
  const answer = portal(
    site,
    routed(site, [{ method: 'GET', path: '/d/{secret}', handler: async () => htmlResponse(200, 'x'.repeat(2000)) }]),
  );

  it('is answered where it leads, as small as the browser takes it', async () => {
    const small = await answer(request('GET', '/d/abc', { 'accept-encoding': 'gzip' }), {} as Context);
    expect(small).toMatchObject({ statusCode: 200, headers: { 'content-encoding': 'gzip' }, isBase64Encoded: true });
    expect(gunzipSync(Buffer.from(small.body ?? '', 'base64')).toString()).toBe('x'.repeat(2000));
  });

  it.each([
    ['GET', '/d/abc/def'],
    ['POST', '/d/abc'],
    ['GET', '/__proto__'],
    ['constructor', '/d/abc'],
  ])('that leads nowhere is answered with a page: %s %s', async (method, path) => {
    const response = await answer(request(method, path), {} as Context);
    expect(response).toMatchObject({ statusCode: 404, headers: { 'content-type': 'text/html; charset=utf-8' } });
  });

  it('whose form is refused before it is taken is answered with a page, compressed as any', async () => {
    const take = vi.fn();
    const forms = portal(site, formsOfOurs(site, {} as Store, take));
    const headers = { 'sec-fetch-site': 'cross-site', 'accept-encoding': 'gzip' };
    const response = await forms(request('POST', '/d/abc', headers), {} as Context);
    expect(response).toMatchObject({ statusCode: 403, headers: { 'content-encoding': 'gzip' } });
    expect(take).not.toHaveBeenCalled();
  });
});
