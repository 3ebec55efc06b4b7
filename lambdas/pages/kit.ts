/** Everything that pages of questions and answers are made of. */
export { Checkboxes, type Option, Radios } from './components/choices.tsx';
export {
  BulletList,
  Details,
  Heading,
  InsetText,
  NotificationBanner,
  Paragraph,
  Subheading,
  SummaryList,
  TypedText,
  Warning,
} from './components/content.tsx';
export { DateInput, TwoDays } from './components/dates.tsx';
export { Button, ErrorSummary, Form } from './components/form.tsx';
export { StepsSoFar, Table } from './components/lists.tsx';
export { Reach, Telephone } from './components/reach.tsx';
export { CountsTable } from './components/share.tsx';
export { CarriedFields, type Entry, Hidden, Select, Text, TextArea } from './components/text.tsx';
export { dateField } from './date-fields.ts';
export { emailField, manyOf, nameField, oneOf, telephoneField, textField, wholeNumberField } from './form-fields.ts';
export {
  emptyForm,
  enteredText,
  type FormFields,
  type FormState,
  inUse,
  WHOLE_FORM,
} from './form-state.ts';
export { givenAnswers } from './given-answers.tsx';
export {
  assetResponse,
  compressed,
  htmlResponse,
  jsonResponse,
  pdfResponse,
  publicResponse,
  seeOther,
  toldResponse,
} from './html-response.ts';
export { type PublicWords, page, type Site } from './page.tsx';
export { type ParsedForm, parseForm } from './parse-form.ts';
export { FormNotReadable, readForm } from './read-form.ts';
export {
  alreadyAnsweredPage,
  Help,
  linkUnknownPage,
  notFoundPage,
  problemPage,
  TOO_MANY_FORMS,
  thanksPage,
  tooLatePage,
  tooManyPage,
  unreadableFormPage,
} from './standard-pages.tsx';
export { stylesheet } from './stylesheet.ts';
