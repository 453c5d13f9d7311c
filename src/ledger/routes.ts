import {
  closed,
  consistencyProof,
  InvalidRequest,
  inclusion,
  NotFound,
  type Route,
  route,
  Type,
} from '../contract/index.js';
import { fromBase64 } from '../kernel/index.js';
import { formatProofFile, parseBundlePath, parseTilePath } from '../tlog/index.js';
import type { Ledger } from './usecases/create-ledger.js';

const plainText = 'text/plain; charset=utf-8';
const bytes = 'application/octet-stream';
const aYear = 31_536_000;

/** A hash tells nothing of what was recorded, and its leaf not even when. */
const anyone = {
  method: 'GET',
  callers: ['anyone'],
  tag: 'Ledger',
  problems: ['ledger-unavailable'],
} as const;

const count = (minimum: number) => Type.Integer({ minimum, maximum: 999_999_999_999_999 });
const atIndex = closed({ index: count(0) });

/** What anyone may ask, at the places where C2SP tlog-tiles clients look, and as JSON under `/v1`. */
export const ledgerRoutes = (ledger: Ledger): readonly Route[] => [
  ...headRoutes(ledger),
  ...tileRoutes(ledger),
  ...proofRoutes(ledger),
];

const headRoutes = (ledger: Ledger): readonly Route[] => [
  route({
    ...anyone,
    path: '/checkpoint',
    summary: 'The newest published checkpoint of the ledger, a C2SP signed note',
    responses: { 200: plainText },
    handler: async () => ({ status: 200, content: { type: plainText, data: await ledger.checkpoint() } }),
  }),
  route({
    ...anyone,
    path: '/ledger-key',
    summary: 'The verifier keys of the ledger, one C2SP vkey a line, current one first',
    responses: { 200: plainText },
    problems: [],
    handler: async () => ({
      status: 200,
      content: { type: plainText, data: `${ledger.verifierKeys().join('\n')}\n` },
    }),
  }),
];

const tileRoutes = (ledger: Ledger): readonly Route[] => [
  route({
    ...anyone,
    path: '/tile/{path}',
    restOfPath: true,
    summary: 'A hash tile of the published log: <L>/<N>[.p/<W>] of C2SP tlog-tiles',
    params: closed({ path: Type.String() }),
    responses: { 200: bytes },
    handler: async (_caller, { params: { path } }) => {
      const tile = parseTilePath(path);
      if (tile === null) throw new NotFound();
      return unchanging('public', await ledger.tile(tile));
    },
  }),
  route({
    ...anyone,
    callers: ['officer'],
    scope: 'hub:oversee',
    oversees: ['look', 'ledger'],
    path: '/tile/entries/{path}',
    restOfPath: true,
    summary: 'Leaves of the published log: <N>[.p/<W>] of C2SP tlog-tiles, for auditors',
    params: closed({ path: Type.String() }),
    responses: { 200: bytes },
    handler: async (_caller, { params: { path } }) => {
      const bundle = parseBundlePath(path);
      if (bundle === null) throw new NotFound();
      return unchanging('private', await ledger.entryBundle(bundle));
    },
  }),
];

const unchanging = (whose: 'public' | 'private', data: Uint8Array) => ({
  status: 200,
  headers: { 'Cache-Control': `${whose}, max-age=${aYear}, immutable` },
  content: { type: bytes, data },
});

const proofRoutes = (ledger: Ledger): readonly Route[] => [
  route({
    ...anyone,
    path: '/v1/ledger/inclusion-proofs/{index}',
    summary: 'That the leaf at an index stands in the published checkpoint (RFC 9162)',
    params: atIndex,
    responses: { 200: inclusion },
    handler: async (_caller, { params: { index } }) => ({
      status: 200,
      body: await ledger.inclusionAt(index),
    }),
  }),
  route({
    ...anyone,
    path: '/v1/ledger/inclusion-proofs/{index}/file',
    summary: 'The same as one text that verifies offline, a C2SP tlog-proof',
    params: atIndex,
    responses: { 200: plainText },
    handler: async (_caller, { params: { index } }) => {
      const { hashes, checkpoint } = await ledger.inclusionAt(index);
      const data = formatProofFile({ index, hashes: hashes.map(fromBase64), checkpoint });
      return {
        status: 200,
        headers: { 'Content-Disposition': `attachment; filename="${index}.tlog-proof"` },
        content: { type: plainText, data },
      };
    },
  }),
  route({
    ...anyone,
    path: '/v1/ledger/consistency-proofs',
    summary: 'That the log of one size is the beginning of that of another, both published (RFC 9162)',
    query: closed({ from: count(1), to: count(1) }),
    responses: { 200: consistencyProof },
    problems: ['not-found', 'ledger-unavailable'],
    handler: async (_caller, { query: { from, to } }) => {
      if (from > to) {
        throw new InvalidRequest([{ in: 'query', pointer: '/from', reason: 'must not be more than to' }]);
      }
      return { status: 200, body: await ledger.consistency(from, to) };
    },
  }),
];
