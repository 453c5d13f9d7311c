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

const special = /[&<>"']/;
const everySpecial = /[&<>"']/g;

const render = (part: Part): string => {
  if (part instanceof Markup) return part.text;
  if (typeof part === 'string')
    return special.test(part) ? part.replaceAll(everySpecial, (sign) => entities[sign] ?? sign) : part;
  if (typeof part === 'number') return String(part);
  return part.map(({ text }) => text).join('\n');
};

export function html(parts: TemplateStringsArray, ...values: readonly Part[]): Markup {
  let text = parts[0] ?? '';
  for (const [place, value] of values.entries()) text += render(value) + (parts[place + 1] ?? '');
  return new Markup(text);
}

export const nothing = new Markup('');

export const when = (condition: boolean, markup: () => Markup): Markup => (condition ? markup() : nothing);
