import { placeInText } from './text-place.js';

/**
 * Where a text stops being JSON, as line and column, or null when it is JSON: at the first token that JSON does not have
 * or that may not stand there. A text without its closing quote breaks at the opening one.
 * `JSON.parse` knows this place but tells it only sometimes, and its message may quote the text.
 *
 * @see RFC 8259
 */
export function jsonBreaksAt(text: string): string | null {
  try {
    JSON.parse(text);
    return null;
  } catch {
    return placeInText(text, offsetOfBreak(text));
  }
}

const space = /[ \t\n\r]*/y;
const tokens =
  /[{}[\],:]|"[ !#-[\]-\uffff]*(?:\\(?:["\\/bfnrt]|u[\dA-Fa-f]{4})[ !#-[\]-\uffff]*)*"|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[Ee][-+]?\d+)?|(?:true|false|null)\b/y;

/** What may stand at a place. `more` is a comma or the end of what is open. */
type Expected = 'value' | 'value or ]' | 'name' | 'name or }' | ':' | 'more' | 'nothing';

function offsetOfBreak(text: string): number {
  const open: string[] = [];
  let expected: Expected = 'value';
  let end = 0;
  for (;;) {
    const start = end + matchAt(space, text, end).length;
    const token = matchAt(tokens, text, start);
    // The end of the text: right after what stands last, not on an empty line below it.
    if (start === text.length) return end;
    const next: Expected | null = token === '' ? null : expectedAfter(token, expected, open);
    if (next === null) return start;
    expected = next;
    end = start + token.length;
  }
}

function matchAt(expression: RegExp, text: string, offset: number): string {
  expression.lastIndex = offset;
  return expression.exec(text)?.[0] ?? '';
}

/** Null where the token may not stand. Keeps in `open` the brackets that are. */
function expectedAfter(token: string, expected: Expected, open: string[]): Expected | null {
  const valueMayStart = expected === 'value' || expected === 'value or ]';
  if (token === '{' || token === '[') {
    if (!valueMayStart) return null;
    open.push(token);
    return token === '{' ? 'name or }' : 'value or ]';
  }
  if (token === '}' || token === ']') return expectedAfterClosing(token, expected, open);
  if (token === ':') return expected === ':' ? 'value' : null;
  if (token === ',') return expected !== 'more' ? null : open.at(-1) === '{' ? 'name' : 'value';
  if (expected === 'name' || expected === 'name or }') return token.startsWith('"') ? ':' : null;
  return valueMayStart ? expectedAfterValue(open) : null;
}

function expectedAfterClosing(token: '}' | ']', expected: Expected, open: string[]): Expected | null {
  const mayClose = expected === 'more' || expected === (token === '}' ? 'name or }' : 'value or ]');
  if (!mayClose || open.at(-1) !== (token === '}' ? '{' : '[')) return null;
  open.pop();
  return expectedAfterValue(open);
}

const expectedAfterValue = (open: readonly string[]): Expected => (open.length === 0 ? 'nothing' : 'more');
