import { load } from 'cheerio';

/** What is sent for each field of a form: one value, or several for boxes that are ticked together. */
export type FieldValues = Readonly<Record<string, string | readonly string[]>>;

/** One control of a form as a person sees it. */
export interface Control {
  readonly name: string;
  readonly kind: 'text' | 'long-text' | 'day' | 'radio' | 'checkbox' | 'select' | 'hidden';
  /** Its own label, '' where its options alone have labels; and the legend that it stands under. */
  readonly label: string;
  readonly group: string | undefined;
  /** What it holds already, or what is chosen. */
  readonly value: string | readonly string[];
  /** What can be chosen. */
  readonly options: readonly { readonly value: string; readonly label: string }[];
}

/** A page as a simulated person reads it. */
export interface ReadPage {
  readonly title: string;
  readonly status: number;
  /** The controls of the page's first form; none when the page asks nothing. */
  readonly controls: readonly Control[] | undefined;
  /** Whether the page shows an answer once more, and waits for it to be sent. */
  readonly toCheck: boolean;
  /** The parts of a form in parts, by their names: of the list of them alone. */
  readonly parts: readonly string[];
  /** Of a part's page: what its main button says where to go on once it is saved. */
  readonly goesOnTo: string | undefined;
  /** What the error summary says. */
  readonly errors: readonly string[];
  /** The whole document, as it came. */
  readonly html: string;
}

/** Reads a page's heading, its first form and its error summary from the HTML alone. */
export function readPage(html: string, status: number): ReadPage {
  const $ = load(html);
  const form = $('main form[method="post"]').first();
  const controls = new Map<string, Control>();
  form.find('input[name], textarea[name], select[name]').each((_, element) => {
    const input = $(element);
    const name = input.attr('name') ?? '';
    const value = input.attr('value') ?? '';
    const known = controls.get(name);
    const label = $(`label[for="${input.attr('id')}"]`)
      .text()
      .trim();
    const legend = input.closest('fieldset').children('legend').text().trim();
    const add = (control: Omit<Control, 'name' | 'label' | 'group'> & { readonly label?: string }) =>
      controls.set(name, { name, label, group: legend === '' ? undefined : legend, ...control });
    if (element.tagName === 'textarea') {
      add({ kind: 'long-text', value: input.text().replace(/^\n/, ''), options: [] });
    } else if (element.tagName === 'select') {
      const options = input
        .find('option:not([disabled])')
        .toArray()
        .map((option) => ({ value: $(option).attr('value') ?? $(option).text(), label: $(option).text() }));
      const chosen = input.find('option[selected]').attr('value') ?? options[0]?.value ?? '';
      add({ kind: 'select', value: chosen, options });
    } else {
      const type = input.attr('type') ?? 'text';
      if (type === 'radio' || type === 'checkbox') {
        const chosen = input.attr('checked') === undefined ? [] : [value];
        add({
          kind: type,
          label: '',
          value: [known?.value ?? [], chosen].flat(),
          options: [...(known?.options ?? []), { value, label }],
        });
      } else {
        // A field of several values travels as several hidden inputs of one name.
        const values = known === undefined ? value : [known.value, value].flat();
        add({ kind: type === 'hidden' ? 'hidden' : type === 'date' ? 'day' : 'text', value: values, options: [] });
      }
    }
  });
  return {
    title: $('h1').first().text().trim(),
    status,
    controls: form.length === 0 ? undefined : [...controls.values()],
    toCheck: form.find('button[name="step"][value="send"]').length > 0,
    parts: $('main dl a[href^="?part="]')
      .toArray()
      .map((link) => $(link).attr('href')?.replace('?part=', '') ?? ''),
    goesOnTo: form.find('button').first().filter('[name="go-on"]').attr('value'),
    errors: $('.govuk-error-summary__list li')
      .toArray()
      .map((item) => $(item).text().trim()),
    html,
  };
}

/** What the button of a page to check sends: everything that travels with it, as it was typed. */
export const checkedAnswer = ({ controls = [] }: ReadPage): FieldValues => ({
  ...Object.fromEntries(controls.map(({ name, value }) => [name, value])),
  step: 'send',
});

/** Whether a page is that of one part of a form. */
export const isOfPart = ({ controls = [] }: ReadPage, part: string): boolean =>
  controls.some(({ name, value }) => name === 'part' && value === part);

/** What the main button of a part's page sends: what was filled in, and where to go on. */
export const savedPart = ({ goesOnTo }: ReadPage, filled: FieldValues): FieldValues => ({
  ...filled,
  ...(goesOnTo !== undefined && { 'go-on': goesOnTo }),
});

/** A form's values as a browser sends them. */
export function encodeForm(values: FieldValues): string {
  const body = new URLSearchParams();
  for (const [name, value] of Object.entries(values)) {
    for (const one of typeof value === 'string' ? [value] : value) body.append(name, one);
  }
  return body.toString();
}
