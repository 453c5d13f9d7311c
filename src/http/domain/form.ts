import { fromUtf8, JsonAmbiguous } from '../../kernel/index.js';

/** The part of a form's schema that says which names may come more than once. */
interface FormSchema {
  readonly properties?: Readonly<Record<string, { readonly type?: unknown }>>;
}

/**
 * A posted form as the object that its schema describes: text, and a list where the schema asks for one, also when a
 * browser sent one value or none. A form without a field is an empty object.
 *
 * @see https://url.spec.whatwg.org/#application/x-www-form-urlencoded
 * @returns the fault itself when the bytes are no UTF-8 or a name comes twice that may not
 */
export function readForm(bytes: Uint8Array, schema: object | undefined): unknown {
  if (schema === undefined && bytes.length === 0) return undefined;
  const properties = (schema as FormSchema | undefined)?.properties ?? {};
  const form: Record<string, unknown> = {};
  for (const [name, property] of Object.entries(properties)) if (property.type === 'array') form[name] = [];
  try {
    for (const [name, text] of new URLSearchParams(fromUtf8(bytes))) {
      const known = Object.hasOwn(form, name) ? form[name] : undefined;
      if (Array.isArray(known)) known.push(text);
      else if (known !== undefined) return new JsonAmbiguous(`/${name}`, 'appears twice');
      else Object.defineProperty(form, name, { value: text, enumerable: true, writable: true });
    }
  } catch {
    return new JsonAmbiguous('', 'is not UTF-8');
  }
  return form;
}
