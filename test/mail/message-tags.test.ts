import fc from 'fast-check';
import { expect, it } from 'vitest';
import { idOfTag, tagValue } from '../../lambdas/mail/message-tags.ts';

it('writes any id in the characters that SES takes, and reads it back', () => {
  const ids = fc.string({ unit: 'binary', maxLength: 20 }).filter((id) => id.isWellFormed());
  fc.assert(
    fc.property(ids, (id) => {
      expect(tagValue(id)).toMatch(/^[A-Za-z0-9_-]*$/);
      expect(idOfTag(tagValue(id))).toBe(id);
    }),
  );
});

it('leaves ids readable', () => {
  expect(tagValue('qar-2026-100183')).toBe('qar-2026-100183');
});

it('refuses an id that is too long for a tag', () => {
  expect(() => tagValue('a'.repeat(257))).toThrow("An id of 257 characters does not fit into a mail's tag.");
});
