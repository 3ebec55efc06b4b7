import type { ReactNode } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import type { FormFields, FormState, GivenAnswer } from './form-state.ts';

/**
 * The fields of a form with what was answered, in the order of the page. The page's own body says it: each field that it
 * would show tells its label and its answer in words instead, so that no question describes its form twice.
 */
export function givenAnswers(body: (form: FormState) => ReactNode, values: FormFields): readonly GivenAnswer[] {
  const given: GivenAnswer[] = [];
  renderToStaticMarkup(
    <>
      {body({
        values,
        errors: {},
        gather: (answer) => {
          given.push(answer);
        },
      })}
    </>,
  );
  return given;
}
