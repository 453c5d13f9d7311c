import { fromUtf8, JsonAmbiguous } from '../../kernel/index.js';

/** The part of a form's schema that says which names may come more than once. */
interface FormSchema {
  readonly properties?: Readonly<Record<string, { readonly type?: unknown }>>;
}

/**
 * A posted form as the object that its schema describes: text, and a list where the schema asks for one, also when a
 * browser sent one value or none. A form without a field is an empty object. What no browser sends is refused rather
 * than repaired: a percent sign that escapes nothing, and bytes that are no UTF-8.
 *
 * @see https://url.spec.whatwg.org/#application/x-www-form-urlencoded
 * @returns the fault itself when that is so, or a name comes twice that may not
 */
export function readForm(bytes: Uint8Array, schema: object | undefined): unknown {
  if (schema === undefined && bytes.length === 0) return undefined;
  const properties = (schema as FormSchema | undefined)?.properties ?? {};
  const form: Record<string, unknown> = {};
  for (const [name, property] of Object.entries(properties)) if (property.type === 'array') form[name] = [];
  const pairs = pairsIn(bytes);
  if (pairs === null) return new JsonAmbiguous('', 'is not a form in UTF-8');
  for (const [name, text] of pairs) {
    const known = Object.hasOwn(form, name) ? form[name] : undefined;
    if (Array.isArray(known)) known.push(text);
    else if (known !== undefined) return new JsonAmbiguous(`/${name}`, 'appears twice');
    else Object.defineProperty(form, name, { value: text, enumerable: true, writable: true });
  }
  return form;
}

function pairsIn(bytes: Uint8Array): URLSearchParams | null {
  try {
    const text = fromUtf8(bytes);
    decodeURIComponent(text);
    // One question mark at the start is taken for that of a query, and dropped.
    return new URLSearchParams(`?${text}`);
  } catch {
    return null;
  }
}
