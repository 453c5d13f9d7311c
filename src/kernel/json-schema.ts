import { Ajv2020, type ErrorObject } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { closestForms } from './closest-form.js';

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

const fits: readonly Fault[] = [];

/** Nobody repairs more in one go, and a small body must not make a large answer. */
const mostFaults = 100;

/**
 * Compiles a JSON Schema 2020-12.
 *
 * @throws Error when the schema itself is malformed
 */
export function compileSchema<T = unknown>(schema: object): Check<T> {
  const validate = ajv.compile(schema);
  const bounds = boundsIn(schema);
  return (value) => {
    const tooLong = bounds === null || !isOverlong(bounds, value) ? fits : overlongIn(bounds, value, '');
    if (tooLong.length === 0 && validate(value)) return fits;
    return (tooLong.length > 0 ? tooLong : faultsOf(validate.errors ?? [])).slice(0, mostFaults);
  };
}

/**
 * The same, but compiled when it is first asked: a hub has hundreds of schemas, and compiling them all would keep it a
 * second from its first call.
 */
export function compileWhenAsked<T = unknown>(schema: object): Check<T> {
  let check: Check<T> | null = null;
  return (value) => {
    check ??= compileSchema<T>(schema);
    return check(value);
  };
}

const testing = {
  ...{ strict: true, strictTypes: false, strictRequired: false },
  ...{ messages: false, meta: false, validateSchema: false },
};
let tester: Ajv2020 | null = null;

/**
 * Tells whether a value fits, and not why not: code that is smaller and runs faster, for who asks it a million times.
 *
 * @param schema of our own, which {@link compileSchema} compiles elsewhere and finds malformed if it is
 */
export function compileTest(schema: object): (value: unknown) => boolean {
  tester ??= addFormats.default(new Ajv2020(testing));
  const validate = tester.compile(schema);
  const bounds = boundsIn(schema);
  return (value) => (bounds === null || !isOverlong(bounds, value)) && validate(value);
}

/** Of more errors than these the forms of unions are not told apart: that takes time with their square. */
const mostCompared = 1_000;

const faultsOf = (errors: readonly ErrorObject[]): readonly Fault[] =>
  closestForms(errors.slice(0, mostCompared).map((error) => ({ ...error, ...faultOf(error) }))).map(
    ({ pointer, reason }) => ({ pointer, reason }),
  );

/** Where a schema bounds a list, and nothing else of it. */
interface Bounds {
  readonly maxItems: number;
  readonly items: Bounds | null;
  readonly properties: readonly (readonly [string, Bounds])[];
}

function boundsIn(schema: unknown): Bounds | null {
  if (typeof schema !== 'object' || schema === null) return null;
  const given = schema as {
    maxItems?: number;
    items?: unknown;
    properties?: Readonly<Record<string, unknown>>;
  };
  const { maxItems = Number.POSITIVE_INFINITY } = given;
  const items = boundsIn(given.items);
  const properties = Object.entries(given.properties ?? {}).flatMap(([name, part]) => {
    const bounds = boundsIn(part);
    return bounds === null ? [] : [[name, bounds] as const];
  });
  const isBounded = maxItems < Number.POSITIVE_INFINITY || items !== null || properties.length > 0;
  return isBounded ? { maxItems, items, properties } : null;
}

/** Whether {@link overlongIn} finds something; hardly ever, so that this makes nothing. */
function isOverlong({ maxItems, items, properties }: Bounds, value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (Array.isArray(value)) {
    return value.length > maxItems || (items !== null && value.some((item) => isOverlong(items, item)));
  }
  for (const [name, part] of properties) {
    // What an object inherits is never a list.
    if (isOverlong(part, (value as Record<string, unknown>)[name])) return true;
  }
  return false;
}

/**
 * Lists longer than they may be, found before anything looks inside: to tell whether its items are unique takes time
 * with the square of the length, and the process does nothing else meanwhile.
 */
function overlongIn(
  { maxItems, items, properties }: Bounds,
  value: unknown,
  pointer: string,
): readonly Fault[] {
  if (Array.isArray(value)) {
    if (value.length > maxItems) return [{ pointer, reason: `must NOT have more than ${maxItems} items` }];
    if (items === null) return fits;
    return value.flatMap((item, place) => overlongIn(items, item, `${pointer}/${place}`));
  }
  if (typeof value !== 'object' || value === null || properties.length === 0) return fits;
  return properties.flatMap(([name, part]) =>
    Object.hasOwn(value, name)
      ? overlongIn(part, (value as Record<string, unknown>)[name], `${pointer}/${escapePointer(name)}`)
      : fits,
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
