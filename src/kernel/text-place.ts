/** `line L, column C` of an offset, both from 1, as an editor shows them. */
export function placeInText(text: string, offset: number): string {
  const before = text.slice(0, offset).split('\n');
  return `line ${before.length}, column ${(before.at(-1) ?? '').length + 1}`;
}
