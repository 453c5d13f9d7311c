/** Calls on any row of a route table, right in all but what a test makes wrong. */
import { randomUUID } from 'node:crypto';
import type { Role, Route } from '../../src/contract/index.js';
import { importSigningKey, newId } from '../../src/kernel/index.js';
import { keyStatement, receiptFor, stoppedBy } from '../exchange/partner.js';
import { answerOf } from '../rights/asked-partner.js';
import type { Call } from './caller.js';
import { flow, purpose } from './family.js';
import type { Fields } from './forms.js';
import { type Position, positionsOf, templateOf, withValues } from './id-positions.js';
import type { Identity, Ids } from './planted-world.js';
import { sampleOf, shapeOf } from './schema-samples.js';

type MakeBody = (identity: Identity, ids: Ids) => object | Promise<object>;

async function signerOf({ partner }: Identity) {
  if (partner === null) return null;
  const key = await importSigningKey(partner.keys.signing);
  return { id: partner.id, role: partner.role as Role, ...partner.keys, key };
}

const fromSchool = { about: purpose, question: 'meedenken', fields: ['zorgniveau'] } as const;
const fromJgz = {
  about: 'jgz-afstemming',
  question: 'advies-voor-school',
  fields: ['adviesVoorSchool'],
} as const;

/** Bodies that are refused for nothing but whose things they name; the others are made from their schema. */
const bodies: Readonly<Record<string, MakeBody>> = {
  'POST /v1/exchanges': async (identity) => {
    const signer = await signerOf(identity);
    const { about, question, fields } = signer?.role === 'school' ? fromJgz : fromSchool;
    const body = { subject: '', purpose: about, question, keyStatement: 'a.b.c' };
    if (signer === null) return body;
    return {
      ...body,
      keyStatement: await keyStatement(signer, new Date(), { purpose: about, fields: [...fields] }),
    };
  },
  'POST /v1/exchanges/{exchange}/receipts': async (identity, ids) => {
    const signer = await signerOf(identity);
    if (signer === null) return { receipt: 'a.b.c' };
    const delivery = { task: ids.tsk, envelope: { manifest: 'a.b.c', fields: {} } };
    const of = delivery as Parameters<typeof receiptFor>[2];
    return { receipt: await receiptFor(signer, ids.exc ?? '', of, new Date()) };
  },
  'POST /v1/stops/{stop}/statements': async (identity, ids) => {
    const signer = await signerOf(identity);
    if (signer === null) return { statement: 'a.b.c' };
    const order = { id: ids.stp, exchange: newId('exc') } as Parameters<typeof stoppedBy>[1];
    return { statement: await stoppedBy(signer, order, new Date()) };
  },
  'POST /v1/rights-assignments/{assignment}/statements': async ({ partner }, ids) => ({
    statement: partner === null ? 'a.b.c' : await answerOf(partner, ids.ras ?? ''),
  }),
  'POST /v1/emergency-approvals': () => ({ subject: '', purpose: 'acute-veiligheid' }),
  'POST /v1/consent-requests': () => ({
    subject: '',
    purpose,
    version: 1,
    flows: [flow],
    explanation: 'Graag.',
  }),
  'POST /v1/subjects/{subject}/introductions': () => ({ to: '', purpose: 'ondersteuning-passend-onderwijs' }),
};

/** Kinds that are named inside a signed statement, where no schema of a route shows them. */
const inStatements: Readonly<Record<string, readonly string[]>> = {
  'POST /v1/exchanges/{exchange}/receipts': ['tsk'],
};

/** Every kind of thing of somebody's that a route is told of. */
export const kindsOn = (route: Route): readonly string[] => [
  ...new Set([...positionsOf(route).map(({ kind }) => kind), ...(inStatements[templateOf(route)] ?? [])]),
];

export const takesCode = (route: Route): boolean => kindsOn(route).some((kind) => kind.startsWith('code '));

const valuesAt = (place: Position['in'], positions: readonly Position[], ids: Ids) =>
  positions
    .filter((position) => position.in === place)
    .map(({ pointer, kind }) => {
      const value = ids[kind];
      if (value === undefined) throw new Error(`nothing of the kind ${kind} was planted`);
      return [pointer, value] as const;
    });

/** @throws Error for a kind of id that the world has none of: plant one */
export async function callOn(route: Route, identity: Identity, ids: Ids): Promise<Call> {
  const positions = positionsOf(route);
  const { method, params, body, idempotent } = route;
  const required = route.query === undefined ? {} : sampleOf(shapeOf(route.query));
  const query = new URLSearchParams(
    withValues(required, valuesAt('query', positions, ids)) as Record<string, string>,
  );
  const sample = await (bodies[templateOf(route)]?.(identity, ids) ??
    (body === undefined ? undefined : sampleOf(shapeOf(body))));
  const whole = route.page === true ? { ...(sample as object), ...guardsOn(route, identity) } : sample;
  const inPath =
    params === undefined ? {} : withValues(sampleOf(shapeOf(params)), valuesAt('path', positions, ids));
  return {
    method,
    path: pathWith(route, inPath as Ids) + (query.size === 0 ? '' : `?${query}`),
    ...(body !== undefined && { body: withValues(whole, valuesAt('body', positions, ids)) }),
    ...(route.page === true && { form: true }),
    ...((idempotent !== true || route.page === true) && { key: null }),
  };
}

/** The fields of a form that say whose it is, and that make it count once. */
export function guardsOn({ page, body }: Route, { caller }: Pick<Identity, 'caller'>): Fields {
  const names = Object.keys((body === undefined || page !== true ? {} : shapeOf(body).properties) ?? {});
  const guards = { csrf: caller.csrf(), once: randomUUID() };
  return Object.fromEntries(Object.entries(guards).filter(([name]) => names.includes(name)));
}

export const pathWith = ({ path }: Route, values: Readonly<Record<string, string>>): string =>
  path.replaceAll(/\{(\w+)\}/g, (_, name: string) => values[name] ?? '');
