import { gunzipSync } from 'node:zlib';
import { load } from 'cheerio';
import { describe, expect, it } from 'vitest';
import {
  alreadyAnsweredPage,
  assetResponse,
  compressed,
  htmlResponse,
  linkUnknownPage,
  notFoundPage,
  page,
  problemPage,
  type Site,
  stylesheet,
  thanksPage,
  tooLatePage,
  unreadableFormPage,
} from '../../lambdas/pages/kit.ts';
import { script } from '../../lambdas/pages/script.ts';
import { sampleFields } from './sample-form.tsx';

const site: Site = {
  charityName: 'Bright <Lanterns> & Friends',
  helpAddress: 'help@lanterns.example',
  urgentTelephone: '01632 960100',
};

describe('page', () => {
  const html = page({
    title: 'Choose dates',
    site,
    children: sampleFields({ values: {}, errors: {} }),
  });
  const $ = load(html);

  it('is a whole document in British English with the one stylesheet and no script but ours', () => {
    expect(html).toMatch(/^<!DOCTYPE html><html lang="en-GB"/);
    expect($('link[rel="stylesheet"]').attr('href')).toBe(stylesheet.path);
    expect($(`script:not([src="${script.path}"]), style, [style], [onclick]`)).toHaveLength(0);
    expect($('meta[name="viewport"]').attr('content')).toContain('width=device-width');
  });

  it('bears the name of the charity, which is shown as text', () => {
    expect($('header').text()).toContain('Bright <Lanterns> & Friends');
    expect($('footer a[href="/privacy"]').text()).toContain('Privacy');
  });

  it('says at its foot whom to telephone and where to write', () => {
    expect($('footer a[href="tel:+441632960100"]').text()).toBe('01632 960100');
    expect($('footer a[href="mailto:help@lanterns.example"]')).toHaveLength(1);
  });

  it('has one main part to skip to', () => {
    expect($($('.govuk-skip-link').attr('href') ?? '').is('main')).toBe(true);
  });

  it('weighs less than 60 KB with its styles', () => {
    expect(html.length + stylesheet.body.length).toBeLessThan(60_000);
  });
});

describe('the stylesheet', () => {
  it('fetches nothing and names no font or sign of gov.uk', () => {
    expect(stylesheet.body).not.toMatch(/url\(|@import|@font-face|GDS Transport|crown/i);
  });

  it('has the styles of what the pages show', () => {
    for (const name of ['govuk-radios__input', 'govuk-input--width-4', 'govuk-tag--green', 'app-header']) {
      expect(stylesheet.body).toContain(`.${name}`);
    }
  });

  it('is kept for ever under an address of its own, and sent small to those who take it so', () => {
    const plain = assetResponse(stylesheet.path);
    expect(plain).toMatchObject({
      statusCode: 200,
      body: stylesheet.body,
      headers: {
        'content-type': 'text/css; charset=utf-8',
        'cache-control': 'public, max-age=31536000, immutable',
        'x-content-type-options': 'nosniff',
      },
    });
    const small = compressed(plain ?? {}, 'gzip, deflate, br');
    expect(small.headers).toMatchObject({ 'content-encoding': 'gzip', vary: 'accept-encoding' });
    const bytes = Buffer.from(small.body ?? '', 'base64');
    expect(gunzipSync(bytes).toString()).toBe(stylesheet.body);
    expect(bytes.byteLength).toBeLessThan(9_000);
  });

  it('is sent as it is to those who do not say so, and says that it depends', () => {
    const plain = assetResponse(stylesheet.path);
    expect(compressed(plain ?? {})).toEqual({ ...plain, headers: { ...plain?.headers, vary: 'accept-encoding' } });
  });

  it('has no other address', () => {
    expect(assetResponse('/assets/0000000000000000.css')).toBeUndefined();
  });
});

it('sends every page with all safety headers', () => {
  expect(htmlResponse(404, '<p>')).toMatchInlineSnapshot(`
    {
      "body": "<p>",
      "headers": {
        "cache-control": "no-store",
        "content-security-policy": "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
        "content-type": "text/html; charset=utf-8",
        "cross-origin-embedder-policy": "require-corp",
        "cross-origin-opener-policy": "same-origin",
        "cross-origin-resource-policy": "same-origin",
        "permissions-policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=(), clipboard-read=(), browsing-topics=()",
        "referrer-policy": "no-referrer",
        "strict-transport-security": "max-age=63072000; includeSubDomains",
        "x-content-type-options": "nosniff",
        "x-frame-options": "DENY",
        "x-robots-tag": "noindex, nofollow, noarchive",
      },
      "statusCode": 404,
    }
  `);
});

describe('the standard pages', () => {
  const answered = {
    about: 'QAR at Hillside Primary School',
    question: 'Will you be a reviewer on this review?',
    decided: 'You accepted this place.',
    byRole: 'reviewer',
    on: 'Tuesday 3 November 2026',
  };
  const pages: readonly (readonly [string, string])[] = [
    ['This link does not open anything', linkUnknownPage(site)],
    ['Page not found', notFoundPage(site)],
    ['This has been answered', alreadyAnsweredPage(site, answered)],
    [
      'The time to answer is over',
      tooLatePage(site, { about: 'QAR', closedOn: 'Monday 4 January 2027', whatNow: 'Somebody else was asked.' }),
    ],
    [
      'Your answer has been saved',
      thanksPage(site, { title: 'Your answer has been saved', next: ['You hear from us.'] }),
    ],
    ['Sorry, something went wrong on our side', problemPage(site)],
    ['Your answer could not be read', unreadableFormPage(site, 'The answer is too long.')],
  ];

  it.each(pages)('"%s" says who can help', (title, html) => {
    const $ = load(html);
    expect($('h1').text()).toBe(title);
    expect($('title').text()).toBe(`${title} – ${site.charityName}`);
    expect($('main a[href="mailto:help@lanterns.example"]')).toHaveLength(1);
  });

  it('say what was decided, by which role and when', () => {
    const text = load(alreadyAnsweredPage(site, answered))('main').text();
    expect(text).toContain('You accepted this place.');
    expect(text).toContain('Answered byreviewer');
    expect(text).toContain('Answered onTuesday 3 November 2026');
  });
});
