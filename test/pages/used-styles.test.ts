import { expect, it } from 'vitest';
import { keepUsedStyles } from '../../scripts/used-styles.ts';

const kept = (css: string, ...used: string[]): string => keepUsedStyles(css, new Set(used));

it('leaves out selectors of classes that no page has, and rules left without any', () => {
  expect(kept('.govuk-a,.govuk-b{x:1}.govuk-b{y:2}', 'govuk-a')).toBe('.govuk-a{x:1}');
});

it('leaves out media queries left empty', () => {
  expect(kept('@media print{.govuk-b{x:1}}@media print{.govuk-a{x:1}.govuk-b{x:1}}', 'govuk-a')).toBe(
    '@media print{.govuk-a{x:1}}',
  );
});

it('keeps names put together at run time by their beginning', () => {
  expect(kept('.govuk-tag--green{x:1}.govuk-tags{x:1}', 'govuk-tag--')).toBe('.govuk-tag--green{x:1}');
});

it('keeps elements, custom properties and what other parts need', () => {
  const css = ':root{--govuk-brand-colour: #fff}html{x:1}@keyframes a{0%{x:1}}';
  expect(kept(css)).toBe(css);
});

it('needs all classes of a selector but those it excludes', () => {
  expect(kept('.govuk-a .govuk-b{x:1}.govuk-a:not(.govuk-b,.govuk-c){x:1}', 'govuk-a')).toBe(
    '.govuk-a:not(.govuk-b,.govuk-c){x:1}',
  );
});

it('says so when a brace is not closed', () => {
  expect(() => kept('@media print{.govuk-a{x:1}', 'govuk-a')).toThrow('A brace of the stylesheet is not closed.');
});
