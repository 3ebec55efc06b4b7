import { describe, expect, it } from 'vitest';
import { instantOf, readCall } from '../../lambdas/commands/read-call.ts';
import { shownInWidget } from '../../lambdas/commands/shown-in-widget.ts';

const TRACE = 'Root=1-6a1d5b10-0123456789abcdef01234567;Parent=0123456789abcdef;Sampled=1';
const PAUSE = { act: 'pause', about: 'qar-2026-900001', reason: 'The boiler failed' };

describe('a call', () => {
  it('counts when it was made, as Lambda stamps it into the trace', () => {
    expect(instantOf(TRACE)).toBe('2026-06-01T10:12:32.000Z');
    expect(readCall(PAUSE, TRACE)).toEqual({
      fromWidget: false,
      read: { ok: true, input: { ...PAUSE, at: '2026-06-01T10:12:32.000Z' }, isAtGiven: false },
    });
    expect(readCall({ ...PAUSE, at: '2026-06-02T08:00:00Z' }, TRACE).read).toMatchObject({
      input: { at: '2026-06-02T08:00:00.000Z' },
      isAtGiven: true,
    });
    expect(readCall(PAUSE, undefined).read).toEqual({
      ok: false,
      sentence: 'Add "at": the call does not say when it was made.',
    });
  });

  it('takes from a dashboard the fields of its form that the button leaves open, and no others', () => {
    const widgetContext = {
      dashboardName: 'overview',
      forms: { all: { reason: ' Away ', workingDays: '3', about: 'qar-2026-1', stage: '', person: 'someone' } },
    };
    const button = { act: 'extend', about: 'qar-2026-900001', decision: 'choose-dates.1.1', seen: 'abc' };
    expect(readCall({ ...button, describe: false, widgetContext }, TRACE)).toEqual({
      fromWidget: true,
      read: {
        ok: true,
        input: { ...button, reason: 'Away', workingDays: 3, at: '2026-06-01T10:12:32.000Z' },
        isAtGiven: false,
      },
    });
  });

  it.each([
    [{ ...PAUSE, reason: ' ' }, 'Nothing was done: reason must say why, in a few words.'],
    [{ act: 'stop', about: 'x' }, /^Nothing was done: the act must be one of remind, extend/],
    [{ ...PAUSE, by: 'me' }, 'Nothing was done: by is not known for this act.'],
    [{ act: 'postpone', about: 'x', reason: 'because' }, /reason must be one of inspection, head-absent/],
    ['nonsense', /^Nothing was done: the act must be one of/],
  ])('%j is answered with a sentence', (event, sentence) => {
    const { read } = readCall(event, TRACE);
    expect(read).toEqual({
      ok: false,
      sentence: typeof sentence === 'string' ? sentence : expect.stringMatching(sentence),
    });
  });

  it('from a dashboard is answered with one sentence of HTML, whatever was typed', () => {
    expect(shownInWidget({ done: false, sentence: `There is no <b>'x'</b> & "y".` })).toBe(
      '<p><strong>Not done.</strong> There is no &lt;b&gt;&#39;x&#39;&lt;/b&gt; &amp; &quot;y&quot;.</p>',
    );
  });
});
