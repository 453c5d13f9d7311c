import serialize from 'canonicalize';

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };
export type JsonObject = { readonly [key: string]: Json };

/**
 * RFC 8785 canonical JSON.
 *
 * @throws TypeError on `undefined`, a function, or a number that JSON does not have; the library would drop them.
 */
export function canonicalJson(value: Json): string {
  // What was read from canonical JSON is in order: then the language writes the same, and much faster.
  const text = isInOrder(value) ? JSON.stringify(value) : serialize(value);
  if (text === undefined) throw new TypeError('value has no JSON form');
  return text;
}

/** Only half of a pair is refused, but to tell is left to the library. */
const surrogate = /[\ud800-\udfff]/;

/** Whether the members of all objects stand in canonical order, and all texts without surrogates. @throws TypeError */
function isInOrder(value: unknown): boolean {
  if (value === null || typeof value === 'boolean') return true;
  if (typeof value === 'string') return !surrogate.test(value);
  if (typeof value === 'number' && Number.isFinite(value)) return true;
  let inOrder = true;
  if (Array.isArray(value)) {
    for (const item of value) inOrder = isInOrder(item) && inOrder;
    return inOrder;
  }
  if (typeof value === 'object' && isPlain(value)) {
    let former = '';
    for (const name of Object.keys(value)) {
      inOrder = isInOrder((value as JsonObject)[name]) && isInOrder(name) && former < name && inOrder;
      former = name;
    }
    return inOrder;
  }
  throw new TypeError(`canonical JSON has no place for ${typeof value}`);
}

const isPlain = (value: object): boolean => {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
};
