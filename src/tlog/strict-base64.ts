/** RFC 4648 section 4, padded and canonical; null for anything else. Node would skip what it does not know. */
export function decodeBase64(text: string): Uint8Array | null {
  const bytes = Buffer.from(text, 'base64');
  return bytes.toString('base64') === text ? new Uint8Array(bytes) : null;
}
