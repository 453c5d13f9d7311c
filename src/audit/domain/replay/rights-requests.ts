import type { PartnerId, RightsAssignmentId, RightsRequestId, SubjectId } from '../../../contract/index.js';

export interface KnownRequest {
  readonly id: RightsRequestId;
  /** Index of the entry that asked. */
  readonly asked: number;
  readonly subject: SubjectId;
  readonly right: string;
  /** A civil date; later once the term was extended. */
  dueOn: string;
  open: boolean;
  /** Partners that were asked and have not answered. */
  readonly waits: Set<PartnerId>;
}

interface KnownAssignment {
  readonly request: KnownRequest;
  readonly partner: PartnerId;
  /** Index of its entry. */
  readonly assigned: number;
  answered: boolean;
}

/** What families asked about their rights and which partners were to answer too; few, so that objects do. */
export class RightsRequests {
  readonly #requests = new Map<RightsRequestId, KnownRequest>();
  readonly #assignments = new Map<RightsAssignmentId, KnownAssignment>();

  ask(request: KnownRequest): void {
    this.#requests.set(request.id, request);
  }

  find(id: RightsRequestId): KnownRequest | null {
    return this.#requests.get(id) ?? null;
  }

  close(id: RightsRequestId): void {
    const known = this.#requests.get(id);
    if (known !== undefined) known.open = false;
  }

  /** An erasure answers every request about the child. */
  closeAbout(subject: SubjectId): void {
    for (const request of this.#requests.values()) if (request.subject === subject) request.open = false;
  }

  extend(id: RightsRequestId, dueOn: string): void {
    const known = this.#requests.get(id);
    if (known !== undefined) known.dueOn = dueOn;
  }

  /** @returns false where that was assigned before, or the partner has yet to answer an earlier one */
  assign(id: RightsAssignmentId, assignment: KnownAssignment): boolean {
    const { request, partner } = assignment;
    if (request.waits.has(partner) || this.#assignments.has(id)) return false;
    request.waits.add(partner);
    this.#assignments.set(id, assignment);
    return true;
  }

  answer(assignment: KnownAssignment): void {
    assignment.answered = true;
    assignment.request.waits.delete(assignment.partner);
  }

  findAssignment(id: RightsAssignmentId): KnownAssignment | null {
    return this.#assignments.get(id) ?? null;
  }
}
