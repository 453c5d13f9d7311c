/**
 * Charts as pictures: each is an image of its own, because the library writes styles into it that the pages' policy would
 * not let in; one for a light and one for a dark screen. Beside each stands its table.
 */
import { html, type Markup } from '../../text/index.js';
import type { WeekTally } from '../domain/tally.js';

export interface Bar {
  readonly label: string;
  readonly count: number;
}

interface Inks {
  readonly text: string;
  readonly released: string;
  readonly nothing: string;
  readonly refused: string;
}

/** As in the theme of the pages. */
const light: Inks = { text: '#2b2622', released: '#1c5f5a', nothing: '#b9a98f', refused: '#a32b1f' };
const dark: Inks = { text: '#f3ede4', released: '#7cc4bc', nothing: '#8a7d6b', refused: '#f0988c' };

const width = 720;

/** Loaded at the first chart: a hub that no officer looks at has no use for it. */
async function tools() {
  const [Plot, { parseHTML }] = await Promise.all([import('@observablehq/plot'), import('linkedom')]);
  const { document } = parseHTML('<!doctype html><html><body></body></html>');
  return { Plot, document: document as unknown as Document };
}

/** What was asked a week, by what came of it. */
export async function weeksChart(
  weeks: readonly WeekTally[],
  label: (week: string) => string,
  alt: string,
): Promise<Markup> {
  const { Plot, document } = await tools();
  const bars = weeks.flatMap(({ week, counts }) =>
    Object.entries(counts).map(([outcome, count]) => ({ week: label(week), outcome, count })),
  );
  const most = Math.max(
    1,
    ...weeks.map(({ counts }) => Object.values(counts).reduce((sum, count) => sum + count)),
  );
  const draw = ({ text, released, nothing, refused }: Inks): string =>
    svgOf(
      Plot.plot({
        ...{ document, width, height: 260, marginBottom: 48 },
        style: { color: text, fontSize: '14px' },
        x: { label: null, domain: weeks.map(({ week }) => label(week)), tickRotate: -30 },
        y: { label: null, grid: true, ticks: Math.min(most, 5), tickFormat: 'd' },
        color: { domain: ['released', 'nothing-released', 'refused'], range: [released, nothing, refused] },
        marks: [Plot.barY(bars, { x: 'week', y: 'count', fill: 'outcome', inset: 1 }), Plot.ruleY([0])],
      }),
    );
  return picture(draw, alt, 260);
}

/** Amounts side by side, the largest first. */
export async function barsChart(bars: readonly Bar[], alt: string): Promise<Markup> {
  const { Plot, document } = await tools();
  const height = 40 + bars.length * 34;
  const shown = bars.map(({ label, count }) => ({ label: shortened(label), count }));
  const longest = Math.max(...shown.map(({ label }) => label.length));
  const draw = ({ text, released }: Inks): string =>
    svgOf(
      Plot.plot({
        ...{ document, width, height, marginLeft: 24 + longest * 8, marginRight: 48 },
        style: { color: text, fontSize: '14px' },
        x: { axis: null },
        y: { label: null, domain: shown.map(({ label }) => label) },
        marks: [
          Plot.barX(shown, { x: 'count', y: 'label', fill: released, insetTop: 3, insetBottom: 3 }),
          Plot.text(shown, {
            ...{ x: 'count', y: 'label', text: 'count', dx: 6, textAnchor: 'start', fill: text },
          }),
        ],
      }),
    );
  return picture(draw, alt, height);
}

/** The table beside it has the whole of it. */
const shortened = (label: string): string => (label.length <= 42 ? label : `${label.slice(0, 41)}…`);

/** A picture that stands alone says in which language of marks it is written. */
const svgOf = (element: { readonly outerHTML: string }): string =>
  element.outerHTML.includes('xmlns=')
    ? element.outerHTML
    : element.outerHTML.replace('<svg', '<svg xmlns="http://www.w3.org/2000/svg"');

const picture = (draw: (inks: Inks) => string, alt: string, height: number): Markup => html`<picture>
<source media="(prefers-color-scheme: dark)" srcset="${dataOf(draw(dark))}">
<img class="kernhub-chart" src="${dataOf(draw(light))}" alt="${alt}" width="${width}" height="${height}">
</picture>`;

const dataOf = (svg: string): string => `data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}`;
