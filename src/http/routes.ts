import { type Code, closed, HubError, oneOf, problems, type Route, route, Type } from '../contract/index.js';
import { type Clock, type JsonObject, type PublicJwk, publicJwkOf } from '../kernel/index.js';
import type { WitnessHealth } from '../ledger/index.js';
import { type DocumentInfo, openApiDocument } from './domain/openapi/document.js';
import { apiVersion } from './server/headers.js';

export interface SystemRouteOptions {
  readonly publicUrl: string;
  readonly contactEmail: string;
  readonly clock: Clock;
  /** The hub's public keys: of tickets, and of its client at the issuers. */
  readonly keys: readonly PublicJwk[];
  /** @throws HubError `database-unavailable` | `ledger-unavailable` | `shutting-down` when the hub cannot serve now */
  readonly assertReady: () => Promise<void>;
  /** Null where no witness is asked. */
  readonly witnessHealth?: () => Promise<WitnessHealth | null>;
}

const state = closed({ status: oneOf('ok') });

/** Being late with witnesses makes no hub unready: it is to be seen, not to stop the work. */
const witnessState = closed({
  /** Whether the checkpoint that is handed out has the cosignatures that the policy demands. */
  quorum: Type.Boolean(),
  /** For how long the newest checkpoint that has them is overtaken. */
  lagSeconds: Type.Integer({ minimum: 0 }),
  /** Names of the policy. */
  missing: Type.Array(Type.String()),
});
const readiness = closed({ status: oneOf('ok'), witnesses: Type.Optional(witnessState) });

const problemDescription = closed({
  type: Type.String(),
  code: Type.String(),
  title: Type.String(),
  status: Type.Integer(),
});

/** What every hub answers besides its work: is it there, what can it do, how are its keys and people reached. */
export function systemRoutes(options: SystemRouteOptions, others: readonly Route[]): readonly Route[] {
  const own = [healthRoutes(options), metadataRoutes(options), [problemRoute]].flat();
  const info: DocumentInfo = {
    version: apiVersion,
    contact: { name: 'Kernhub', email: options.contactEmail, url: options.publicUrl },
  };
  const all: Route[] = [...own, ...others];
  const document = documentRoute(() => openApiDocument(all, info));
  all.push(document);
  return [...own, document];
}

const healthRoutes = ({ assertReady, witnessHealth }: SystemRouteOptions): readonly Route[] => [
  route({
    method: 'GET',
    path: '/healthz',
    callers: ['anyone'],
    tag: 'System',
    summary: 'Whether this process runs',
    responses: { 200: state },
    problems: [],
    handler: async () => ({ status: 200, body: { status: 'ok' } }),
  }),
  route({
    method: 'GET',
    path: '/readyz',
    callers: ['anyone'],
    tag: 'System',
    summary: 'Whether database and ledger are there and this process takes calls; how the witnesses do',
    responses: { 200: readiness },
    problems: ['ledger-unavailable'],
    handler: async () => {
      await assertReady();
      const health = (await witnessHealth?.()) ?? null;
      const witnesses = health && { ...health, missing: [...health.missing] };
      return { status: 200, body: { status: 'ok', ...(witnesses !== null && { witnesses }) } };
    },
  }),
];

/** Codes are public and stable, so their `type` can be looked up. */
const problemRoute = route({
  method: 'GET',
  path: '/problems/{code}',
  callers: ['anyone'],
  tag: 'System',
  summary: 'What a problem code means',
  params: closed({ code: Type.String({ maxLength: 60 }) }),
  responses: { 200: problemDescription },
  problems: [],
  handler: async (_caller, { params: { code } }) => {
    if (!Object.hasOwn(problems, code)) throw new HubError('not-found');
    return { status: 200, body: { type: `/problems/${code}`, code, ...problems[code as Code] } };
  },
});

const metadataRoutes = (options: SystemRouteOptions): readonly Route[] => [
  route({
    method: 'GET',
    path: '/.well-known/jwks.json',
    callers: ['anyone'],
    tag: 'System',
    summary: 'Public keys of the hub',
    responses: { 200: 'application/jwk-set+json' },
    problems: [],
    handler: async () => ({
      status: 200,
      content: {
        type: 'application/jwk-set+json',
        data: JSON.stringify({ keys: options.keys.map(signatureJwk) }),
      },
    }),
  }),
  route({
    method: 'GET',
    path: '/.well-known/security.txt',
    callers: ['anyone'],
    tag: 'System',
    summary: 'How to report a vulnerability (RFC 9116)',
    responses: { 200: 'text/plain; charset=utf-8' },
    problems: [],
    handler: async () => ({
      status: 200,
      content: { type: 'text/plain; charset=utf-8', data: securityText(options) },
    }),
  }),
];

const signatureJwk = (jwk: PublicJwk): JsonObject => ({
  ...publicJwkOf(jwk),
  use: 'sig',
  alg: jwk.kty === 'EC' ? 'ES256' : 'EdDSA',
});

const halfAYear = 182 * 86_400_000;

function securityText({ publicUrl, contactEmail, clock }: SystemRouteOptions): string {
  const expires = new Date(clock.now().getTime() + halfAYear).toISOString().slice(0, 10);
  return [
    `Contact: mailto:${contactEmail}`,
    `Expires: ${expires}T00:00:00Z`,
    'Preferred-Languages: nl, en',
    `Canonical: ${publicUrl}/.well-known/security.txt`,
    '',
  ].join('\n');
}

/** Readable from any page, because it is public and the NL API Design Rules ask for it. */
function documentRoute(documentOf: () => unknown): Route {
  let text: string | null = null;
  return route({
    method: 'GET',
    path: '/v1/openapi.json',
    callers: ['anyone'],
    tag: 'System',
    summary: 'This document',
    responses: { 200: 'application/json' },
    problems: [],
    handler: async () => {
      text ??= JSON.stringify(documentOf(), null, 2);
      return {
        status: 200,
        headers: { 'Access-Control-Allow-Origin': '*', 'Cross-Origin-Resource-Policy': 'cross-origin' },
        content: { type: 'application/json', data: text },
      };
    },
  });
}
