/** Tells the story on a terminal: chapters, steps with their outcome, and the sum at the end. */
export interface Stage {
  chapter(title: string): void;
  /**
   * One claim that must hold. The work proves it and gives lines to show under it, or throws why it does not; the
   * story goes on either way.
   */
  step(claim: string, work: () => Promise<readonly string[] | string | undefined>): Promise<void>;
  say(text: string): void;
  /** Shows and counts nothing more; a story that goes on ends at its next step with {@link StoryOver}. */
  close(): void;
  readonly passed: number;
  readonly failed: number;
}

export interface StageOptions {
  readonly write: (text: string) => void;
  readonly color: boolean;
  readonly width?: number;
}

/** What a step found to be otherwise than claimed. */
export class NotAsStated extends Error {
  override readonly name = 'NotAsStated';
}

export class StoryOver extends Error {
  override readonly name = 'StoryOver';
}

/** @throws NotAsStated */
export function expectThat(holds: boolean, otherwise: string): asserts holds {
  if (!holds) throw new NotAsStated(otherwise);
}

export function createStage({ write: show, color, width = 100 }: StageOptions): Stage {
  let closed = false;
  const write = (text: string): void => {
    if (!closed) show(text);
  };
  const paint = (code: string, text: string): string => (color ? `\u001b[${code}m${text}\u001b[0m` : text);
  const block = (text: string, first: string, rest: string, code?: string): string =>
    wrap(text, width - rest.length)
      .map((line, index) => `${index === 0 ? first : rest}${code === undefined ? line : paint(code, line)}\n`)
      .join('');
  let chapters = 0;
  let passed = 0;
  let failed = 0;
  return {
    chapter: (title) => {
      chapters += 1;
      write(`\n${paint('1', `${chapters}. ${title}`)}\n`);
    },
    step: async (claim, work) => {
      if (closed) throw new StoryOver('the stage was closed');
      try {
        const shown = await work();
        if (closed) throw new StoryOver('the stage was closed');
        passed += 1;
        write(block(claim, `  ${paint('32', '✓')} `, '    '));
        for (const line of typeof shown === 'string' ? [shown] : (shown ?? [])) {
          write(block(line, '      ', '        ', '2'));
        }
      } catch (cause) {
        if (closed) throw new StoryOver('the stage was closed', { cause });
        failed += 1;
        write(block(claim, `  ${paint('31', '✗')} `, '    '));
        write(block(explain(cause), '      ', '      ', '31'));
      }
    },
    close: () => {
      closed = true;
    },
    say: (text) => write(block(text, '', '')),
    get passed() {
      return passed;
    },
    get failed() {
      return failed;
    },
  };
}

function explain(cause: unknown): string {
  if (!(cause instanceof Error)) return String(cause);
  const because = cause.cause instanceof Error ? ` (${cause.cause.message})` : '';
  return `${cause.name}: ${cause.message}${because}`;
}

function wrap(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  for (const paragraph of text.split('\n')) {
    let line = '';
    for (const word of paragraph.split(' ')) {
      if (line !== '' && line.length + word.length + 1 > width) {
        lines.push(line);
        line = '';
      }
      line = line === '' ? word : `${line} ${word}`;
    }
    lines.push(line);
  }
  return lines;
}
