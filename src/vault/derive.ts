import { hkdfSync } from 'node:crypto';

/** HKDF-SHA256 (RFC 5869); what it is for is its info. */
export const derive = (key: Uint8Array, use: string, length: number): Uint8Array =>
  new Uint8Array(hkdfSync('sha256', key, new Uint8Array(0), use, length));
