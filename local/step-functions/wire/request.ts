import { StepFunctionsError } from '../errors.ts';
import { isObject } from '../payload.ts';
import type { Json, Tag } from '../types.ts';

/** The fields of a request, with AWS's answer to one that is missing or mistyped. */
export class Request {
  readonly fields: { readonly [key: string]: Json };

  constructor(fields: { readonly [key: string]: Json }) {
    this.fields = fields;
  }

  string(name: string): string {
    const value = this.optionalString(name);
    if (value !== undefined) return value;
    throw invalid(`Value null at '${name}' failed to satisfy constraint: Member must not be null`);
  }

  optionalString(name: string): string | undefined {
    const value = this.fields[name];
    if (value === undefined || value === null) return undefined;
    if (typeof value === 'string') return value;
    throw invalid(`Value at '${name}' failed to satisfy constraint: Member must be a string`);
  }

  optionalNumber(name: string): number | undefined {
    const value = this.fields[name];
    return typeof value === 'number' ? value : undefined;
  }

  boolean(name: string): boolean {
    return this.fields[name] === true;
  }

  object(name: string): { readonly [key: string]: Json } | undefined {
    const value = this.fields[name];
    return isObject(value) ? value : undefined;
  }

  strings(name: string): readonly string[] {
    const value = this.fields[name];
    return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
  }

  tags(): readonly Tag[] {
    const value = this.fields.tags;
    if (!Array.isArray(value)) return [];
    return value.flatMap((tag) => (isObject(tag) ? [{ key: String(tag.key), value: String(tag.value ?? '') }] : []));
  }
}

const invalid = (reason: string): StepFunctionsError =>
  new StepFunctionsError('ValidationException', `1 validation error detected: ${reason}`);
