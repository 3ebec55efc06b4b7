import type { APIGatewayProxyEventV2, Context } from 'aws-lambda';
import { describe, expect, it } from 'vitest';
import { elsewhere } from '../../lambdas/portal/elsewhere.ts';
import { hashOfLink, newLink, secretIn } from '../../lambdas/questions/links.ts';

const { secret, hash } = newLink();
const answer = elsewhere({
  charityName: 'The Lanterns',
  helpAddress: 'help@lanterns.example',
  urgentTelephone: '01632 960100',
});
const request = (rawPath: string, rawQueryString = '', method = 'GET') =>
  answer(
    { rawPath, rawQueryString, requestContext: { http: { method } } } as unknown as APIGatewayProxyEventV2,
    {} as Context,
  );

describe('an address without a route', () => {
  it.each([
    [`/d/${secret}/`, `/d/${secret}`],
    [`//d/${secret}`, `/d/${secret}`],
    [`//d//${secret}//`, `/d/${secret}`],
    [`/D/${secret}`, `/d/${secret}`],
    [`/d/${secret}./`, `/d/${secret}`],
    [`/d/${secret}/report.pdf/`, `/d/${secret}/report.pdf`],
    [`/d/${secret}/draft.pdf.`, `/d/${secret}/draft.pdf`],
    ['/links/', '/links'],
    ['/links.', '/links'],
    ['/Join)', '/join'],
    ['/reports/qar-2026-900001/', '/reports/qar-2026-900001'],
  ])('that is nearly right leads on: %s', async (path, location) => {
    expect(await request(path)).toMatchObject({ statusCode: 303, headers: { location } });
  });

  it('takes with it what is to be shown, and nothing else', async () => {
    expect(await request(`/d/${secret}/`, 'show=review')).toMatchObject({
      headers: { location: `/d/${secret}?show=review` },
    });
    expect(await request('/links/', 'to=//evil.example')).toMatchObject({ headers: { location: '/links' } });
  });

  it.each([
    ['/favicon.ico'],
    ['/d/'],
    ['/d/short/'],
    ['//evil.example'],
    ['//evil.example/links'],
    ['/d//evil.example'],
    ['/reports/a b/'],
    ['/d/x/y/z'],
    ['/reports/qar-2026-900001/draft.pdf/'],
    ['/links'],
    ['/wp-login.php'],
  ])('that is not ours has our own page: %s', async (path) => {
    const response = await request(path);
    expect(response).toMatchObject({ statusCode: 404, headers: { 'content-type': 'text/html; charset=utf-8' } });
    expect(response.headers).not.toHaveProperty('location');
    expect(response.body).toContain('Page not found');
  });

  it('with slashes alone leads to the start page', async () => {
    expect(await request('//')).toMatchObject({ statusCode: 303, headers: { location: '/' } });
    expect(await request('/How-it-works/')).toMatchObject({ headers: { location: '/how-it-works' } });
  });

  it.each(['POST', 'DELETE', 'OPTIONS'])('is not found by %s, however nearly right', async (method) => {
    expect(await request(`/d/${secret}/`, '', method)).toMatchObject({ statusCode: 404 });
  });
});

describe('a secret', () => {
  it.each([
    ['a full stop', `${secret}.`],
    ['a bracket', `${secret})`],
    ['an angle bracket', `${secret}>`],
    ['an escaped one', `${secret}&gt;`],
    ['words', `${secret} and thank you`],
    ['a soft break at its end', `${secret}=\r\n`],
    ['a soft break within', `${secret.slice(0, 20)}=\r\n${secret.slice(20)}`],
    ['a space within', `${secret.slice(0, 20)} ${secret.slice(20)}`],
    ['a soft hyphen within', `${secret.slice(0, 20)}\u00AD${secret.slice(20)}`],
  ])('is found with %s', (_what, text) => {
    expect(secretIn(text)).toBe(secret);
    expect(hashOfLink(text)).toBe(hash);
  });

  it.each([
    ['a letter too many', `${secret}A`],
    ['a letter too few', secret.slice(1)],
    ['a full stop within', `${secret.slice(0, 20)}.${secret.slice(20)}`],
    ['another before it', `${secret}${secret}`],
  ])('is not found with %s', (_what, text) => {
    expect(hashOfLink(text)).toBeUndefined();
  });
});
