/** Shows the text of a notice: the few signs of Markdown that notices use, and nothing else of it. */
import { html, Markup } from './markup.js';

/** Headings begin at the level below those of the page around it. */
export const noticeMarkup = (text: string): Markup =>
  new Markup(
    text
      .split(/\n{2,}/)
      .map((block) => blockMarkup(block.trim()).text)
      .join('\n'),
  );

function blockMarkup(block: string): Markup {
  const heading = /^(#{1,3}) +(.+)$/.exec(block);
  if (heading !== null) return html`<h3 class="utrecht-heading-3">${inline(heading[2] ?? '')}</h3>`;
  if (block.startsWith('- ')) {
    const items = block.split(/\n(?=- )/).map((item) => html`<li>${inline(item.slice(2))}</li>`);
    return html`<ul class="utrecht-unordered-list">${items}</ul>`;
  }
  return html`<p class="utrecht-paragraph">${inline(block)}</p>`;
}

/** `*emphasis*` in text that is escaped first. */
const inline = (text: string): Markup =>
  new Markup(html`${text}`.text.replaceAll(/\*([^*\n]+)\*/g, '<em>$1</em>'));
