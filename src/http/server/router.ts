import express, { type RequestHandler, type Router } from 'express';
import { HubError, NotFound, type Route } from '../../contract/index.js';
import { callOf } from './call.js';

/**
 * One Express router of the route tables. Exact case and no trailing slash, so that every resource has one address
 * and nothing redirects. A known path under another method is 405 with `Allow`; everything else is the one 404.
 *
 * @throws Error when a table is wrong: a path parameter without schema, or a route declared twice
 */
export function routerOf(routes: readonly Route[], serve: (route: Route) => RequestHandler): Router {
  const router = express.Router({ strict: true, caseSensitive: true });
  for (const [path, rows] of inOrderOfMatching(routes)) {
    const taking = rows.some((row) => row.restOfPath === true) ? '*' : ':';
    const resource = router.route(path.replaceAll(/\{(\w+)\}/g, `${taking}$1`));
    // Express answers HEAD with the GET handler; a GET that needs a login may have effects, such as taking a task.
    const open = rows.some((row) => row.method === 'GET' && row.callers.every((kind) => kind === 'anyone'));
    if (!open) resource.head(notAllowed(path, rows, open));
    for (const row of rows) resource[methodOf(row)](serve(row));
    resource.all(notAllowed(path, rows, open));
  }
  router.use(() => {
    throw new NotFound();
  });
  return router;
}

const methodOf = (row: Route) => row.method.toLowerCase() as 'get' | 'post' | 'put' | 'delete';

/** Words before parameters: `/subjects/_search` must not be read as a subject. */
function inOrderOfMatching(routes: readonly Route[]): readonly (readonly [string, readonly Route[]])[] {
  const byPath = new Map<string, Route[]>();
  for (const route of routes) {
    refuseUndeclared(route);
    const rows = byPath.get(route.path) ?? [];
    if (rows.some((row) => row.method === route.method)) {
      throw new Error(`${route.method} ${route.path} is declared twice`);
    }
    byPath.set(route.path, [...rows, route]);
  }
  const words = (path: string): string => path.replaceAll(/\{\w+\}/g, '\u{10FFFF}');
  return [...byPath].sort(([a], [b]) => (words(a) < words(b) ? -1 : 1));
}

function refuseUndeclared(route: Route): void {
  const inPath = [...route.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? '');
  const declared = Object.keys(route.params?.properties ?? {});
  if (inPath.toSorted().join() !== declared.toSorted().join()) {
    throw new Error(`${route.method} ${route.path}: the path and its params schema name other parameters`);
  }
}

function notAllowed(path: string, rows: readonly Route[], open: boolean): RequestHandler {
  const allow = [...rows.map((row) => row.method), ...(open ? ['HEAD'] : [])].sort().join(', ');
  return (_request, response) => {
    Object.assign(callOf(response), { route: path, page: rows.some((row) => row.page === true) });
    response.setHeader('Allow', allow);
    throw new HubError('method-not-allowed');
  };
}
