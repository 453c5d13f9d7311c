/** The story: every claim of the project's main job, proved by calls that people and systems really make. */
import type { RunningWorld } from '../supervisor/index.js';
import { emergency } from './emergency.js';
import { evidence } from './evidence.js';
import { familyDecides, familyWithdraws } from './family-decides.js';
import { growingUp } from './growing-up.js';
import { introduction } from './introduction.js';
import { meetTheChildren } from './meet-the-children.js';
import { otherPurposes } from './other-purposes.js';
import type { Stage } from './stage.js';
import { castOf, type Tale } from './tale.js';
import { trust } from './trust.js';

export { meetTheChildren } from './meet-the-children.js';
export { createStage, type Stage } from './stage.js';
export { castOf, type Tale } from './tale.js';

/** Plays every chapter. The hub is stopped at the end: verification reads its database at rest. */
export async function tellStory(world: RunningWorld, stage: Stage): Promise<void> {
  const tale: Tale = { stage, world, cast: castOf(world), refs: new Map() };
  const chapters = [
    meetTheChildren,
    familyDecides,
    familyWithdraws,
    introduction,
    growingUp,
    otherPurposes,
    emergency,
    trust,
    evidence,
  ];
  for (const chapter of chapters) await chapter(tale);
}
