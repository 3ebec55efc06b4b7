/** A form in parts: the list of them, and each as a page of its own. */
import {
  Button,
  Form,
  type FormFields,
  type FormState,
  givenAnswers,
  Hidden,
  Paragraph,
  SummaryList,
  WHOLE_FORM,
} from '../pages/kit.ts';
import { DRAFT_FIELD } from '../questions/draft.ts';
import type { OpenedLink } from '../questions/open-link.ts';
import type { FormPart } from '../questions/question.ts';
import { STEP_FIELD } from './steps.ts';

/** The field, and the parameter of the address, that names the part which a page shows. */
export const PART_FIELD = 'part';

/** What the form was worked out from, as its page to check had it. */
export const MADE_OF_FIELD = 'made-of';
/** The button that says to which part whoever saves one goes on. */
export const GO_ON_FIELD = 'go-on';
/** What it says after the last part: on to check the whole. No part is called so. */
export const TO_CHECK = 'check-all';

/** What stands in all fields of the form: what was saved of it, over what it began with. */
export function savedFields({ bound, draft }: OpenedLink): FormFields {
  const saved = (draft?.fields ?? {}) as FormFields;
  // A draft of an earlier release holds a day in three boxes, over which what the form began with must not stand.
  const begun = Object.entries(bound.page().values ?? {}).filter(([name]) => !Object.hasOwn(saved, `${name}-day`));
  return { ...Object.fromEntries(begun), ...saved };
}

/** The names under which the fields of a part are sent. @param fields what was sent, which may be by names of an earlier release */
export const namesOf = ({ body }: Pick<FormPart, 'body'>, fields: FormFields = {}): readonly string[] =>
  givenAnswers(body, fields).flatMap(({ names }) => names);

/** What is wrong with what was saved, by field; nothing before anything was. */
export function wrongIn(opened: OpenedLink, at: string): Readonly<Record<string, string>> {
  const { bound, draft, link } = opened;
  if (draft === undefined) return {};
  const read = bound.read(savedFields(opened), { person: link.person, role: bound.addressee.role, at });
  return read.ok ? {} : read.errors;
}

/** Those of the errors that belong to a part: the error of a date bears the name before those of its fields. */
export function errorsOf(part: FormPart, errors: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const names = namesOf(part);
  const isOwn = (field: string): boolean => names.some((name) => name === field || name.startsWith(`${field}-`));
  return Object.fromEntries(Object.entries(errors).filter(([field]) => isOwn(field)));
}

/** What the list of parts says above itself when the whole cannot be sent yet. */
export function errorsOfList(errors: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const whole = errors[WHOLE_FORM];
  return {
    [WHOLE_FORM]: whole ?? 'Something has to be corrected first. The parts below say what, and which are not done',
  };
}

/** The list of the parts with what has become of each, and the button that goes on to check the whole. */
export function PartsList({ opened, at }: { readonly opened: OpenedLink; readonly at: string }) {
  const { bound, draft } = opened;
  const { parts = [], values = {}, opening, proposed } = bound.page();
  const fields = savedFields(opened);
  const wrong = wrongIn(opened, at);
  return (
    <>
      {opening}
      <SummaryList
        rows={parts.map((part) => ({
          label: (
            <a className="govuk-link app-link-alone" href={`?${PART_FIELD}=${part.name}`}>
              {part.title}
            </a>
          ),
          value: stateOf(part, { fields, values, wrong, saved: (draft?.fields ?? {}) as FormFields }, proposed),
        }))}
      />
      <Form>
        <Hidden name={DRAFT_FIELD} value={String(draft?.version ?? 0)} />
        <Button>Continue</Button>
      </Form>
    </>
  );
}

/** @param proposed the form begins as it was worked out, so that its parts say what was corrected of it. */
function stateOf(
  part: FormPart,
  form: {
    readonly fields: FormFields;
    readonly values: FormFields;
    readonly wrong: Readonly<Record<string, string>>;
    readonly saved: FormFields;
  },
  proposed: true | undefined,
): string {
  const names = namesOf(part, form.saved);
  const isSaved = names.some((name) => Object.hasOwn(form.saved, name));
  const [sentence] = Object.values(errorsOf(part, form.wrong));
  if (sentence !== undefined && (isSaved || proposed)) return `Begun. To be corrected: ${sentence}`;
  if (!proposed) {
    if (isSaved) return 'Done';
    const isBegun = names.some((name) => String(form.values[name] ?? '') !== '');
    return isBegun ? 'Not started: partly filled in for you' : 'Not started';
  }
  const corrected = names.filter((name) => String(form.fields[name] ?? '') !== String(form.values[name] ?? ''));
  if (corrected.length === 0) return 'As it was worked out';
  return corrected.length === 1 ? '1 field corrected' : `${corrected.length} fields corrected`;
}

/** One part to be filled in and saved. @param form what was typed just now; what was saved unless said. */
export function PartForm(props: { readonly opened: OpenedLink; readonly part: FormPart; readonly form: FormState }) {
  const { opened, part, form } = props;
  const { parts = [], beginsWith } = opened.bound.page();
  const place = parts.findIndex(({ name }) => name === part.name);
  const [before, after] = [parts[place - 1], parts[place + 1]];
  return (
    <>
      <Form savesWhileTyping>
        {part.body(form)}
        <Hidden name={PART_FIELD} value={part.name} />
        <Hidden name={DRAFT_FIELD} value={String(opened.draft?.version ?? 0)} />
        <div className="govuk-button-group">
          <Button name={GO_ON_FIELD} value={after?.name ?? TO_CHECK}>
            {after ? `Save. Next: ${after.title}` : 'Save. Next: check all of it'}
          </Button>
          <Button kind="secondary">Save this part</Button>
          {before && (
            <Button kind="secondary" name={GO_ON_FIELD} value={before.name}>
              Save. Previous: {before.title}
            </Button>
          )}
          {beginsWith !== undefined && isChanged(opened, part) && (
            <Button kind="secondary" name={STEP_FIELD} value="start-again">
              Start this part again from {beginsWith}
            </Button>
          )}
        </div>
      </Form>
      <Paragraph>
        <a className="govuk-link app-link-alone" href="?">
          Back to all parts without saving
        </a>
      </Paragraph>
    </>
  );
}

/** Whether something was saved of a part that is other than what it began with, where it began with anything. */
function isChanged({ bound, draft }: OpenedLink, part: FormPart): boolean {
  const saved = (draft?.fields ?? {}) as FormFields;
  const { values = {} } = bound.page();
  const names = namesOf(part);
  if (!names.some((name) => Object.hasOwn(values, name))) return false;
  return names.some((name) => Object.hasOwn(saved, name) && textOf(saved[name]) !== textOf(values[name]));
}

const textOf = (value: FormFields[string] | undefined): string => String(value ?? '').replace(/\r\n/g, '\n');
