import { load } from 'cheerio';
import type { ReactNode } from 'react';
import { describe, expect, it } from 'vitest';
import { assetResponse, emptyForm, Form, htmlResponse, page, TextArea } from '../../lambdas/pages/kit.ts';
import { SCRIPT_TAG, script } from '../../lambdas/pages/script.ts';

const site = { charityName: 'The Lanterns', helpAddress: 'help@lanterns.example', urgentTelephone: '01632 960100' };
const pageOf = (children: ReactNode): string => page({ title: 'A page', site, children });
const policyOf = (html: string): string => String(htmlResponse(200, html).headers?.['content-security-policy']);

describe('the one script', () => {
  it('weighs less than 4 KB and is kept for ever under an address of its own', () => {
    expect(Buffer.byteLength(script.body)).toBeLessThan(4096);
    expect(assetResponse(script.path)).toMatchObject({
      body: script.body,
      headers: {
        'content-type': 'text/javascript; charset=utf-8',
        'cache-control': 'public, max-age=31536000, immutable',
        'x-content-type-options': 'nosniff',
      },
    });
  });

  it('is on pages that it has something to do on, and only they let it run', () => {
    const counted = pageOf(<TextArea form={emptyForm} name="why" label="Why" maxLength={900} />);
    const saved = pageOf(<Form savesWhileTyping>Words</Form>);
    for (const html of [counted, saved]) {
      expect(load(html)('head script').attr('src')).toBe(script.path);
      expect(policyOf(html)).toMatch(/; script-src 'self'; connect-src 'self'$/);
    }
    const other = pageOf(<Form>Words</Form>);
    expect(load(other)('script')).toHaveLength(0);
    expect(policyOf(other)).not.toContain('script-src');
  });

  it('is let run by nothing that somebody typed', () => {
    const html = pageOf(`${SCRIPT_TAG} <form data-saves="yes"> <textarea data-limit="1">`);
    expect(load(html)('script')).toHaveLength(0);
    expect(policyOf(html)).not.toContain('script-src');
  });
});
