import { type Code, problems, type Route } from '../../../contract/index.js';
import { isSigned } from '../signed-route.js';
import type { SchemaNames } from './schema-names.js';

type Member = Readonly<Record<string, unknown>>;

const partnerKinds: readonly string[] = ['system', 'professional'];
const tokenKinds: readonly string[] = [...partnerKinds, 'administrator', 'officer'];
const hasBody = (route: Route): boolean => route.body !== undefined;

/** One operation of the document, from one row of a route table. */
export function operationOf(route: Route, names: SchemaNames): Member {
  return {
    operationId: operationId(route),
    summary: route.summary,
    tags: [route.tag],
    description: `Callers: ${route.callers.join(', ')}.`,
    security: securityOf(route),
    parameters: parametersOf(route, names),
    ...(hasBody(route) && {
      requestBody: {
        required: true,
        content: { 'application/json': { schema: names.referring(route.body) } },
      },
    }),
    responses: { ...repliesOf(route, names), ...refusalsOf(route) },
  };
}

function operationId(route: Route): string {
  const words = route.path.split(/[^A-Za-z0-9{]+/).filter(Boolean);
  const named = words.map((word) => (word.startsWith('{') ? `By${pascal(word.slice(1))}` : pascal(word)));
  return `${route.method.toLowerCase()}${named.filter((word) => word !== 'V1').join('')}`;
}

const pascal = (word: string): string => `${word.charAt(0).toUpperCase()}${word.slice(1)}`;

function securityOf(route: Route): readonly Member[] {
  const scopes = route.scope === undefined ? [] : [route.scope];
  return [
    ...(route.callers.some((kind) => tokenKinds.includes(kind)) ? [{ DPoP: scopes }] : []),
    ...(route.callers.includes('citizen') ? [{ Session: [] }] : []),
    ...(route.callers.includes('anyone') ? [{}] : []),
  ];
}

function parametersOf(route: Route, names: SchemaNames): readonly Member[] {
  const required = new Set<string>(route.query?.required ?? []);
  const path = Object.entries(route.params?.properties ?? {}).map(([name, schema]) => ({
    in: 'path',
    name,
    required: true,
    schema: names.referring(schema),
  }));
  const query = Object.entries(route.query?.properties ?? {}).map(([name, schema]) => ({
    in: 'query',
    name,
    required: required.has(name),
    schema: names.referring(schema),
  }));
  return [
    ...path,
    ...query,
    ...(route.idempotent === true ? [reference('parameters', 'IdempotencyKey')] : []),
    ...(isSigned(route) ? [reference('parameters', 'PayloadSignature')] : []),
    ...(route.waits === true ? [reference('parameters', 'Prefer')] : []),
  ];
}

const reference = (kind: string, name: string): Member => ({ $ref: `#/components/${kind}/${name}` });

const meaning: Readonly<Record<number, string>> = {
  200: 'Done',
  201: 'Made; `Location` says where',
  202: 'Taken; not finished yet',
  204: 'Done; nothing to say',
  302: 'Go on elsewhere',
  303: 'Go on elsewhere',
};

function repliesOf(route: Route, names: SchemaNames): Member {
  return Object.fromEntries(
    Object.entries(route.responses)
      .filter(([status]) => Number(status) < 400)
      .map(([status, shape]) => [
        status,
        {
          description: meaning[Number(status)] ?? 'Done',
          headers: {
            'API-Version': reference('headers', 'ApiVersion'),
            ...(status === '201' && { Location: reference('headers', 'Location') }),
            ...(route.waits === true && { 'Preference-Applied': reference('headers', 'PreferenceApplied') }),
          },
          ...contentOf(shape, names),
        },
      ]),
  );
}

function contentOf(shape: Route['responses'][number] | undefined, names: SchemaNames): Member {
  if (shape === null || shape === undefined) return {};
  if (typeof shape === 'string') return { content: { [shape]: { schema: { type: 'string' } } } };
  return { content: { 'application/json': { schema: names.referring(shape) } } };
}

/** The codes of a route grouped by status: its own, and those that every route of its kind can answer. */
function refusalsOf(route: Route): Member {
  const byStatus = new Map<number, Set<Code>>();
  for (const code of [...generalCodes(route), ...route.problems]) {
    const { status } = problems[code];
    byStatus.set(status, (byStatus.get(status) ?? new Set()).add(code));
  }
  return Object.fromEntries(
    [...byStatus].sort(([a], [b]) => a - b).map(([status, codes]) => [String(status), refusal([...codes])]),
  );
}

const refusal = (codes: readonly Code[]): Member => ({
  description: codes.map((code) => `\`${code}\`: ${problems[code].title}`).join('. '),
  headers: { 'API-Version': reference('headers', 'ApiVersion') },
  content: { 'application/problem+json': { schema: reference('schemas', 'Problem') } },
});

/** What admission, input and idempotency can answer before a handler runs, by what the route asks for. */
function generalCodes(route: Route): readonly Code[] {
  const { callers } = route;
  const needsToken = callers.some((kind) => tokenKinds.includes(kind));
  const partner = callers.some((kind) => partnerKinds.includes(kind));
  const some = (condition: boolean, ...codes: readonly Code[]): readonly Code[] => (condition ? codes : []);
  return [
    'invalid-request',
    ...some(needsToken, 'unauthenticated', 'dpop-proof-invalid', 'dpop-proof-replayed'),
    ...some(
      needsToken,
      'caller-not-allowed',
      'scope-insufficient',
      'partner-unknown',
      'partner-suspended',
      'account-suspended',
    ),
    ...some(partner, 'agreement-missing'),
    ...some(callers.includes('professional') && !callers.includes('system'), 'professional-required'),
    ...some(isSigned(route), 'payload-signature-invalid'),
    ...some(callers.includes('citizen'), 'session-required', 'session-expired', 'origin-not-allowed'),
    ...some(route.params !== undefined, 'not-found'),
    ...some(hasBody(route), 'content-too-large', 'media-type-unsupported'),
    ...some(route.idempotent === true, 'idempotency-key-missing', 'idempotency-key-reused'),
    ...some(route.idempotent === true, 'request-in-progress', 'refused-before'),
    'rate-limited',
    'internal',
    'database-unavailable',
    'shutting-down',
  ];
}
