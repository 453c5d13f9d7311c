/** Where a route takes the name of something that belongs to somebody, read from its schemas. */
import type { Route } from '../../src/contract/index.js';
import { idKindOf, type Shape, shapeOf } from './schema-samples.js';

export interface Position {
  readonly in: 'path' | 'query' | 'body';
  /** JSON Pointer from there; the first of a list stands for all. */
  readonly pointer: string;
  /** Prefix of the id, or what opens something though it is no id: a one-time code, a place in a list. */
  readonly kind: string;
}

export const templateOf = ({ method, path }: Pick<Route, 'method' | 'path'>): string => `${method} ${path}`;

/** Routes that take what another route takes; any other page stands for the route of the same path. */
const sameAs: Readonly<Record<string, string>> = {
  '/code': '/v1/me/invitations/_redeem',
  '/paper/confirmation': '/v1/recordings/_witness',
  '/v1/me/recordings/_confirm': '/v1/recordings/_witness',
  '/v1/recordings/_search': '/v1/recordings/_witness',
  '/officer/log': '/v1/audit/accesses/_search',
  '/officer/emergencies': '/v1/audit/emergencies',
  '/officer/stops': '/v1/overdue-stops',
  '/officer/breaches': '/v1/audit/breaches',
  '/officer/breaches/{breach}': '/v1/audit/breaches/{breach}/_assess',
  '/officer/unusual': '/v1/audit/unusual-uses',
  '/officer/verify': '/v1/audit/verifications',
};

const takenBy = ({ path, page }: Route): string => sameAs[path] ?? (page === true ? `/v1/me${path}` : path);

/** Texts that are no ids and stand for something of somebody's. */
const opaque = ['code', 'cursor'];

export function positionsOf(route: Route): readonly Position[] {
  const parts = { path: route.params, query: route.query, body: route.body };
  return Object.entries(parts).flatMap(([place, schema]) => {
    if (schema === undefined) return [];
    return within(shapeOf(schema), '', route).map((found) => ({ in: place as Position['in'], ...found }));
  });
}

function within(shape: Shape, pointer: string, route: Route): readonly Omit<Position, 'in'>[] {
  const kind = idKindOf(shape);
  if (kind !== null) return [{ pointer, kind }];
  const name = pointer.split('/').at(-1) ?? '';
  // The code of a problem is everybody's.
  if (opaque.includes(name) && !route.callers.includes('anyone')) {
    return [{ pointer, kind: `${name} of ${takenBy(route)}` }];
  }
  return [
    ...Object.entries(shape.properties ?? {}).flatMap(([key, part]) =>
      within(part, `${pointer}/${key}`, route),
    ),
    ...(shape.items === undefined ? [] : within(shape.items, `${pointer}/0`, route)),
    ...(shape.anyOf ?? []).flatMap((part) => within(part, pointer, route)),
  ];
}

/** A copy with the value set at each pointer whose parent is there. */
export function withValues(body: unknown, values: readonly (readonly [string, unknown])[]): unknown {
  const copy: unknown = structuredClone(body);
  for (const [pointer, value] of values) {
    const [last = '', ...rest] = pointer.split('/').slice(1).reverse();
    let parent: unknown = copy;
    for (const name of rest.reverse()) parent = (parent as Record<string, unknown> | undefined)?.[name];
    if (typeof parent === 'object' && parent !== null) (parent as Record<string, unknown>)[last] = value;
  }
  return copy;
}
