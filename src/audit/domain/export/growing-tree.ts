/**
 * The right edge of a tree that grows: roots of its perfect subtrees, largest first (RFC 9162 section 2.1). Its text is handed
 * to a worker as it stands, so that it uses nothing from outside but what it is given.
 *
 * @param sha256 as a text of one character a byte, like all hashes here
 */
export function makeGrowingTree(sha256: (data: Uint8Array | string) => string) {
  const edge: string[] = [];
  const pair = Buffer.alloc(65, 1);
  let size = 0;
  const nodeOf = (left: string, right: string): string => {
    pair.write(left, 1, 'binary');
    pair.write(right, 33, 'binary');
    return sha256(pair);
  };

  return {
    /** @returns how many leaves there are now */
    append: (leaf: string): number => {
      let node = leaf;
      for (let position = size; position % 2 === 1; position = (position - 1) / 2) {
        node = nodeOf(edge.pop() ?? '', node);
      }
      edge.push(node);
      size += 1;
      return size;
    },
    /** Standard base64. */
    root: (): string => {
      const found = edge.reduceRight((right, left) => (right === '' ? left : nodeOf(left, right)), '');
      return Buffer.from(found === '' ? sha256('') : found, 'binary').toString('base64');
    },
  };
}
