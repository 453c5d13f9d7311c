/** HTML in which every value is escaped unless it is markup itself. */
export class Markup {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

type Part = string | number | Markup | readonly Markup[];

const entities: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

const render = (part: Part): string => {
  if (part instanceof Markup) return part.text;
  if (typeof part === 'string') return part.replaceAll(/[&<>"']/g, (sign) => entities[sign] ?? sign);
  if (typeof part === 'number') return String(part);
  return part.map(({ text }) => text).join('\n');
};

export const html = (parts: TemplateStringsArray, ...values: readonly Part[]): Markup =>
  new Markup(String.raw({ raw: parts }, ...values.map(render)));

export const nothing = new Markup('');

export const when = (condition: boolean, markup: () => Markup): Markup => (condition ? markup() : nothing);
