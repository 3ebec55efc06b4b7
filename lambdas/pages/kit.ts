/** Everything that pages of questions and answers are made of. */
export { Checkboxes, type Option, Radios } from './components/choices.tsx';
export {
  BulletList,
  Details,
  Heading,
  InsetText,
  NotificationBanner,
  Panel,
  Paragraph,
  Subheading,
  SummaryList,
  TypedText,
  Warning,
} from './components/content.tsx';
export { DateInput, DateRangeInput } from './components/dates.tsx';
export { Fieldset } from './components/fieldset.tsx';
export { Button, ButtonGroup, ErrorSummary, Form } from './components/form.tsx';
export { type Step, StepsSoFar, Table, Tag, type TagColour, TagList } from './components/lists.tsx';
export { Hidden, Select, Text, TextArea } from './components/text.tsx';
export { type DateRangeValue, dateField, dateRangeField } from './date-fields.ts';
export { emailField, manyOf, oneOf, textField, wholeNumberField } from './form-fields.ts';
export {
  chosenValues,
  emptyForm,
  enteredText,
  type FormFields,
  type FormState,
  hasErrors,
  WHOLE_FORM,
} from './form-state.ts';
export { htmlResponse, stylesheetResponse } from './html-response.ts';
export { type PageProps, page, type ServiceLink } from './page.tsx';
export { type ParsedForm, parseForm } from './parse-form.ts';
export { FormNotReadable, readForm } from './read-form.ts';
export {
  alreadyAnsweredPage,
  Help,
  type House,
  linkUnknownPage,
  notFoundPage,
  problemPage,
  thanksPage,
  tooLatePage,
  unreadableFormPage,
} from './standard-pages.tsx';
export { stylesheet } from './stylesheet.ts';
