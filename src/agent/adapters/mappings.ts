import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import jsonata from 'jsonata';
import { type Json, type JsonObject, placeInText } from '../../kernel/index.js';
import { FileMalformed } from '../domain/parse-file.js';
import { startMappingWorker } from './mapping-worker.js';

/** Why a mapping gave nothing; a stable code, without any of the record's values. */
export class MappingFailed extends Error {
  override readonly name = 'MappingFailed';
  readonly code: 'mapping-time-limit' | 'mapping-error' | 'mapping-not-an-object';

  constructor(code: MappingFailed['code'], detail: string) {
    super(detail);
    this.code = code;
  }
}

/** JSONata files that derive what may leave from what the partner holds. */
export interface Mappings {
  has(name: string): boolean;
  /**
   * Derives from one record. The expression sees the record, `$today` (YYYY-MM-DD) and nothing else.
   *
   * @throws MappingFailed
   */
  derive(name: string, record: JsonObject, bindings: JsonObject): Promise<JsonObject>;
  close(): Promise<void>;
}

/**
 * Loads `*.jsonata` of a folder. `identity` is required; every other is named for its purpose.
 *
 * @param limitMs after so many milliseconds an evaluation is ended from outside
 * @throws FileMalformed on the first file that does not compile, with line and column
 */
export async function openMappings(folder: string, limitMs: number): Promise<Mappings> {
  const expressions = new Map<string, string>();
  for (const file of (await readdir(folder)).filter((name) => name.endsWith('.jsonata')).sort()) {
    const text = await readFile(join(folder, file), 'utf8');
    refuseUncompilable(join(folder, file), text);
    expressions.set(basename(file, '.jsonata'), text);
  }
  if (!expressions.has('identity')) {
    throw new FileMalformed(join(folder, 'identity.jsonata'), '', 'is missing');
  }
  const worker = startMappingWorker(limitMs);
  return {
    has: (name) => expressions.has(name),
    close: () => worker.close(),
    derive: async (name, record, bindings) => {
      const expression = expressions.get(name);
      if (expression === undefined) throw new MappingFailed('mapping-error', `no mapping for ${name}`);
      const answer = await worker.evaluate({ expression, record, bindings });
      if ('timedOut' in answer)
        throw new MappingFailed('mapping-time-limit', `${name} took over ${limitMs} ms`);
      if ('fault' in answer) throw new MappingFailed('mapping-error', `${name}: ${answer.fault}`);
      return objectOf(name, answer.json);
    },
  };
}

function objectOf(name: string, json: string): JsonObject {
  const value = JSON.parse(json) as Json;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new MappingFailed('mapping-not-an-object', `${name} gives no object`);
  }
  return value as JsonObject;
}

function refuseUncompilable(file: string, text: string): void {
  try {
    jsonata(text);
  } catch (error) {
    const { position, message, code } = error as { position?: number; message?: string; code?: string };
    const place = placeInText(text, position ?? 0);
    throw new FileMalformed(file, place, `${message ?? 'does not compile'} (${code ?? 'JSONata'})`, error);
  }
}
