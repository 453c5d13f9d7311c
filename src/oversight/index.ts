/**
 * Looks over what was asked: finds use that is out of the ordinary, by rules that say why, for an officer to judge; and helps when personal
 * data was breached: whom that affects, how long is left, and stopping it. Knows requests, professionals and children by opaque
 * ids, and reads the tables of the log and of exchanges; must never write to them, stop anybody by itself or name a child: what a
 * rule finds is a question to an officer and no verdict.
 */
export { createOversight, type Oversight } from './create-oversight.js';
export type { Thresholds } from './domain/finding.js';
export * from './offline.js';
