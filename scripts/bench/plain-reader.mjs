// The floor of a replay: reads each line of an export, parses its JSON and hashes it once, and holds nothing against anything.
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { cost } from './cost.mjs';

const newline = 0x0a;

let rest = Buffer.alloc(0);
for await (const chunk of createReadStream(process.argv[2], { highWaterMark: 2 ** 20 })) {
  const bytes = Buffer.concat([rest, chunk]);
  let from = 0;
  for (let to = bytes.indexOf(newline); to >= 0; to = bytes.indexOf(newline, from)) {
    const line = bytes.toString('utf8', from, to);
    JSON.parse(line);
    createHash('sha256').update(line).digest();
    from = to + 1;
  }
  rest = bytes.subarray(from);
}
if (rest.length > 0) throw new Error('the last line does not end');
cost();
