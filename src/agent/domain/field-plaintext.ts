/**
 * What stands inside a seal: UTF-8 JSON `{"value":…}` or `{"absent":true}`, padded with spaces to the size that the
 * purpose declares for the field, so that the length of a JWE says nothing about the value.
 */
import { fromUtf8, type Json, parseStrictJson, utf8 } from '../../kernel/index.js';

export type FieldValue = { readonly value: Json } | { readonly absent: true };

const space = 0x20;

/** @returns null when the value does not fit in the padded size */
export function encodeField(value: FieldValue, paddedBytes: number): Uint8Array | null {
  const plain = utf8(JSON.stringify(value));
  if (plain.length > paddedBytes) return null;
  const padded = new Uint8Array(paddedBytes).fill(space);
  padded.set(plain);
  return padded;
}

/** @returns null when the bytes are not exactly of that form */
export function decodeField(bytes: Uint8Array): FieldValue | null {
  try {
    const content = parseStrictJson(fromUtf8(bytes).trimEnd());
    if (typeof content !== 'object' || content === null || Array.isArray(content)) return null;
    const members = content as { readonly [name: string]: Json };
    const [name, ...more] = Object.keys(members);
    if (more.length > 0) return null;
    if (name === 'absent') return members.absent === true ? { absent: true } : null;
    if (name === 'value' && members.value !== undefined) return { value: members.value };
    return null;
  } catch {
    return null;
  }
}
