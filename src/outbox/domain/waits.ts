/** How long to wait before the next try, by the number of tries so far. Pure. */

const minute = 60_000;
const hour = 60 * minute;
const waits = [minute, 5 * minute, 30 * minute, 2 * hour, 6 * hour, 12 * hour, 24 * hour];

/**
 * @param attempts tries so far, from 1
 * @returns milliseconds; null when it has been tried often enough: eight times in two days
 */
export const waitAfter = (attempts: number): number | null => waits[attempts - 1] ?? null;
