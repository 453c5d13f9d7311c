/**
 * JSON with one meaning: RFC 8259 leaves duplicate names to the reader, so two readers can see two documents.
 * `JSON.parse` keeps the last; a signature check or a policy elsewhere may have seen the first.
 */
import type { Json } from './canonical-json.js';

export class JsonAmbiguous extends Error {
  override readonly name = 'JsonAmbiguous';
  /** Where, as an RFC 6901 JSON Pointer. */
  readonly pointer: string;
  readonly reason: string;

  constructor(pointer: string, reason: string) {
    super(reason);
    this.pointer = pointer;
    this.reason = reason;
  }
}

/**
 * Parses JSON and refuses a repeated name at any depth, and the name `__proto__`.
 *
 * @throws JsonAmbiguous with the place of the first repetition, or with the empty pointer when it is not JSON
 */
export function parseStrictJson(text: string): Json {
  let value: Json;
  try {
    value = JSON.parse(text) as Json;
  } catch {
    throw new JsonAmbiguous('', 'is not JSON');
  }
  refuseRepeatedNames(text);
  return value;
}

interface Level {
  readonly names: Set<string> | null;
  name: string;
  position: number;
}

/** Walks the tokens of a text that is already known to be JSON. */
function refuseRepeatedNames(text: string): void {
  const levels: Level[] = [];
  let expectsName = false;
  for (const [token] of text.matchAll(/"(?:[^"\\]|\\.)*"|[{}[\],:]/g)) {
    const level = levels.at(-1);
    if (token === '{' || token === '[') {
      levels.push({ names: token === '{' ? new Set() : null, name: '', position: 0 });
      expectsName = token === '{';
    } else if (token === '}' || token === ']') {
      levels.pop();
      expectsName = false;
    } else if (token === ',') {
      if (level !== undefined) level.position += 1;
      expectsName = level?.names != null;
    } else if (token === ':') {
      expectsName = false;
    } else if (expectsName && level?.names != null) {
      level.name = JSON.parse(token) as string;
      if (level.names.has(level.name)) throw new JsonAmbiguous(pointerOf(levels), 'appears twice');
      if (level.name === '__proto__') throw new JsonAmbiguous(pointerOf(levels), 'is not an allowed name');
      level.names.add(level.name);
    }
  }
}

const pointerOf = (levels: readonly Level[]): string =>
  levels
    .map((level) => (level.names === null ? String(level.position) : level.name))
    .map((part) => `/${part.replaceAll('~', '~0').replaceAll('/', '~1')}`)
    .join('');
