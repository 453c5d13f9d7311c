/** Forms as browsers post them, and the pages that answer: what of JSON bodies and problem documents holds for them. */
import { utf8 } from '../../src/kernel/index.js';
import type { Call } from './caller.js';
import type { Shape } from './schema-samples.js';

/** By name one text, or several under the same name. */
export type Fields = Readonly<Record<string, string | readonly string[]>>;

export const formType = 'application/x-www-form-urlencoded';

export const formBytes = (fields: Fields): Uint8Array =>
  utf8(new URLSearchParams(Object.entries(fields).flatMap(pairsOf)).toString());

const pairsOf = ([name, value]: readonly [string, string | readonly string[]]): [string, string][] =>
  (typeof value === 'string' ? [value] : value).map((text) => [name, text]);

/** The body as fields, or null where it holds what no form can say: a number, nothing at all, an object in it. */
export function fieldsOf(body: unknown): Fields | null {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return null;
  const isSayable = (value: unknown): boolean =>
    typeof value === 'string' || (Array.isArray(value) && value.every((part) => typeof part === 'string'));
  return Object.values(body).every(isSayable) ? (body as Fields) : null;
}

/** What the fields say to whoever reads them by this schema: one text is a list where a list is due. */
export function meaningOf(fields: Fields, { properties = {} }: Shape): Readonly<Record<string, unknown>> {
  const lists = Object.entries(properties).filter(([, part]) => part.type === 'array');
  const empty = lists.map(([name]): [string, unknown] => [name, []]);
  const said = Object.entries(fields)
    .filter(([, value]) => value.length > 0 || typeof value === 'string')
    .map(([name, value]): [string, unknown] => {
      // Half a character becomes a whole one on its way.
      const texts = (typeof value === 'string' ? [value] : value).map((text) => Buffer.from(text).toString());
      return [name, texts.length > 1 || lists.some(([list]) => list === name) ? texts : texts[0]];
    });
  return Object.fromEntries([...empty, ...said]);
}

/** What a page says of a refusal to whoever asks for help with it. */
export interface PageProblem {
  readonly code?: string;
  readonly traceId?: string;
}

/**
 * Reads the code from a page, or from the way to signing in: that is how a page refuses someone without a session.
 */
export function pageProblem(status: number, headers: Headers, text: string): PageProblem {
  const location = headers.get('location') ?? '';
  if (status === 303) return location.startsWith('/login?returnTo=') ? { code: 'session-required' } : {};
  const code = /\bdata-code="([a-z-]+)"/.exec(text)?.[1];
  const traceId = /-([0-9a-f]{32})-/.exec(headers.get('traceparent') ?? '')?.[1];
  return code === undefined ? {} : { code, ...(traceId !== undefined && { traceId }) };
}

/**
 * An answer without what the caller itself said: a page leads back to where it was asked for, in its links and after
 * signing in. And without the guards of its forms, of which each page has its own.
 */
export function withoutSaid(wire: string, { path, body }: Call): string {
  const inPath = path.split(/[/?=&]/).map((word) => decodeURIComponent(word));
  const inBody = Object.values((body ?? {}) as Fields).flat();
  const said = [...inPath, ...inBody].filter((word) => word.length >= 16);
  const spellings = said.flatMap((word) => {
    const once = encodeURIComponent(word);
    return [word, once, encodeURIComponent(once)];
  });
  const bare = wire.replaceAll(/name=\\?"(?:csrf|once)\\?" value=\\?"[\w-]*/g, '');
  return spellings
    .toSorted((a, b) => b.length - a.length)
    .reduce((text, word) => text.replaceAll(word, ''), bare);
}
