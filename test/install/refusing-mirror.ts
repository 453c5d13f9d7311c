import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Stands where Prisma would fetch its programs from: has none, and remembers what was asked for. */
export interface RefusingMirror {
  readonly url: string;
  readonly asked: readonly string[];
  close(): Promise<void>;
}

export async function refusingMirror(): Promise<RefusingMirror> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url ?? '');
    response.writeHead(404).end();
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}
