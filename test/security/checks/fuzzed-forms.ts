import fc from 'fast-check';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { allQuestions, catalogue } from '../../../lambdas/app/catalogue.ts';
import { type FormFields, givenAnswers } from '../../../lambdas/pages/kit.ts';
import { aboutOf } from '../../workflows/support/season.ts';
import type { Besieged } from '../support/besieged.ts';
import { DISPUTED } from '../support/harmed-season.ts';
import { FORGED, HARM, type Met } from '../support/harmful-people.ts';
import { foreignMarkup } from '../support/markup.ts';

const TYPED_MARK = 'typed-by-nobody';

const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.constantFrom(HARM, TYPED_MARK, '', '0', '-1', '1e309', '99999999999', '31', '13', '0000', '25:61', 'NaN'),
  fc.constantFrom('__proto__', 'constructor', 'toString', '\u0000', '\ud800', '\u202e', 'e\u0301'.repeat(500)),
  fc.constantFrom('javascript:alert(1)', 'https://a@b.example/', 'data:text/html,x', 'x'.repeat(70_000)),
);

/** Every form of the catalogue, filled in by chance: refused in words or taken for what it says, never a failure. */
export function checkFuzzedForms(portal: Besieged, met: Met): void {
  describe('a form filled in by chance', () => {
    it.each(allQuestions.map(({ name }) => name))(
      'of %s is refused in words, or taken for what it says',
      async (name) => {
        const at = new Date(portal.season.stack.clock.now()).toISOString();
        const known = met.bound.get(name);
        const head = (await portal.season.store.needMember(DISPUTED)).head ?? '';
        const asked = {
          question: name,
          about: name === 'confirm-year' ? 'year-2028' : aboutOf(DISPUTED),
          turn: 1,
          round: 1,
          at,
          expiresAt: '2027-06-01T16:00:00Z',
        };
        const deps = {
          store: portal.season.store,
          centralTeam: { name: 'colleagues', email: 'central.team@example.org' },
        };
        const bound = known?.bound ?? (await catalogue(name).bind({ ...asked, person: head }, deps));
        const controls = known?.page.controls ?? [];
        const choices = new Map(
          controls
            .filter(({ options }) => options.length > 0)
            .map(({ name: field, options }) => [field, options.map(({ value }) => value)]),
        );
        const names = givenAnswers((form) => bound.page().body(form), {}).flatMap((given) => given.names);
        const filling = (field: string) => {
          const offered = choices.get(field);
          const one = offered ? fc.constantFrom(...offered, FORGED, '') : anyText;
          return fc.oneof({ weight: 5, arbitrary: one }, fc.array(one, { maxLength: 3 }));
        };
        const filled = Object.fromEntries([...new Set(names)].map((field) => [field, filling(field)]));
        const forms = fc
          .record(filled, { requiredKeys: [] })
          .map(
            (fields): FormFields =>
              Object.fromEntries(
                Object.entries(fields).flatMap(([field, value]) => (value === undefined ? [] : [[field, value]])),
              ),
          );
        fc.assert(
          fc.property(forms, (fields) => {
            const { person, role } = bound.addressee;
            const read = bound.read(fields, { person, role, at });
            if (!read.ok) {
              expect(Object.values(read.errors).filter((sentence) => sentence.length < 10)).toEqual([]);
              const page = renderToStaticMarkup(bound.page().body({ values: fields, errors: read.errors }));
              expect(foreignMarkup(page)).toEqual([]);
              return;
            }
            const { answer, outcome } = read.taken;
            expect(JSON.stringify(answer)).not.toContain(FORGED);
            // What a workflow is told has no text of anybody.
            expect(JSON.stringify(outcome)).not.toMatch(/typed-by-nobody|script/);
            expect(JSON.stringify(outcome).length).toBeLessThan(400);
            expect(bound.said(answer).length).toBeGreaterThan(5);
            read.taken.effects();
          }),
          { numRuns: 20 },
        );
      },
    );
  });
}
