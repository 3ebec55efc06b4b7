import { gzipSync } from 'node:zlib';
import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { SCRIPT_TAG, script } from './script.ts';
import { stylesheet } from './stylesheet.ts';

/** Nothing but our own stylesheet and small drawn icons; forms go back to us; nobody frames or bases our pages. */
const contentSecurityPolicy = [
  "default-src 'none'",
  "style-src 'self'",
  "img-src 'self' data:",
  "form-action 'self'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
].join('; ');

/** A page that has our script lets it run and send its form to us; no other page runs any. */
const policyWithScript = `${contentSecurityPolicy}; script-src 'self'; connect-src 'self'`;

const twoYearsInSeconds = 63_072_000;

const onEveryResponse = {
  'strict-transport-security': `max-age=${twoYearsInSeconds}; includeSubDomains`,
  'x-content-type-options': 'nosniff',
  // A page's address opens its question, so it must not reach another site or a search engine.
  'referrer-policy': 'no-referrer',
  'x-robots-tag': 'noindex, nofollow, noarchive',
  'cross-origin-resource-policy': 'same-origin',
  'content-security-policy': contentSecurityPolicy,
  'x-frame-options': 'DENY',
};

const onEveryPage = {
  ...onEveryResponse,
  'content-type': 'text/html; charset=utf-8',
  'cache-control': 'no-store',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-embedder-policy': 'require-corp',
  'permissions-policy':
    'camera=(), microphone=(), geolocation=(), payment=(), usb=(), clipboard-read=(), browsing-topics=()',
};

/** A page as the HTTP API's answer, with every safety header. */
export function htmlResponse(status: number, html: string): APIGatewayProxyStructuredResultV2 {
  return { statusCode: status, headers: headersOf(html), body: html };
}

/** A page that anybody may read and a search engine may list: it shows nothing of anybody. */
export function publicResponse(html: string): APIGatewayProxyStructuredResultV2 {
  const { 'x-robots-tag': _, ...headers } = headersOf(html);
  return { statusCode: 200, headers, body: html };
}

const headersOf = (html: string): typeof onEveryPage => ({
  ...onEveryPage,
  ...(html.includes(SCRIPT_TAG) && { 'content-security-policy': policyWithScript }),
});

/** Sends the browser on to another of our own addresses. */
export function seeOther(path: string): APIGatewayProxyStructuredResultV2 {
  return { statusCode: 303, headers: { ...onEveryResponse, 'cache-control': 'no-store', location: path } };
}

/** A PDF that opens in the browser; `fileName` is what it is saved as. */
export function pdfResponse(pdf: Buffer, fileName: string): APIGatewayProxyStructuredResultV2 {
  return {
    statusCode: 200,
    headers: {
      ...onEveryResponse,
      // A browser's own viewer needs what pages do without: styles of its own, and itself as an object.
      'content-security-policy': "frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
      'content-type': 'application/pdf',
      'content-disposition': `inline; filename="${fileName}"`,
      'cache-control': 'no-store',
    },
    body: pdf.toString('base64'),
    isBase64Encoded: true,
  };
}

/** A file for a program to read, which the browser saves. */
export function jsonResponse(json: string, fileName: string): APIGatewayProxyStructuredResultV2 {
  return {
    statusCode: 200,
    headers: {
      ...onEveryResponse,
      'content-type': 'application/json; charset=utf-8',
      'content-disposition': `attachment; filename="${fileName}"`,
      'cache-control': 'no-store',
    },
    body: json,
  };
}

/** A word to our own script, about what became of what it sent. */
export function toldResponse(
  status: number,
  told: Readonly<Record<string, string | number>>,
): APIGatewayProxyStructuredResultV2 {
  return {
    statusCode: status,
    headers: { ...onEveryResponse, 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' },
    body: JSON.stringify(told),
  };
}

/** The stylesheet or the script as the HTTP API's answer, or nothing when `path` is the address of neither. */
export function assetResponse(path: string): APIGatewayProxyStructuredResultV2 | undefined {
  const asset = [
    { ...stylesheet, type: 'text/css' },
    { ...script, type: 'text/javascript' },
  ].find((one) => one.path === path);
  return (
    asset && {
      statusCode: 200,
      headers: {
        ...onEveryResponse,
        'content-type': `${asset.type}; charset=utf-8`,
        'cache-control': 'public, max-age=31536000, immutable',
      },
      body: asset.body,
    }
  );
}

/** A text so short gains nothing. */
const WORTH_COMPRESSING = 1000;

/**
 * An answer as small as the browser takes it, by what it says in `acceptEncoding`. The HTTP API compresses nothing, and a
 * page of forms shrinks to a tenth.
 */
export function compressed(
  response: APIGatewayProxyStructuredResultV2,
  acceptEncoding = '',
): APIGatewayProxyStructuredResultV2 {
  const { body = '', headers } = response;
  if (response.isBase64Encoded || body.length < WORTH_COMPRESSING) return response;
  const varying = { ...headers, vary: 'accept-encoding' };
  if (!/\bgzip\b/.test(acceptEncoding)) return { ...response, headers: varying };
  return {
    ...response,
    headers: { ...varying, 'content-encoding': 'gzip' },
    body: gzipSync(body).toString('base64'),
    isBase64Encoded: true,
  };
}
