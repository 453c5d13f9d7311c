/** A file in the policies folder that cannot be used; stops the start. The message names file and cause. */
export class PolicyInvalid extends Error {
  override readonly name = 'PolicyInvalid';
  readonly file: string;

  constructor(file: string, causes: readonly string[]) {
    super(`policies/${file}: ${causes.join('; ')}`);
    this.file = file;
  }
}
