import serialize from 'canonicalize';

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };
export type JsonObject = { readonly [key: string]: Json };

/**
 * RFC 8785 canonical JSON.
 *
 * @throws TypeError on `undefined`, a function, or a number that JSON does not have; the library would drop them.
 */
export function canonicalJson(value: Json): string {
  refuseWhatJsonLacks(value);
  const text = serialize(value);
  if (text === undefined) throw new TypeError('value has no JSON form');
  return text;
}

function refuseWhatJsonLacks(value: unknown): void {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return;
  if (typeof value === 'number' && Number.isFinite(value)) return;
  if (Array.isArray(value)) {
    for (const item of value) refuseWhatJsonLacks(item);
    return;
  }
  if (typeof value === 'object' && isPlain(value)) {
    for (const item of Object.values(value)) refuseWhatJsonLacks(item);
    return;
  }
  throw new TypeError(`canonical JSON has no place for ${typeof value}`);
}

const isPlain = (value: object): boolean => {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
};
