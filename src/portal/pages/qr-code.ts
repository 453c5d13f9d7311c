import qrcode from 'qrcode-generator';
import { html, type Markup } from '../../text/index.js';

/** White around the code, in modules (ISO/IEC 18004 section 5.3.8). */
const quiet = 4;

/**
 * A QR code as an image that needs no request and no inline style: a path of one square for each dark module. Black on
 * white also in the dark and on paper, for cameras read nothing else well.
 *
 * @param alt what it holds, in words
 */
export function qrCode(text: string, alt: string): Markup {
  const code = qrcode(0, 'M');
  code.addData(text);
  code.make();
  const count = code.getModuleCount();
  const places = Array.from({ length: count }, (_, place) => place);
  const squares = places.flatMap((row) =>
    places
      .filter((column) => code.isDark(row, column))
      .map((column) => `M${column + quiet} ${row + quiet}h1v1h-1z`),
  );
  const side = count + 2 * quiet;
  const svg =
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${side} ${side}" shape-rendering="crispEdges">` +
    `<path fill="#fff" d="M0 0h${side}v${side}H0z"/><path d="${squares.join('')}"/></svg>`;
  const source = `data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}`;
  return html`<img class="kernhub-qr" src="${source}" alt="${alt}" width="${side * 6}" height="${side * 6}">`;
}
