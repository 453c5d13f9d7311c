/** `line L, column C` of an offset, both from 1, as an editor shows them. */
export function placeInText(text: string, offset: number): string {
  const before = text.slice(0, offset).split('\n');
  return `line ${before.length}, column ${(before.at(-1) ?? '').length + 1}`;
}

/** Where a text stops being JSON, or null when it is JSON. The parser's own message may quote the text. */
export function jsonBreaksAt(text: string): string | null {
  try {
    JSON.parse(text);
    return null;
  } catch (error) {
    const position = /position (\d+)/.exec(String(error))?.[1];
    return placeInText(text, position === undefined ? text.length : Number(position));
  }
}
