/**
 * The export of a log: NDJSON in UTF-8. The first line says which log it is and holds its signed checkpoint; every
 * other line is one entry, in the order of the tree. The members of a line stand in one order and without spaces, so
 * that a payload is found and hashed as the bytes that were committed to.
 */
import type { JsonObject } from '../../../kernel/index.js';

export const exportFormat = 'kernhub/export/v1';

export interface ExportHeader {
  readonly format: typeof exportFormat;
  readonly origin: string;
  /** C2SP vkeys, as whoever exported gave them: convenient, but no proof of whose they are. */
  readonly verifierKeys: readonly string[];
  /** C2SP signed note. */
  readonly checkpoint: string;
}

export interface ExportedEntry {
  readonly index: number;
  readonly kind: string;
  /** 32 bytes, standard base64. */
  readonly commitment: string;
  /** Of an entry that was erased: the index of the erasure that covers it. */
  readonly erasedAt: number | null;
  /** Null for an entry that was erased. */
  readonly opened: {
    /** 32 bytes, standard base64. */
    readonly opening: string;
    /** Disclosures as they were hashed: canonical JSON of `[salt, topic, value]`; those that were erased are left out. */
    readonly parts: readonly string[];
    /** Canonical JSON, UTF-8. */
    readonly payload: Uint8Array;
  } | null;
}

export function headerLine({ origin, verifierKeys, checkpoint }: Omit<ExportHeader, 'format'>): string {
  return `${JSON.stringify({ format: exportFormat, origin, verifierKeys, checkpoint })}\n`;
}

export function entryLine({ index, kind, commitment, erasedAt, opened }: ExportedEntry): string {
  const head = `{"index":${index},"kind":"${kind}","commitment":"${commitment}"`;
  if (opened === null) return erasedAt === null ? `${head}}\n` : `${head},"erasedAt":${erasedAt}}\n`;
  const { opening, parts, payload } = opened;
  const text = Buffer.from(payload).toString('utf8');
  return `${head},"opening":"${opening}","parts":${JSON.stringify(parts)},"payload":${text}}\n`;
}

/** @returns null when it is no header of this format */
export function readHeader(line: string): ExportHeader | null {
  let parsed: unknown;
  try {
    parsed = JSON.parse(line);
  } catch {
    return null;
  }
  if (typeof parsed !== 'object' || parsed === null) return null;
  const { format, origin, verifierKeys, checkpoint } = parsed as JsonObject;
  const isHeader =
    format === exportFormat &&
    typeof origin === 'string' &&
    typeof checkpoint === 'string' &&
    Array.isArray(verifierKeys) &&
    verifierKeys.every((key) => typeof key === 'string');
  return isHeader ? (parsed as unknown as ExportHeader) : null;
}

/** A quote inside a part is escaped, so that this can stand nowhere but between the members. */
export const afterParts = '],"payload":{';

/** @returns null when it is no list of disclosures */
export function readParts(text: string): readonly string[] | null {
  try {
    const parts: unknown = JSON.parse(text);
    return Array.isArray(parts) && parts.every((part) => typeof part === 'string') ? parts : null;
  } catch {
    return null;
  }
}
