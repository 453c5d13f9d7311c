/**
 * How many bytes the JSON of the largest value takes that a JSON Schema accepts. A field is padded to one size so that
 * its length says nothing; a schema without a largest value cannot be padded.
 */

type Schema = { readonly [keyword: string]: unknown };

/** `\u0000` is the longest way JSON writes one character; no UTF-8 character is longer. */
const bytesPerCharacter = 6;
const formatBytes: Readonly<Record<string, number>> = { date: 10, 'date-time': 40, time: 24 };

const isSchema = (value: unknown): value is Schema =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const jsonBytes = (value: unknown): number => Buffer.byteLength(JSON.stringify(value));

/** @returns bytes, or null where the schema sets no bound that can be computed */
export function largestJsonBytes(schema: unknown): number | null {
  if (!isSchema(schema)) return null;
  if ('const' in schema) return jsonBytes(schema.const);
  if (Array.isArray(schema.enum)) return Math.max(0, ...schema.enum.map(jsonBytes));
  for (const keyword of ['anyOf', 'oneOf'] as const) {
    const choices = schema[keyword];
    if (Array.isArray(choices)) return largestOf(choices.map(largestJsonBytes));
  }
  switch (schema.type) {
    case 'null':
      return 4;
    case 'boolean':
      return 5;
    case 'integer':
      return integerBytes(schema);
    case 'string':
      return stringBytes(schema);
    case 'array':
      return arrayBytes(schema);
    case 'object':
      return objectBytes(schema);
    default:
      return null;
  }
}

const largestOf = (sizes: readonly (number | null)[]): number | null =>
  sizes.reduce<number | null>((a, b) => (a === null || b === null ? null : Math.max(a, b)), 0);

function integerBytes({ minimum, maximum }: Schema): number | null {
  if (typeof minimum !== 'number' || typeof maximum !== 'number') return null;
  return Math.max(jsonBytes(minimum), jsonBytes(maximum));
}

function stringBytes({ maxLength, format }: Schema): number | null {
  const byFormat = typeof format === 'string' ? formatBytes[format] : undefined;
  if (byFormat !== undefined) return byFormat + 2;
  return typeof maxLength === 'number' ? maxLength * bytesPerCharacter + 2 : null;
}

function arrayBytes({ items, maxItems, uniqueItems }: Schema): number | null {
  if (typeof maxItems !== 'number') return null;
  if (uniqueItems === true && isSchema(items) && Array.isArray(items.enum)) {
    const largest = items.enum.map(jsonBytes).sort((a, b) => b - a);
    return listBytes(largest.slice(0, maxItems));
  }
  const item = largestJsonBytes(items);
  return item === null ? null : listBytes(Array.from({ length: maxItems }, () => item));
}

const listBytes = (items: readonly number[]): number =>
  2 + items.reduce((sum, bytes) => sum + bytes, 0) + Math.max(0, items.length - 1);

function objectBytes({ properties, additionalProperties }: Schema): number | null {
  if (additionalProperties !== false || !isSchema(properties)) return null;
  let bytes = 2;
  for (const [name, schema] of Object.entries(properties)) {
    const value = largestJsonBytes(schema);
    if (value === null) return null;
    bytes += jsonBytes(name) + 1 + value + 1;
  }
  return bytes;
}
