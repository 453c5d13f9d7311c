/**
 * Identifiers of W3C Trace Context (section 3.2.2) that follow from the hub's own, so that one exchange has the same in
 * every export and nothing has to be kept for that.
 */
import { sha256 } from '../../../kernel/index.js';

/** 16 bytes, hexadecimal. */
export const traceIdOf = (exchange: string): string => idOf('trace', exchange, 16);

/** 8 bytes, hexadecimal. @param action the exchange itself, or what was ordered of one source */
export const spanIdOf = (action: string): string => idOf('span', action, 8);

const idOf = (kind: 'trace' | 'span', of: string, length: number): string =>
  Buffer.from(sha256(`kernhub/${kind}/v1\n${of}`).subarray(0, length)).toString('hex');
