/**
 * What the verifier uses of Node's `Buffer`, in a browser: the build puts it in its place (scripts/bundle-check.mjs).
 * test/portal/in-browser.test.ts holds it against the real one.
 */
const standard = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const urlSafe = `${standard.slice(0, 62)}-_`;

type Encoding = 'base64' | 'base64url' | 'hex' | 'ascii' | 'latin1';

export class Buffer extends Uint8Array {
  static override from(source: unknown, ...rest: readonly unknown[]): Buffer {
    if (typeof source === 'string') return new Buffer(decoded(source, rest[0] as Encoding));
    if (source instanceof ArrayBuffer) return new Buffer(source, rest[0] as number, rest[1] as number);
    return new Buffer(source as Uint8Array);
  }

  static alloc(length: number, fill: Uint8Array | number = 0): Buffer {
    const room = new Buffer(length);
    for (let place = 0; place < length; place += 1) {
      room[place] = typeof fill === 'number' ? fill : (fill[place % fill.length] ?? 0);
    }
    return room;
  }

  static concat(parts: readonly Uint8Array[]): Buffer {
    const whole = new Buffer(parts.reduce((length, part) => length + part.length, 0));
    let place = 0;
    for (const part of parts) {
      whole.set(part, place);
      place += part.length;
    }
    return whole;
  }

  /** Writes a text of bytes (latin1) at a place. */
  write(text: string, place: number): void {
    this.set(decoded(text, 'latin1'), place);
  }

  readBigUInt64BE(place: number): bigint {
    return new DataView(this.buffer, this.byteOffset).getBigUint64(place);
  }

  override toString(encoding?: Encoding): string {
    return encoded(this, encoding);
  }
}

/** @throws TypeError for a form that the verifier does not use */
export function encoded(bytes: Uint8Array, encoding: string | undefined): string {
  if (encoding === 'hex') return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  if (encoding === 'latin1' || encoding === 'binary') {
    return Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
  }
  if (encoding !== 'base64' && encoding !== 'base64url') throw new TypeError(`no text in ${encoding}`);
  const letters = encoding === 'base64' ? standard : urlSafe;
  let text = '';
  for (let place = 0; place < bytes.length; place += 3) {
    const [a = 0, b = 0, c = 0] = bytes.subarray(place, place + 3);
    const bits = (a << 16) | (b << 8) | c;
    for (const shift of [18, 12, 6, 0]) text += letters[(bits >> shift) & 63];
  }
  const missing = (3 - (bytes.length % 3)) % 3;
  if (missing === 0) return text;
  return text.slice(0, -missing) + (encoding === 'base64' ? '='.repeat(missing) : '');
}

function decoded(text: string, encoding: Encoding): Uint8Array {
  if (encoding === 'latin1' || encoding === 'ascii') {
    return Uint8Array.from(text, (letter) => letter.charCodeAt(0));
  }
  if (encoding === 'hex')
    return Uint8Array.from(text.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
  if (encoding !== 'base64' && encoding !== 'base64url') throw new TypeError(`no bytes from ${encoding}`);
  const bytes: number[] = [];
  let [bits, held] = [0, 0];
  // As Node does: both alphabets, anything else is passed over, and an equals sign ends it.
  for (const letter of text) {
    if (letter === '=') break;
    const value = Math.max(standard.indexOf(letter), urlSafe.indexOf(letter));
    if (value < 0) continue;
    bits = ((bits << 6) | value) & 0xffff;
    held += 6;
    if (held < 8) continue;
    held -= 8;
    bytes.push((bits >> held) & 0xff);
  }
  return Uint8Array.from(bytes);
}
