/** The AWS Query protocol, which older services speak: form fields in, XML out (Smithy specification, 'AWS query protocol'). */

const FORM = 'application/x-www-form-urlencoded';

export const isQuery = (contentType: string): boolean => contentType.startsWith(FORM);

interface Fields {
  [name: string]: string | Fields;
}

/**
 * What a request says: `Tags.member.1.Name=about` as `{ Tags: [{ Name: 'about' }] }`. Every value is text.
 *
 * @returns its parameters, with `Action` and `Version` among them.
 */
export function readQuery(body: string): Readonly<Record<string, unknown>> {
  const fields: Fields = Object.create(null);
  for (const [path, value] of new URLSearchParams(body)) place(fields, path.split('.'), value);
  return lists(fields) as Record<string, unknown>;
}

function place(fields: Fields, path: readonly string[], value: string): void {
  const [name = '', ...rest] = path;
  if (rest.length === 0) {
    fields[name] = value;
    return;
  }
  const known = fields[name];
  const below: Fields = typeof known === 'object' ? known : Object.create(null);
  fields[name] = below;
  place(below, rest, value);
}

/** A list is told by its only name, `member`, with the places of its values below. */
function lists(value: string | Fields): unknown {
  if (typeof value === 'string') return value;
  const names = Object.keys(value);
  const { member } = value;
  if (names.length === 1 && typeof member === 'object') {
    return Object.entries(member)
      .toSorted(([a], [b]) => Number(a) - Number(b))
      .map(([, each]) => lists(each));
  }
  return Object.fromEntries(names.map((name) => [name, lists(value[name] ?? '')]));
}

/** The answer to an action: a result of texts. */
export const xmlResult = (action: string, result: Readonly<Record<string, string>>): string =>
  `<${action}Response><${action}Result>${elements(result)}</${action}Result></${action}Response>`;

export const xmlError = (code: string, message: string): string =>
  `<ErrorResponse><Error>${elements({ Type: 'Sender', Code: code, Message: message })}</Error></ErrorResponse>`;

const elements = (values: Readonly<Record<string, string>>): string =>
  Object.entries(values)
    .map(([name, value]) => `<${name}>${escaped(value)}</${name}>`)
    .join('');

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
