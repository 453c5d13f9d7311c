import jsqr from 'jsqr';
import { describe, expect, it } from 'vitest';
import { qrCode } from '../../src/portal/pages/qr-code.js';

/** Pixels of each module. */
const scale = 4;

/** Draws the image as a camera sees it: dark squares on white. */
function pixelsOf(markup: string): { data: Uint8ClampedArray; side: number } {
  const source = /src="data:image\/svg\+xml;base64,([^"]+)"/.exec(markup)?.[1] ?? '';
  const svg = Buffer.from(source, 'base64').toString('utf8');
  const side = Number(/viewBox="0 0 (\d+)/.exec(svg)?.[1]) * scale;
  const data = new Uint8ClampedArray(side * side * 4).fill(255);
  for (const [, column, row] of svg.matchAll(/M(\d+) (\d+)h1v1h-1z/g)) {
    for (let y = 0; y < scale; y += 1) {
      for (let x = 0; x < scale; x += 1) {
        const at = ((Number(row) * scale + y) * side + Number(column) * scale + x) * 4;
        data.fill(0, at, at + 3);
      }
    }
  }
  return { data, side };
}

describe('a QR code', () => {
  const address = `https://kernhub.verzonnen.example/check#index=1234567&leaf=${'A'.repeat(43)}%3D`;

  it('is read by a reader that did not make it', () => {
    const { data, side } = pixelsOf(qrCode(address, 'QR-code').text);
    const read = (jsqr as unknown as typeof jsqr.default)(data, side, side);
    expect(read?.data).toBe(address);
  });

  it('is an image with words for who cannot see it, and asks nobody for anything', () => {
    const { text } = qrCode(address, 'Code met "regel" en getal');
    expect(text).toContain('alt="Code met &quot;regel&quot; en getal"');
    expect(text).not.toMatch(/style=|https?:\/\/(?!www\.w3)/);
  });
});
