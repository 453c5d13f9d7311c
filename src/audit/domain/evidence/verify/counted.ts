/** A number and its noun, as one says it: `1 source`, `2 sources`. */
export const counted = (count: number, one: string, many = `${one}s`): string =>
  `${count} ${count === 1 ? one : many}`;
