import type { Answer, Call } from './caller.js';

interface Operation {
  readonly responses: Readonly<Record<string, { readonly description: string }>>;
}

export interface ApiDocument {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
}

/** Full path of an entry of the document, as it is called. */
export const pathOf = (entry: string, item: object): string => ('servers' in item ? entry : `/v1${entry}`);

/** What the paths of an entry look like, with an id in the place of each parameter. */
export const formOf = (entry: string, item: object): RegExp =>
  new RegExp(
    `^${pathOf(entry, item)
      .replaceAll('.', '\\.')
      .replaceAll(/\{\w+\}/g, '[^/]+')}$`,
  );

/**
 * Holds every answer against the OpenAPI document: its status stands there, and the code of a problem under it.
 *
 * @throws Error that names what the document does not say
 */
export function announced(document: ApiDocument): (call: Call, answer: Answer) => void {
  const known = Object.entries(document.paths).map(([entry, item]) => ({
    item,
    form: formOf(entry, item),
    words: entry.split('{').length,
  }));
  known.sort((a, b) => a.words - b.words);
  return (call, answer) => {
    const path = call.path.split('?', 1)[0] ?? '';
    const operation = known.find(({ form }) => form.test(path))?.item[(call.method ?? 'GET').toLowerCase()];
    if (operation === undefined) return;
    const response = operation.responses[String(answer.status)];
    const { code } = answer.body;
    const complaint = `${call.method ?? 'GET'} ${call.path} answered ${answer.status} ${code ?? ''}`;
    if (response === undefined) throw new Error(`${complaint}: the document does not announce that status`);
    if (answer.status >= 400 && !response.description.includes(`\`${code}\``)) {
      throw new Error(`${complaint}: the document does not announce that code`);
    }
  };
}
