import { type CheerioAPI, load } from 'cheerio';
import type { ReactNode } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import * as z from 'zod';
import {
  Checkboxes,
  DateInput,
  dateField,
  emailField,
  type FormState,
  manyOf,
  oneOf,
  page,
  Radios,
  Select,
  Text,
  TextArea,
  textField,
  wholeNumberField,
} from '../../lambdas/pages/kit.ts';

/** One field of each kind, as a stage would declare them. */
export const sampleSchema = z.object({
  answer: oneOf(['yes', 'no'], { label: 'whether you accept' }),
  reason: textField({ label: 'the reason', max: 40 }),
  start: dateField({ label: 'the first day' }),
  end: dateField({ label: 'the last day' }),
  days: manyOf(['monday', 'tuesday'], { label: 'at least one day', min: 1 }),
  hub: oneOf(['aire', 'calder'], { label: 'your hub' }),
  pupils: wholeNumberField({ label: 'the number of pupils', min: 1, max: 3000 }),
  email: emailField({ label: 'your email address' }),
});

/** The same fields as a person sees them. */
export function sampleFields(form: FormState): ReactNode {
  return (
    <>
      <Radios
        form={form}
        name="answer"
        legend="Do you accept?"
        options={[
          { value: 'yes', text: 'Yes' },
          { value: 'no', text: 'No', hint: 'Somebody else is asked' },
        ]}
      />
      <TextArea form={form} name="reason" label="Why?" maxLength={3000} />
      <DateInput form={form} name="start" label="First day" hint="The day on which you begin" />
      <DateInput form={form} name="end" label="Last day" />
      <Checkboxes
        form={form}
        name="days"
        legend="Which days?"
        options={[
          { value: 'monday', text: 'Monday' },
          { value: 'tuesday', text: 'Tuesday' },
        ]}
      />
      <Select
        form={form}
        name="hub"
        label="Hub"
        options={[
          { value: 'aire', text: 'Aire' },
          { value: 'calder', text: 'Calder' },
        ]}
      />
      <Text form={form} name="pupils" label="Pupils" kind="number" width={4} />
      <Text form={form} name="email" label="Email" kind="email" autocomplete="email" />
    </>
  );
}

const site = {
  charityName: 'Bright Lanterns Partnership',
  helpAddress: 'help@lanterns.example',
  urgentTelephone: '01632 960100',
};

/** A page round some content, read as a browser reads it. */
export function readPage(form: FormState, children: ReactNode): CheerioAPI {
  return load(page({ title: 'A question', site, form, children }));
}

/** Some content alone, read as a browser reads it. */
export function readMarkup(children: ReactNode): CheerioAPI {
  return load(renderToStaticMarkup(children), undefined, false);
}
