/**
 * EventBridge's input transformer: `<name>` in the template stands for what the JSON path of that name finds.
 * Inside quotes a value is inserted as text, outside as JSON.
 */
export function transformInput(paths: Readonly<Record<string, string>>, template: string, event: unknown): string {
  const inQuotes = (offset: number): boolean => (template.slice(0, offset).match(/(?<!\\)"/g)?.length ?? 0) % 2 === 1;
  return template.replace(/<([\w.-]+)>/g, (whole, name: string, offset: number) => {
    const path = paths[name];
    if (path === undefined) return whole;
    const value = find(path, event);
    if (!inQuotes(offset)) return JSON.stringify(value ?? null);
    const text = typeof value === 'string' ? value : JSON.stringify(value ?? '');
    return JSON.stringify(text).slice(1, -1);
  });
}

/** A path such as `$.detail.items[0].name` or `$.detail-type`. */
function find(path: string, event: unknown): unknown {
  const steps = [...path.matchAll(/[^.[\]$]+/g)].map(([step]) => step);
  return steps.reduce<unknown>(
    (at, step) => (typeof at === 'object' && at !== null ? (at as Record<string, unknown>)[step] : undefined),
    event,
  );
}
