/** HTML in which every value is escaped unless it is markup itself. */
export class Markup {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

const entities: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

const render = (value: string | Markup | readonly Markup[]): string =>
  typeof value === 'string'
    ? value.replaceAll(/[&<>"']/g, (sign) => entities[sign] ?? sign)
    : value instanceof Markup
      ? value.text
      : value.map((part) => part.text).join('');

export const html = (
  parts: TemplateStringsArray,
  ...values: readonly (string | Markup | readonly Markup[])[]
): Markup => new Markup(String.raw({ raw: parts }, ...values.map(render)));

export const nothing = new Markup('');
