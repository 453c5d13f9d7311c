import {
  HubError,
  InvalidRequest,
  type RequestFault,
  type Route,
  type TObject,
  type TSchema,
} from '../../contract/index.js';
import { type Check, compileWhenAsked, JsonAmbiguous } from '../../kernel/index.js';

/** A request as it came in, with the body already read as JSON. */
export interface RawRequest {
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly idempotencyKey: string | undefined;
  /** `undefined` when there was no body; the fault itself when it could not be read. */
  readonly body: unknown;
}

export interface CheckedRequest {
  readonly params: Readonly<Record<string, unknown>>;
  readonly query: Readonly<Record<string, unknown>>;
  readonly body: unknown;
}

const idempotencyKeyForm = /^[A-Za-z0-9._~-]{8,128}$/;

/**
 * Compiles a route's schemas once, at its first call. The function returned reports every fault of path, query, headers and body
 * together, so that a caller repairs a request in one go.
 *
 * @throws InvalidRequest | HubError `idempotency-key-missing` when that is all that is wrong
 */
export function requestCheck(route: Route): (request: RawRequest) => CheckedRequest {
  const params = partCheck(route.params, 'path');
  const query = partCheck(route.query, 'query');
  const body = bodyCheck(route.body);
  return (request) => {
    const checkedParams = params(Object.entries(request.params));
    const checkedQuery = query([...request.query]);
    const faults = [
      ...checkedParams.faults,
      ...checkedQuery.faults,
      ...(route.idempotent === true ? keyFaults(request.idempotencyKey) : []),
      ...body(request.body),
    ];
    if (faults.length === 1 && route.idempotent === true && request.idempotencyKey === undefined) {
      throw new HubError('idempotency-key-missing', { errors: faults });
    }
    if (faults.length > 0) throw new InvalidRequest(faults);
    return { params: checkedParams.values, query: checkedQuery.values, body: request.body ?? {} };
  };
}

function keyFaults(key: string | undefined): readonly RequestFault[] {
  const pointer = '/Idempotency-Key';
  if (key === undefined) return [{ in: 'header', pointer, reason: 'is required' }];
  if (idempotencyKeyForm.test(key)) return [];
  return [{ in: 'header', pointer, reason: 'must be 8 to 128 letters, digits or . _ ~ -' }];
}

function bodyCheck(schema: TSchema | undefined): (body: unknown) => readonly RequestFault[] {
  if (schema === undefined) {
    return (body) => (body === undefined ? [] : [{ pointer: '', reason: 'no body is expected here' }]);
  }
  const check = compileWhenAsked(schema);
  return (body) => {
    if (body instanceof JsonAmbiguous) return [{ pointer: body.pointer, reason: body.reason }];
    return body === undefined ? [{ pointer: '', reason: 'a body is required' }] : check(body);
  };
}

type Pairs = readonly (readonly [string, string])[];

interface CheckedPart {
  readonly values: Readonly<Record<string, unknown>>;
  readonly faults: readonly RequestFault[];
}

/** Without a schema nothing is expected, so every name is unknown. */
const nothingExpected = compileWhenAsked({ type: 'object', additionalProperties: false });

function partCheck(schema: TObject | undefined, place: 'path' | 'query'): (pairs: Pairs) => CheckedPart {
  const properties: Readonly<Record<string, unknown>> = schema?.properties ?? {};
  const check: Check = schema === undefined ? nothingExpected : compileWhenAsked(schema);
  return (pairs) => {
    const values: Record<string, unknown> = {};
    const faults: RequestFault[] = [];
    for (const [name, text] of pairs) {
      const repeated = Object.hasOwn(values, name);
      if (repeated) faults.push({ in: place, pointer: pointerTo(name), reason: 'appears twice' });
      else Object.defineProperty(values, name, { value: read(text, properties[name]), enumerable: true });
    }
    return { values, faults: [...faults, ...check(values).map((fault) => ({ in: place, ...fault }))] };
  };
}

const pointerTo = (name: string): string => `/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`;

/** Path and query are text: numbers and booleans are read where the schema asks for them. */
function read(text: string, schema: unknown): unknown {
  const type = (schema as { type?: unknown } | undefined)?.type;
  if (type === 'integer' && /^-?\d{1,15}$/.test(text)) return Number(text);
  if (type === 'boolean' && (text === 'true' || text === 'false')) return text === 'true';
  return text;
}
