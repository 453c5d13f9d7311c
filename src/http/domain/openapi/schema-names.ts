import * as contract from '../../../contract/index.js';

type Schema = { readonly [member: string]: unknown };

/**
 * Names for the schemas of the document: the contract's own export names in PascalCase. A schema inside another is
 * recognised by its content, because a copy is no longer the same object.
 */
export interface SchemaNames {
  /** The schema with every named part replaced by a `$ref`; remembers which names were used. */
  referring(schema: unknown): unknown;
  /** The components that were referred to, directly or through each other. */
  components(): Readonly<Record<string, unknown>>;
}

const pascal = (name: string): string => `${name.charAt(0).toUpperCase()}${name.slice(1)}`;

/** Only closed objects deserve a name of their own; a string with a pattern reads better where it stands. */
function namedSchemas(): ReadonlyMap<string, { readonly name: string; readonly schema: Schema }> {
  const named = new Map<string, { name: string; schema: Schema }>();
  for (const [name, value] of Object.entries(contract)) {
    const schema = value as unknown as Schema;
    if (typeof value !== 'object' || schema.type !== 'object' || schema.properties === undefined) continue;
    const content = JSON.stringify(schema);
    if (!named.has(content)) named.set(content, { name: pascal(name), schema });
  }
  return named;
}

export function schemaNames(): SchemaNames {
  const named = namedSchemas();
  const used = new Map<string, unknown>();

  const members = (schema: Schema): unknown =>
    Object.fromEntries(Object.entries(schema).map(([key, value]) => [key, referring(value)]));

  function referring(value: unknown): unknown {
    if (Array.isArray(value)) return value.map(referring);
    if (typeof value !== 'object' || value === null) return value;
    const known = named.get(JSON.stringify(value));
    if (known === undefined) return members(value as Schema);
    if (!used.has(known.name)) {
      used.set(known.name, null);
      used.set(known.name, members(known.schema));
    }
    return { $ref: `#/components/schemas/${known.name}` };
  }

  return {
    referring,
    components: () => Object.fromEntries([...used].sort(([a], [b]) => a.localeCompare(b))),
  };
}
