import { describe, expect, it } from 'vitest';
import { createLog, type Log } from '../../src/http/index.js';

/** What one call of the log writes. */
function written(say: (log: Log) => void): {
  readonly text: string;
  readonly line: Readonly<Record<string, unknown>>;
} {
  const lines: string[] = [];
  say(createLog('info', { write: (line) => void lines.push(line) }));
  const text = lines.join('');
  return { text, line: JSON.parse(text) as Readonly<Record<string, unknown>> };
}

describe('the log', () => {
  it('writes what is on its list, and nothing that somebody adds to it', () => {
    const fields = { route: '/v1/tasks', status: 200, traceId: 'abc' };
    const { text, line } = written((log) =>
      log.info('call', { ...fields, bsn: '999990019', url: '/x' } as never),
    );
    expect(line).toMatchObject({ ...fields, msg: 'call', level: 'info' });
    expect(Object.keys(line).sort()).toEqual(['level', 'msg', 'route', 'status', 'time', 'traceId']);
    expect(text).not.toContain('999990019');
  });

  it('writes of an error its class, its code and where it arose, never its message', () => {
    const error = Object.assign(new TypeError('Jan 999990019'), {
      code: 'ENOENT',
      detail: 'Key (Jan) exists',
    });
    const { text, line } = written((log) => log.failure('went wrong', error));
    expect(line).toMatchObject({ error: 'TypeError', code: 'ENOENT', msg: 'went wrong' });
    expect(line.at).toEqual(expect.arrayContaining([expect.stringMatching(/^at .*log\.test\.ts:\d+/)]));
    expect(text).not.toMatch(/999990019|Jan/);
  });

  it('takes no part of a message for a place, however it is spelled', () => {
    const messages = ['eerst\n    at Jan 999990019', '\n    at Jan 999990019 (x:1:1)\n    at Piet'];
    for (const message of messages) {
      const { text, line } = written((log) => log.failure('went wrong', new Error(message)));
      expect(line.at).toEqual(expect.arrayContaining([expect.stringMatching(/log\.test\.ts:\d+/)]));
      expect(text).not.toMatch(/999990019|Jan|Piet/);
    }
    const changed = new Error('Jan\n    at Jan');
    changed.message = 'another one';
    expect(written((log) => log.failure('went wrong', changed)).text).not.toContain('Jan');
  });

  it('writes of a code only what looks like one', () => {
    const error = Object.assign(new Error('x'), { code: 'Jan Jansen 999990019' });
    expect(written((log) => log.failure('went wrong', error)).text).not.toContain('Jan');
  });
});
