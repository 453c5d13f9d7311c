/**
 * The few builders of JSON Schema that the verifier's modules call, in place of the whole of typebox: the build puts them
 * there (scripts/bundle-check.mjs). A schema that came out otherwise than typebox makes it would have another digest, so
 * that no compiled check is found for it, and verifying fails.
 */
type Schema = Readonly<Record<string, unknown>>;

const optional = new WeakSet<object>();

const ofType =
  (type: string) =>
  (options: Schema = {}): Schema => ({ type, ...options });

function objectOf(properties: Readonly<Record<string, Schema>>, options: Schema = {}): Schema {
  const required = Object.keys(properties).filter((name) => !optional.has(properties[name] ?? {}));
  return { type: 'object', ...(required.length > 0 && { required }), properties, ...options };
}

function optionally(schema: Schema): Schema {
  const copy = { ...schema };
  optional.add(copy);
  return copy;
}

const Type = {
  String: ofType('string'),
  Integer: ofType('integer'),
  Boolean: ofType('boolean'),
  Null: ofType('null'),
  Object: objectOf,
  Optional: optionally,
  Literal: (value: string | number): Schema => ({ type: typeof value, const: value }),
  Union: (anyOf: readonly Schema[], options: Schema = {}): Schema => ({ anyOf, ...options }),
  Array: (items: Schema, options: Schema = {}): Schema => ({ type: 'array', items, ...options }),
  Record: ({ pattern }: { readonly pattern: string }, value: Schema): Schema => ({
    type: 'object',
    patternProperties: { [pattern]: value },
  }),
  Unsafe: (schema: Schema): Schema => schema,
};

export default Type;
