import { fromUtf8, utf8 } from '../../kernel/index.js';
import { makeEntryIds } from '../domain/export/entry-ids.js';
import { readRecorded } from '../domain/export/recorded.js';
import type { ReplayOptions } from '../domain/replay/log-state.js';
import { Replay } from '../domain/replay/replay.js';
import type { Visited } from './walk-log.js';

/** Replays the rules from the entries that a walk opens, as they come: what an export would hold is written nowhere. */
export class WalkReplay {
  readonly #replay: Replay;
  readonly #entries = makeEntryIds(utf8);

  constructor(options: ReplayOptions) {
    this.#replay = new Replay(options);
  }

  /** @param page entries that held, in the order of the log; one without a leaf is not replayed yet @throws ClaimBroken */
  add(page: readonly Visited[]): void {
    for (const [{ id, index, kind, hash }, content] of page) {
      if (index === null || kind === null || hash === null || content === null) continue;
      const { opened, payload } = content;
      if (opened === null) {
        this.#entries.skip();
        this.#replay.addErased();
        continue;
      }
      const recorded = readRecorded(
        { index, kind },
        {
          ...{ isCanonical: false, reliedIds: '', digests: '' },
          ...this.#entries.place(id, payload?.relies ?? []),
          payload: fromUtf8(opened.payload),
          parts: opened.disclosures.map(fromUtf8),
        },
      );
      this.#replay.add(recorded, hash);
    }
  }

  /** Call after the last entry. @param size of the log @throws ClaimBroken */
  finish(size: number): void {
    this.#replay.finish(size);
  }
}
