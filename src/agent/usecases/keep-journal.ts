/** What became of the last tasks, for whoever looks after the agent. In memory; evidence is in the ledger. */
export interface TaskOutcome {
  readonly task: string;
  readonly purpose: string | null;
  readonly outcome: 'answered' | 'declined' | 'refused' | 'waiting-for-hand' | 'rejected-by-hub';
  /** Codes of the checks that failed, or the reason of a decline. */
  readonly causes: readonly string[];
}

export interface Journal {
  record(outcome: TaskOutcome): void;
  lastTasks(): readonly TaskOutcome[];
}

const kept = 100;

export function keepJournal(): Journal {
  const outcomes: TaskOutcome[] = [];
  return {
    record: (outcome) => {
      outcomes.unshift(outcome);
      outcomes.length = Math.min(outcomes.length, kept);
    },
    lastTasks: () => outcomes,
  };
}
