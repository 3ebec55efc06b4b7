const bySubject = new Map<string, Map<string, string>>();

/** The name of an event, put together once: a history holds thousands, and every `${...}` makes a string of its own. */
export function eventType(subject: string, what: string): string {
  let names = bySubject.get(subject);
  if (!names) {
    names = new Map();
    bySubject.set(subject, names);
  }
  let name = names.get(what);
  if (name === undefined) {
    name = `${subject}${what}`;
    names.set(what, name);
  }
  return name;
}
