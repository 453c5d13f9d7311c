/** One thing wrong with the files in the policies folder. */
export interface PolicyFault {
  readonly file: string;
  readonly reason: string;
}

/** The files in the policies folder cannot be used; stops the start. Names every file and cause at once. */
export class PolicyInvalid extends Error {
  override readonly name = 'PolicyInvalid';
  readonly faults: readonly PolicyFault[];

  constructor(faults: readonly PolicyFault[]) {
    const lines = faults.map(({ file, reason }) => `  policies/${file}: ${reason}`);
    super(`the policies are not valid:\n${lines.join('\n')}`);
    this.faults = faults;
  }
}
