// A closed loop: so many calls are under way at any time, and each begins when another ends.
import { Agent, request } from 'node:http';

export const atOnce = 32;

/** Runs the calls with a fixed number under way. @returns rate per second and sorted milliseconds */
export async function closedLoop(calls, concurrency = atOnce) {
  const took = [];
  let next = 0;
  const began = performance.now();
  await Promise.all(
    Array.from({ length: concurrency }, async () => {
      while (next < calls.length) {
        const call = calls[next++];
        const start = performance.now();
        await call();
        took.push(performance.now() - start);
      }
    }),
  );
  const seconds = (performance.now() - began) / 1000;
  return { seconds, count: took.length, rate: took.length / seconds, took: took.sort((a, b) => a - b) };
}

export const percentile = (sorted, share) =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;

/** The middle one, so that one round that met other work on the machine does not decide. */
export const median = (values) =>
  percentile(
    [...values].sort((a, b) => a - b),
    0.5,
  );

const agent = new Agent({ keepAlive: true, maxSockets: 64 });

/** Sends a call that was signed before, so that signing costs nothing while it is measured. */
export const send = ({ url, method, headers, body }, expected) =>
  new Promise((resolve, reject) => {
    const outgoing = request(url, { method, headers, agent }, (response) => {
      const chunks = [];
      response.on('data', (chunk) => chunks.push(chunk));
      response.on('end', () => {
        const text = Buffer.concat(chunks).toString();
        if (response.statusCode === expected) resolve(text);
        else reject(new Error(`${method} ${url} answered ${response.statusCode}: ${text.slice(0, 400)}`));
      });
      response.on('error', reject);
    });
    outgoing.on('error', reject);
    outgoing.end(body);
  });

export const closeConnections = () => agent.destroy();
