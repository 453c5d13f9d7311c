import type { Branded } from './brand.js';
import { publicRandom } from './public-random.js';

/**
 * A new opaque id: a short prefix that names the kind to a reader, and 128 random bits as base64url.
 * It says nothing about when it was made or what it stands for.
 */
export function newId<Name extends string>(prefix: string): Branded<Name> {
  return `${prefix}_${publicRandom(16).toString('base64url')}` as Branded<Name>;
}

/** The pattern of {@link newId}, for schemas. */
export const idPattern = (prefix: string): string => `^${prefix}_[A-Za-z0-9_-]{22}$`;
