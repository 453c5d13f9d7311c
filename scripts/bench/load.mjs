// A closed loop: so many calls are under way at any time, and each begins when another ends.
import { Agent, request } from 'node:http';

export const atOnce = 32;

/** What a hub answers that cannot take the call now: the caller tries again later. */
const passing = new Set(['ledger-unavailable', 'database-unavailable', 'request-in-progress']);

/**
 * Runs the calls with a fixed number under way.
 *
 * @returns rate per second and sorted milliseconds of those that succeeded, and how many were put off
 */
export async function closedLoop(calls, concurrency = atOnce) {
  // A server ends connections that were idle while the calls were signed.
  agent.destroy();
  const took = [];
  let putOff = 0;
  let next = 0;
  const began = performance.now();
  await Promise.all(
    Array.from({ length: concurrency }, async () => {
      while (next < calls.length) {
        const call = calls[next++];
        const start = performance.now();
        try {
          await call();
          took.push(performance.now() - start);
        } catch (error) {
          if (!passing.has(error.code)) throw error;
          putOff += 1;
        }
      }
    }),
  );
  const seconds = (performance.now() - began) / 1000;
  return {
    seconds,
    putOff,
    count: took.length,
    rate: took.length / seconds,
    took: took.sort((a, b) => a - b),
  };
}

/** As {@link closedLoop} with one call again and again, for so many seconds. */
export async function loopFor(call, concurrency, seconds) {
  const took = [];
  const began = performance.now();
  const end = began + seconds * 1000;
  await Promise.all(
    Array.from({ length: concurrency }, async () => {
      for (let start = began; start < end; ) {
        await call();
        const now = performance.now();
        took.push(now - start);
        start = now;
      }
    }),
  );
  const spent = (performance.now() - began) / 1000;
  return {
    seconds: spent,
    putOff: 0,
    count: took.length,
    rate: took.length / spent,
    took: took.sort((a, b) => a - b),
  };
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
        else {
          const code = /"code":"([^"]+)"/.exec(text)?.[1];
          const cause = `${method} ${url} answered ${response.statusCode}: ${text.slice(0, 400)}`;
          reject(Object.assign(new Error(cause), { code }));
        }
      });
      response.on('error', reject);
    });
    outgoing.on('error', reject);
    outgoing.end(body);
  });

export const closeConnections = () => agent.destroy();
