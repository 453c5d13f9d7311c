/** One thing wrong with the catalogue's files. `pointer` is an RFC 6901 JSON Pointer, empty for the whole file. */
export interface CatalogueFault {
  readonly file: string;
  readonly pointer: string;
  readonly reason: string;
}

const line = ({ file, pointer, reason }: CatalogueFault): string =>
  pointer === '' ? `${file}: ${reason}` : `${file} at ${pointer}: ${reason}`;

/** The files do not form a catalogue. Names every file, place and cause at once; stops the start. */
export class CatalogueInvalid extends Error {
  override readonly name = 'CatalogueInvalid';
  readonly faults: readonly CatalogueFault[];

  constructor(faults: readonly CatalogueFault[]) {
    super(`the catalogue is not valid:\n${faults.map((fault) => `  ${line(fault)}`).join('\n')}`);
    this.faults = faults;
  }
}

/** Something that families decided on, or partners signed, is no longer what it was. Stops the start. */
export class PublishedFileChanged extends Error {
  override readonly name = 'PublishedFileChanged';
  readonly files: readonly string[];

  constructor(changes: readonly { readonly file: string; readonly reason: string }[]) {
    super(
      `a published version never changes; make a new version instead:\n${changes
        .map(({ file, reason }) => `  ${file}: ${reason}`)
        .join('\n')}`,
    );
    this.files = changes.map(({ file }) => file);
  }
}
