import { problemDocument, type Route } from '../../../contract/index.js';
import { longestWaitSeconds } from '../prefer.js';
import { operationOf } from './operation.js';
import { schemaNames } from './schema-names.js';

export interface DocumentInfo {
  /** Version of the API, semver; its major version stands in the path. */
  readonly version: string;
  readonly contact: { readonly name: string; readonly email: string; readonly url: string };
}

/**
 * The OpenAPI 3.1.1 document of the routes, from the very schemas that requests are checked against. Follows the NL
 * API Design Rules 2.2; what lies outside `/v1` gets the origin as its server; `/.well-known/` and pages for people are left out.
 */
export function openApiDocument(
  routes: readonly Route[],
  info: DocumentInfo,
): Readonly<Record<string, unknown>> {
  const names = schemaNames();
  const described = routes.filter((route) => !route.path.startsWith('/.well-known/') && route.page !== true);
  const paths: Record<string, Record<string, unknown>> = {};
  for (const route of described) {
    const inside = route.path.startsWith('/v1/');
    const path = inside ? route.path.slice('/v1'.length) : route.path;
    paths[path] ??= inside ? {} : { servers: [{ url: '/' }] };
    paths[path][route.method.toLowerCase()] = operationOf(route, names);
  }
  return {
    openapi: '3.1.1',
    info: { title: 'Kernhub', description, license, ...info },
    servers: [{ url: '/v1' }],
    tags: [...new Set(described.map((route) => route.tag))].sort().map((name) => ({ name })),
    paths,
    components: {
      schemas: { ...names.components(), Problem: problemSchema },
      parameters,
      headers,
      securitySchemes,
    },
  };
}

const license = { name: 'EUPL-1.2', identifier: 'EUPL-1.2' };

const description =
  'Lets the partners around a child share exactly what a purpose needs. Every error is an RFC 9457 problem with a ' +
  'stable `code`. Bodies are JSON without compression; unknown fields and query parameters are errors. A W3C ' +
  '`traceparent` is accepted and answered.';

/** Plain JSON, because the document is compared and printed, and a schema object may carry more than its members. */
const problemSchema: unknown = JSON.parse(JSON.stringify(problemDocument));

const parameters = {
  IdempotencyKey: {
    in: 'header',
    name: 'Idempotency-Key',
    required: true,
    description:
      'Remembered for 24 hours per client, professional and route. A repeat answers status and Location of the first ' +
      'outcome with `Idempotency-Replayed: true`, never stored data.',
    schema: { type: 'string', pattern: '^[A-Za-z0-9._~-]{8,128}$' },
  },
  PayloadSignature: {
    in: 'header',
    name: 'Payload-Signature',
    required: true,
    description:
      'Detached JWS over the exact body (RFC 7797). Protected header: alg, kid, typ `kernhub-payload+jws`, b64 false, ' +
      'crit, htm, htu, aud, iat and jti, which is the Idempotency-Key where the call has one.',
    schema: { type: 'string', pattern: '^[A-Za-z0-9_-]+\\.\\.[A-Za-z0-9_-]+$' },
  },
  Prefer: {
    in: 'header',
    name: 'Prefer',
    description: `\`wait=<seconds>\` (RFC 7240), at most ${longestWaitSeconds}.`,
    schema: { type: 'string' },
  },
};

const headers = {
  ApiVersion: { description: 'Version of the API', schema: { type: 'string' } },
  Location: { description: 'Where the new resource is', schema: { type: 'string' } },
  PreferenceApplied: { description: 'The preference that was honoured', schema: { type: 'string' } },
};

const securitySchemes = {
  DPoP: {
    type: 'http',
    scheme: 'DPoP',
    description: 'RFC 9068 access token bound to a key (RFC 9449), from an issuer that the hub trusts.',
  },
  Session: {
    type: 'apiKey',
    in: 'cookie',
    name: '__Host-kernhub-session',
    description: 'Session of a parent or young person, after signing in at `/login`.',
  },
};
