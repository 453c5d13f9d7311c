import { Ajv2020, type ErrorObject } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';

/** One thing wrong with a value: where (JSON Pointer, RFC 6901) and why. */
export interface Fault {
  readonly pointer: string;
  readonly reason: string;
}

/** Answers every fault at once; an empty list means valid. */
export type Check<T = unknown> = (value: unknown) => readonly Fault[] & { readonly __accepts?: T };

const ajv = addFormats.default(
  new Ajv2020({ strict: true, allErrors: true, strictTypes: false, strictRequired: false }),
);

/**
 * Compiles a JSON Schema 2020-12.
 *
 * @throws Error when the schema itself is malformed
 */
export function compileSchema<T = unknown>(schema: object): Check<T> {
  const validate = ajv.compile(schema);
  return (value) => (validate(value) ? [] : (validate.errors ?? []).map(faultOf));
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
