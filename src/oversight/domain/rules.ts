import { colleaguesChild } from './colleagues-child.js';
import type { Finding, ProfessionalDay, Thresholds } from './finding.js';
import { manyChildren } from './many-children.js';
import { outsideHours } from './outside-hours.js';
import { repeatedRefusals } from './repeated-refusals.js';

/** Those that are judged as soon as a professional asks; what must not follow an emergency is judged when its time is up. */
const dayRules = [manyChildren, outsideHours, repeatedRefusals, colleaguesChild];

export const findOn = (of: ProfessionalDay, thresholds: Thresholds): readonly Finding[] =>
  dayRules.map((rule) => rule(of, thresholds)).filter((finding) => finding !== null);

/** How many days the rules look back at once, the day itself included. */
export const longestWindow = ({ children, refusals }: Thresholds): number =>
  Math.max(1, children.days, refusals.days);
