import { Ajv2020, type ErrorObject } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';

/** One thing wrong with a value: where (JSON Pointer, RFC 6901) and why. */
export interface Fault {
  readonly pointer: string;
  readonly reason: string;
}

/** Answers the faults at once, the first hundred of them; an empty list means valid. */
export type Check<T = unknown> = (value: unknown) => readonly Fault[] & { readonly __accepts?: T };

const ajv = addFormats.default(
  new Ajv2020({ strict: true, allErrors: true, strictTypes: false, strictRequired: false }),
);

/** Nobody repairs more in one go, and a small body must not make a large answer. */
const mostFaults = 100;

/**
 * Compiles a JSON Schema 2020-12.
 *
 * @throws Error when the schema itself is malformed
 */
export function compileSchema<T = unknown>(schema: object): Check<T> {
  const validate = ajv.compile(schema);
  const isBounded = JSON.stringify(schema).includes('"maxItems"');
  return (value) => {
    const tooLong = isBounded ? overlongIn(schema, value, '') : [];
    const faults = tooLong.length > 0 ? tooLong : validate(value) ? [] : (validate.errors ?? []).map(faultOf);
    return faults.slice(0, mostFaults);
  };
}

interface Bounds {
  readonly maxItems?: number;
  readonly items?: unknown;
  readonly properties?: Readonly<Record<string, object>>;
}

/**
 * Lists longer than they may be, found before anything looks inside: to tell whether its items are unique takes time
 * with the square of the length, and the process does nothing else meanwhile.
 */
function overlongIn(schema: Bounds, value: unknown, pointer: string): readonly Fault[] {
  if (Array.isArray(value)) {
    const { maxItems = Number.POSITIVE_INFINITY, items } = schema;
    if (value.length > maxItems) return [{ pointer, reason: `must NOT have more than ${maxItems} items` }];
    if (typeof items !== 'object' || items === null) return [];
    return value.flatMap((item, place) => overlongIn(items, item, `${pointer}/${place}`));
  }
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(schema.properties ?? {}).flatMap(([name, part]) =>
    Object.hasOwn(value, name)
      ? overlongIn(part, (value as Record<string, unknown>)[name], `${pointer}/${escapePointer(name)}`)
      : [],
  );
}

function faultOf(error: ErrorObject): Fault {
  const { keyword, instancePath, params, message } = error;
  if (keyword === 'additionalProperties' || keyword === 'unevaluatedProperties') {
    const name = String(params.additionalProperty ?? params.unevaluatedProperty);
    return { pointer: `${instancePath}/${escapePointer(name)}`, reason: 'is not a known field' };
  }
  if (keyword === 'required') {
    return {
      pointer: `${instancePath}/${escapePointer(String(params.missingProperty))}`,
      reason: 'is required',
    };
  }
  if (keyword === 'enum')
    return { pointer: instancePath, reason: `must be one of ${params.allowedValues.join(', ')}` };
  if (keyword === 'const')
    return { pointer: instancePath, reason: `must be ${JSON.stringify(params.allowedValue)}` };
  return { pointer: instancePath, reason: message ?? 'is not valid' };
}

const escapePointer = (name: string): string => name.replaceAll('~', '~0').replaceAll('/', '~1');
