/** From what the mapping derived to exactly the ticket's fields: nothing more, and each valid and of its declared size. */
import type { Field, Purpose } from '../../contract/index.js';
import { compileSchema, type Fault, type Json, type Check as Validate } from '../../kernel/index.js';
import { encodeField, type FieldValue } from './field-plaintext.js';

export interface PlainField {
  readonly name: string;
  readonly padded: Uint8Array;
}

export type Minimised = { readonly fields: readonly PlainField[] } | { readonly faults: readonly Fault[] };

/** A field without a value (undefined or null) becomes *absent*: its seal looks like any other. */
export function minimise(
  purpose: Purpose,
  allowed: readonly string[],
  derived: { readonly [name: string]: Json | undefined },
): Minimised {
  const fields: PlainField[] = [];
  const faults: Fault[] = [];
  for (const name of allowed) {
    const field = purpose.fields.find((candidate) => candidate.name === name);
    if (field === undefined) {
      faults.push({ pointer: `/${name}`, reason: 'is not a field of the purpose' });
      continue;
    }
    const value: FieldValue = derived[name] == null ? { absent: true } : { value: derived[name] };
    faults.push(...faultsOf(field, value));
    const padded = encodeField(value, field.paddedBytes);
    if (padded === null)
      faults.push({ pointer: `/${name}`, reason: `takes more than ${field.paddedBytes} bytes` });
    else fields.push({ name, padded });
  }
  return faults.length > 0 ? { faults } : { fields };
}

/** What the field's own JSON Schema finds wrong with a value; an absent one has nothing to check. */
export function faultsOf(field: Field, value: FieldValue): readonly Fault[] {
  if ('absent' in value) return [];
  return schemaOf(field)(value.value).map(({ pointer, reason }) => ({
    pointer: `/${field.name}${pointer}`,
    reason,
  }));
}

const compiled = new WeakMap<object, Validate>();

function schemaOf(field: Field): Validate {
  let check = compiled.get(field.schema);
  if (check === undefined) {
    check = compileSchema(field.schema);
    compiled.set(field.schema, check);
  }
  return check;
}
