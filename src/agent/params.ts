import type { Request } from 'express';
import { NotFound } from '../contract/index.js';

const safe = /^[A-Za-z0-9][A-Za-z0-9_-]{0,79}$/;

/**
 * Parameters become parts of paths at the hub and of file names: nothing else than an id or number may pass.
 *
 * @throws NotFound
 */
export function paramsOf(request: Request): Readonly<Record<string, string>> {
  const params = Object.entries(request.params).flatMap(([name, value]) =>
    typeof value === 'string' && safe.test(value) ? [[name, value] as const] : [],
  );
  if (params.length !== Object.keys(request.params).length) throw new NotFound();
  return Object.fromEntries(params);
}

export function paramOf(request: Request, name: string): string {
  const value = paramsOf(request)[name];
  if (value === undefined) throw new NotFound();
  return value;
}
